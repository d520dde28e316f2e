package dev.seascope.kvm;

import static dev.seascope.kvm.Contribution.Source.KVM;
import static dev.seascope.kvm.Contribution.Source.LAST_TRAP;
import static dev.seascope.kvm.Contribution.Source.PSTATE;
import static dev.seascope.kvm.VcpuRegister.PENDING_AA32_DABT;
import static dev.seascope.kvm.VcpuRegister.PENDING_AA32_IABT;
import static dev.seascope.kvm.VcpuRegister.PENDING_EXCEPTION;
import static dev.seascope.kvm.VcpuRegister.PENDING_NONE;
import static dev.seascope.kvm.VcpuRegister.PENDING_SERR;
import static dev.seascope.kvm.VcpuRegister.PENDING_SYNC;

import dev.seascope.kvm.Effect.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// KVM's injection at work on a copy of a vCPU: computes what is written and where each bit comes from
/// (`arch/arm64/kvm/inject_fault.c` and `hyp/exception.c`). Nested virtualization is not modelled: the target of every
/// exception is EL1.
///
/// Each `KVM_SET_VCPU_EVENTS`, and each exception that `KVM_RUN` injects by itself, uses one of these.
final class Injection {
    /// The bits of a syndrome that user space can supply, ISS[24:0].
    static final long ISS_MASK = 0x1ff_ffff;
    /// Of an SError whose syndrome nobody supplied: implementation defined (IDS).
    static final long ISS_IDS = 1 << 24;

    private static final long ESR_IL = 1L << 25;
    private static final long ESR_S1PTW = 1L << 7;
    private static final int EC_SHIFT = 26;
    private static final long EC_IABT = 0x20;
    private static final long EC_DABT = 0x24;
    private static final long EC_SAME_LEVEL = 1;
    private static final long EC_SERROR = 0x2f;
    private static final int FSC_EXTABT = 0x10;
    private static final int FSC_EXTABT_WALK = 0x14;

    private static final long SCTLR2_NMEA = 1 << 2;
    private static final long SCTLR2_EASE = 1 << 5;
    private static final long PSTATE_A = 1 << 8;
    private static final long PSTATE_NRW = 1 << 4;
    private static final long TCR_EAE = 1L << 31;

    private static final List<Contribution> NO_SOURCES = List.of();
    private static final Contribution EL1H_SAME =
            new Contribution(PSTATE, EC_SAME_LEVEL << EC_SHIFT, "EL1h: same EL, so EC |= 1");
    private static final Contribution EL1T_SAME =
            new Contribution(PSTATE, EC_SAME_LEVEL << EC_SHIFT, "EL1t: same EL, so EC |= 1");
    private static final Contribution EL0_LOWER = new Contribution(PSTATE, 0, "EL0: lower EL, EC bit 0 stays 0");
    private static final Contribution IL_ALWAYS = new Contribution(KVM, ESR_IL, "IL, always 1");
    private static final Contribution IL_STALE_1 = new Contribution(LAST_TRAP, ESR_IL, "IL, from ESR_EL2 bit 25");
    private static final Contribution IL_STALE_0 =
            new Contribution(LAST_TRAP, 0, "IL, from ESR_EL2 bit 25, which is 0");

    private final Kernel kernel;
    private final VcpuState state;
    private final long[] registers;
    private final List<Write> writes = new ArrayList<>(12);
    private final List<Effect.Entry> entries = new ArrayList<>(2);
    private boolean abortPending;
    private long pending;
    private boolean aborted;
    private boolean instructionAborted;
    private boolean serror;

    Injection(Kernel kernel, VcpuState state) {
        this.kernel = kernel;
        this.state = state;
        this.registers = state.registers();
        this.pending = get(PENDING_EXCEPTION);
        this.abortPending = pending != PENDING_NONE;
    }

    private long get(VcpuRegister register) {
        return registers[register.place()];
    }

    /// Write a register and note where its bits come from.
    private void write(VcpuRegister register, long value, List<Contribution> sources) {
        writes.add(new Write(register, get(register), value, sources));
        registers[register.place()] = value;
    }

    private void writeIfChanged(VcpuRegister register, long value, List<Contribution> sources) {
        if (get(register) != value) {
            write(register, value, sources);
        }
    }

