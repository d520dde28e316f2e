package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The registers of a [Cpu] by their names and encodings, as a hypervisor and a debugger ask for them, and which
/// processor it is that has them.
abstract class CpuRegisters extends CpuState {
    private CpuModel model;

    CpuRegisters(CpuModel model) {
        this.model = model;
    }

    /// Add an extension; nothing else changes.
    void extend(Extension extension) {
        model = model.with(extension);
        system[ID_AA64PFR0_EL1] = IdRegisters.value("ID_AA64PFR0_EL1", model);
    }

    /// Which processor this is.
    public CpuModel model() {
        return model;
    }

    @Override
    public boolean has(Feature feature) {
        return model.has(feature);
    }

    /// The processor that these are the registers of: some registers are made of more than a value.
    private Cpu self() {
        return (Cpu) this;
    }

    /// A register by name: `X0` to `X30`, `SP`, `SP_EL0`, `SP_EL1`, `PC`, `PSTATE`, `FPSR`, `FPCR`, or a system register
    /// by its Arm name. No access rules apply.
    public OptionalLong register(String name) {
        return RegisterNames.read(self(), name);
    }

    /// Write a register that [#register] names. No access rules apply, read-only registers included.
    ///
    /// @return whether there is such a register
    public boolean setRegister(String name, long value) {
        return RegisterNames.write(self(), name, value);
    }

    /// All system registers that this processor has, by name, with their values.
    public SortedMap<String, Long> systemRegisters() {
        var values = new TreeMap<String, Long>();
        for (SystemRegister row : SystemRegisterTable.ROWS) {
            if (!row.isInstruction() && row.present().test(model)) {
                values.put(row.name(), look(row));
            }
        }
        return values;
    }

    /// A system register by encoding, `op0:op1:CRn:CRm:op2` in 16 bits. No access rules apply.
    public OptionalLong systemRegister(int encoding) {
        SystemRegister row = register(encoding);
        return row == null ? OptionalLong.empty() : OptionalLong.of(look(row));
    }

    /// Write a system register by encoding. No access rules apply, read-only registers included.
    ///
    /// @return whether there is such a register
    public boolean setSystemRegister(int encoding, long value) {
        SystemRegister row = register(encoding);
        if (row == null) {
            return false;
        }
        write(row, value);
        return true;
    }

    /// The name of a system register that this processor has.
    public Optional<String> systemRegisterName(int encoding) {
        return Optional.ofNullable(register(encoding)).map(SystemRegister::name);
    }

    private @Nullable SystemRegister register(int encoding) {
        SystemRegister row = SystemRegisterTable.at(encoding);
        return row == null || row.isInstruction() || !row.present().test(model) ? null : row;
    }

    /// Read as a debugger does: without the effects of a read by the guest.
    long look(SystemRegister row) {
        return InterruptControllerRegisters.acknowledges(row) ? 0 : read(row);
    }

    long read(SystemRegister row) {
        SystemRegister.Reader reader = row.reader();
        return reader == null ? system[row.index()] : reader.read(self(), row);
    }

    void write(SystemRegister row, long value) {
        SystemRegister.Writer writer = row.writer();
        if (writer == null) {
            system[row.index()] = value;
        } else {
            writer.write(self(), row, value);
        }
    }
}
