package dev.seascope.cpu;

import dev.seascope.arch.SystemRegisters;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One row of the table of system registers and system instructions: who may use it, and what use does.
///
/// @param name the Arm ARM's name
/// @param encoding `op0:op1:CRn:CRm:op2`, 16 bits
/// @param index where the processor keeps its value
/// @param access which of [#READ_EL1] and the others are allowed; what is not is UNDEFINED
/// @param writable the bits that a write by the guest changes
/// @param reader what a read returns, or null for the stored value
/// @param writer what a write does, or null for storing the value
/// @param gate throws what the guest's access takes instead, if the access is trapped or disabled; null lets all pass
/// @param present which processors have it
record SystemRegister(String name, int encoding, int index, int access, long writable, @Nullable Reader reader,
        @Nullable Writer writer, @Nullable Gate gate, Predicate<CpuModel> present) {
    static final int READ_EL1 = 1;
    static final int WRITE_EL1 = 2;
    static final int READ_EL0 = 4;
    static final int WRITE_EL0 = 8;

    /// Reads a register that is computed.
    interface Reader {
        long read(Cpu cpu, SystemRegister register);
    }

    /// Does what a write does, storing included.
    interface Writer {
        void write(Cpu cpu, SystemRegister register, long value);
    }

    /// Lets a guest's access pass, or throws the exception it takes.
    interface Gate {
        void check(Cpu cpu, SystemRegister register, int rt, boolean read);
    }

    /// Decides whether EL1 lets EL0 do something.
    interface Permission {
        boolean granted(Cpu cpu, boolean read);
    }

    /// Traps accesses at EL0 that are not permitted.
    static Gate fromEl0(Permission permission) {
        return (cpu, register, rt, read) -> {
            if (cpu.currentEl() == 0 && !permission.granted(cpu, read)) {
                throw cpu.systemAccess.trapped(register.encoding, rt, read);
            }
        };
    }

    /// A register or instruction that stores what is written and is on every processor.
    ///
    /// @throws IllegalArgumentException if the architecture has none of this name
    static SystemRegister of(String name, int access) {
        int encoding = SystemRegisters.encoding(name)
                .orElseThrow(() -> new IllegalArgumentException("no system register " + name));
        return new SystemRegister(name, encoding, -1, access, -1, null, null, null, _ -> true);
    }

    SystemRegister at(int newIndex) {
        return new SystemRegister(name, encoding, newIndex, access, writable, reader, writer, gate, present);
    }

    SystemRegister mask(long bits) {
        return new SystemRegister(name, encoding, index, access, bits, reader, writer, gate, present);
    }

    SystemRegister reads(Reader newReader) {
        return new SystemRegister(name, encoding, index, access, writable, newReader, writer, gate, present);
    }

    SystemRegister writes(Writer newWriter) {
        return new SystemRegister(name, encoding, index, access, writable, reader, newWriter, gate, present);
    }

    SystemRegister gate(Gate newGate) {
        return new SystemRegister(name, encoding, index, access, writable, reader, writer, newGate, present);
    }

    SystemRegister when(Predicate<CpuModel> newPresent) {
        return new SystemRegister(name, encoding, index, access, writable, reader, writer, gate, newPresent);
    }

    /// Whether this is a system instruction (`SYS`), not a register.
    boolean isInstruction() {
        return encoding >>> 14 == 1;
    }

    /// Whether the encoding lies in the space of ID registers, which FEAT_IDST covers.
    boolean isIdentification() {
        return isIdentification(encoding);
    }

    /// See [#isIdentification()]: `op0` 3, `CRn` 0, `op1` 0, 1 or 2 (`op1` 3 can be read at EL0).
    static boolean isIdentification(int encoding) {
        return encoding >>> 14 == 3 && (encoding >>> 7 & 15) == 0 && (encoding >>> 11 & 7) < 3;
    }
}