    /// Inject an external abort whose address is that of the last abort. After a fault on a stage 1 walk for which KVM
    /// finds no descriptor, nothing happens.
    ///
    /// @param seed the syndrome bits supplied from user space, if any
    void abort(boolean instruction, @Nullable Contribution seed) {
        abort(instruction, seed, new Contribution(LAST_TRAP, get(VcpuRegister.FAR_EL2), "FAR_EL2"));
    }

    /// Inject an external abort with an address of KVM's choice.
    void abort(boolean instruction, @Nullable Contribution seed, Contribution address) {
        if (state.has(VmFeature.AARCH32_EL1)) {
            abortAarch32(instruction, address);
            aborted(instruction);
            return;
        }
        int fsc = FSC_EXTABT;
        if (kernel.does(Kernel.Toggle.S1PTW_LEVEL) && (get(VcpuRegister.ESR_EL2) & ESR_S1PTW) != 0) {
            OptionalInt level = state.hpfarValid()
                    ? state.tables().levelOf(state, get(VcpuRegister.FAR_EL2), state.hpfarIpa())
                    : OptionalInt.empty();
            if (level.isEmpty()) {
                return;
            }
            fsc = FSC_EXTABT_WALK + level.getAsInt();
        }
        pending = effective(Kernel.Toggle.EASE, SCTLR2_EASE) ? PENDING_SERR : PENDING_SYNC;
        abortPending = true;
        List<Contribution> sources = new ArrayList<>(4);
        if (seed != null) {
            sources.add(seed);
        }
        sources.add(new Contribution(KVM, (instruction ? EC_IABT : EC_DABT) << EC_SHIFT | fsc,
                (instruction ? "EC 0x20 instruction abort, FSC 0x" : "EC 0x24 data abort, FSC 0x")
                        + Integer.toHexString(fsc)));
        sources.add(level(get(VcpuRegister.PSTATE)));
        sources.add(il());
        write(VcpuRegister.ESR_EL1, or(sources), sources);
        write(VcpuRegister.FAR_EL1, address.bits(), List.of(address));
        aborted(instruction);
    }

    private void aborted(boolean instruction) {
        aborted = true;
        instructionAborted = instruction;
    }

    private static Contribution level(long pstate) {
        if ((pstate & PSTATE_NRW) != 0 || (pstate & 0xf) == 0) {
            return EL0_LOWER;
        }
        return (pstate & 1) != 0 ? EL1H_SAME : EL1T_SAME;
    }

    private Contribution il() {
        if (kernel.ilPolicy() == Kernel.IlPolicy.ALWAYS1) {
            return IL_ALWAYS;
        }
        return (get(VcpuRegister.ESR_EL2) & ESR_IL) != 0 ? IL_STALE_1 : IL_STALE_0;
    }

    /// Whether a bit of `SCTLR2_EL1` counts. KVM asks for SCTLRX alone, not for FEAT_DoubleFault2.
    private boolean effective(Kernel.Toggle toggle, long bit) {
        return kernel.does(toggle) && state.has(VmFeature.SCTLRX) && (get(VcpuRegister.SCTLR2_EL1) & bit) != 0;
    }

    private void abortAarch32(boolean instruction, Contribution address) {
        boolean longDescriptors = (get(VcpuRegister.TCR_EL1) & TCR_EAE) != 0;
        Contribution status = longDescriptors
                ? new Contribution(KVM, 0x210, "external abort, long descriptors (TTBCR.EAE is 1)")
                : new Contribution(KVM, 0x008, "external abort, short descriptors (TTBCR.EAE is 0)");
        long far = get(VcpuRegister.FAR_EL1);
        long low = 0xffff_ffffL;
        if (instruction) {
            pending = PENDING_AA32_IABT;
            write(VcpuRegister.FAR_EL1, (far & low) | (address.bits() << 32), List.of(
                    new Contribution(address.source(), address.bits() << 32, "IFAR, " + address.text()),
                    new Contribution(PSTATE, far & low, "DFAR is kept")));
            write(VcpuRegister.IFSR32_EL2, status.bits(), List.of(status));
        } else {
            pending = PENDING_AA32_DABT;
            write(VcpuRegister.FAR_EL1, (far & ~low) | (address.bits() & low), List.of(
                    new Contribution(PSTATE, far & ~low, "IFAR is kept"),
                    new Contribution(address.source(), address.bits() & low, "DFAR, " + address.text())));
            write(VcpuRegister.ESR_EL1, status.bits(), List.of(status));
        }
        abortPending = true;
    }

    /// Replace the fault status code of the abort just injected by 0: an address size fault. The short descriptors of a
    /// 32-bit guest have no such fault.
    void makeAddressSizeFault() {
        if (state.has(VmFeature.AARCH32_EL1) && (get(VcpuRegister.TCR_EL1) & TCR_EAE) == 0) {
            return;
        }
        long esr = get(VcpuRegister.ESR_EL1);
        write(VcpuRegister.ESR_EL1, esr & ~0x3fL, List.of(new Contribution(KVM, esr & ~0x3fL, "FSC cleared")));
    }

    /// Whether an SError would wait.
    boolean serrorMasked() {
        return (get(VcpuRegister.PSTATE) & PSTATE_A) != 0 && !effective(Kernel.Toggle.NMEA, SCTLR2_NMEA);
    }

    /// Inject an SError.
    ///
    /// @param iss its syndrome, 25 bits
    void serror(Contribution iss) {
        serror = true;
        if (!kernel.does(Kernel.Toggle.COMMIT_IMMEDIATELY) || serrorMasked()) {
            write(VcpuRegister.VSESR_EL2, iss.bits(), List.of(iss));
            write(VcpuRegister.VSE_PENDING, 1, List.of(new Contribution(KVM, 1, "waits until SErrors are unmasked")));
            return;
        }
        pending = PENDING_SERR;
        List<Contribution> sources = new ArrayList<>(3);
        sources.add(iss);
        sources.add(new Contribution(KVM, EC_SERROR << EC_SHIFT, "EC 0x2f SError"));
        if (kernel.ilPolicy() == Kernel.IlPolicy.ALWAYS1) {
            sources.add(IL_ALWAYS);
        }
        write(VcpuRegister.ESR_EL1, or(sources), sources);
    }

    /// The end of an injection by ioctl: where the kernel commits at once, the MMIO access that waits is dropped and
    /// the exception entered; elsewhere it stays pending.
    void commitInIoctl() {
        if (kernel.does(Kernel.Toggle.COMMIT_IMMEDIATELY) && pending != PENDING_NONE) {
            writeIfChanged(VcpuRegister.MMIO_NEEDED, 0, NO_SOURCES);
            enter();
        } else {
            writeIfChanged(PENDING_EXCEPTION, pending, List.of(
                    new Contribution(KVM, pending, "entered by the next KVM_RUN")));
        }
    }

    /// Enter the pending exception, if there is one.
    void enter() {
        if (pending == PENDING_NONE) {
            return;
        }
        long was = pending;
        pending = PENDING_NONE;
        if (was == PENDING_AA32_DABT || was == PENDING_AA32_IABT) {
            enter(ExceptionEntry.aarch32(was == PENDING_AA32_IABT, this::get));
        } else if (!state.has(VmFeature.AARCH32_EL1)) {
            // KVM knows no entry to an SError of a 32-bit EL1 and drops it.
            enter(ExceptionEntry.aarch64(was == PENDING_SERR, state.has(VmFeature.MTE), abortPending, this::get));
        }
        abortPending = false;
        writeIfChanged(PENDING_EXCEPTION, PENDING_NONE, NO_SOURCES);
    }

    private void enter(ExceptionEntry entry) {
        entries.add(entry.entry());
        for (ExceptionEntry.Value value : entry.values()) {
            write(value.register(), value.bits(), value.sources());
        }
    }

    private static long or(List<Contribution> sources) {
        long bits = 0;
        for (Contribution source : sources) {
            bits |= source.bits();
        }
        return bits;
    }

    /// Everything written so far.
    Effect effect() {
        return new Effect(kind(), entries, writes);
    }

    private Effect.Kind kind() {
        if (aborted && serror) {
            return Effect.Kind.ABORT_AND_SERROR;
        }
        if (aborted) {
            return instructionAborted ? Effect.Kind.INSTRUCTION_ABORT : Effect.Kind.DATA_ABORT;
        }
        return serror ? Effect.Kind.SERROR : Effect.Kind.NONE;
    }
}
