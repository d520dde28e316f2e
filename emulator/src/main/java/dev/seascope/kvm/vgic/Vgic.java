package dev.seascope.kvm.vgic;

import dev.seascope.cpu.Interrupts;
import dev.seascope.cpu.StateTransfer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An interrupt controller in the kernel: the distributor's interrupts, and for each vCPU a CPU interface that drives the
/// IRQ and FIQ inputs of its processor.
///
/// The state is the architecture's. KVM keeps up to sixteen interrupts of a vCPU in list registers of the hardware and
/// moves others in as there is room; that shows in nothing a guest can rely on, and is not modelled.
///
/// Belongs to the thread that runs the processors.
public abstract sealed class Vgic permits Vgicv2, Vgicv3 {
    /// The vCPU's own interrupt that the virtual timer drives.
    public static final int VIRTUAL_TIMER = 27;
    /// The vCPU's own interrupt that the physical timer drives.
    public static final int PHYSICAL_TIMER = 30;
    /// Interrupts that a controller has unless asked for another number: KVM's old default.
    public static final int DEFAULT_INTERRUPTS = 256;

    final List<CpuInterface> interfaces = new ArrayList<>();
    Interrupt[] shared = new Interrupt[0];
    /// The distributor forwards interrupts.
    boolean enabled;
    private int interrupts;
    private boolean initialised;

    /// A controller with [#DEFAULT_INTERRUPTS].
    Vgic() {
        setInterrupts(DEFAULT_INTERRUPTS);
    }

    /// How many vCPUs it can serve.
    public abstract int mostVcpus();

    /// Whether the guest reaches a register of it at a physical address.
    public abstract boolean decodes(long gpa);

    /// A guest's load from an address that [#decodes].
    ///
    /// @param vcpu index of the vCPU
    /// @param bytes 1, 2, 4 or 8
    /// @return the value in the low bytes; 0 where there is no register
    public abstract long read(int vcpu, long gpa, int bytes);

    /// A guest's store to an address that [#decodes]; ignored where there is no register.
    public abstract void write(int vcpu, long gpa, int bytes, long value);

    /// What an acknowledgement of one group returns when the other one is signalled.
    abstract int otherGroup(boolean wanted);

    /// All interrupts, those of a vCPU's own included: a multiple of 32.
    public final int interrupts() {
        return interrupts;
    }

    /// Choose the number of interrupts; forgets the state of all shared ones.
    ///
    /// @param count a multiple of 32 from 64 to 1024
    public final void setInterrupts(int count) {
        interrupts = count;
        // The last four numbers are special.
        shared = new Interrupt[Math.min(count, 1020) - Interrupt.PRIVATE];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = new Interrupt(Interrupt.PRIVATE + i, Interrupt.NOWHERE);
            setInterruptDefaults(shared[i]);
        }
    }

    /// Give a new interrupt what it has before the guest says so.
    abstract void setInterruptDefaults(Interrupt interrupt);

    /// Whether the VMM has finished it, or the first use did.
    public final boolean isInitialised() {
        return initialised;
    }

    /// Finish it: the number of interrupts stays from here on.
    public final void initialise() {
        initialised = true;
    }

    /// Connect a vCPU: its index is the number of those connected before. The outputs of its timers become interrupts.
    ///
    /// @param affinity `Aff3.Aff2.Aff1.Aff0` of its `MPIDR_EL1`, eight bits each
    public void connect(int affinity, Interrupts lines) {
        var added = new CpuInterface(this, interfaces.size(), affinity, lines);
        interfaces.add(added);
        lines.setTimerListener((virtual, asserted) -> setLine(added.index, virtual ? VIRTUAL_TIMER : PHYSICAL_TIMER,
                asserted));
        setLine(added.index, VIRTUAL_TIMER, lines.virtualTimerAsserted());
        setLine(added.index, PHYSICAL_TIMER, lines.physicalTimerAsserted());
    }

    /// Drive the input of an interrupt.
    ///
    /// @param vcpu index of the vCPU that an interrupt below 32 belongs to; otherwise ignored
    /// @return whether there is such an interrupt
    public final boolean setLine(int vcpu, int id, boolean level) {
        Interrupt interrupt = id < Interrupt.PRIVATE ? interfaces.get(vcpu).own[id] : sharedInterrupt(id);
        if (interrupt == null) {
            return false;
        }
        if (interrupt.line != level) {
            interrupt.setLine(level);
            changed(interrupt);
        }
        return true;
    }

    private @Nullable Interrupt sharedInterrupt(int id) {
        int i = id - Interrupt.PRIVATE;
        return i >= 0 && i < shared.length ? shared[i] : null;
    }

    /// An interrupt as a vCPU numbers it, or null.
    final @Nullable Interrupt interrupt(CpuInterface from, int id) {
        return id < Interrupt.PRIVATE ? from.own[id] : sharedInterrupt(id);
    }

    /// Something about an interrupt changed that may change what is signalled.
    final void changed(Interrupt interrupt) {
        if (interrupt.target != Interrupt.NOWHERE && interrupt.target < interfaces.size()) {
            interfaces.get(interrupt.target).update();
        }
    }

    final void updateAll() {
        for (CpuInterface vcpu : interfaces) {
            vcpu.update();
        }
    }

    // Registers with a field for each interrupt

    final long readField(CpuInterface from, InterruptField field, int offset, int bytes) {
        if (!field.allows(bytes)) {
            return 0;
        }
        int first = (offset - field.offset) * 8 / field.bits;
        long value = 0;
        for (int i = 0; i < bytes * 8 / field.bits; i++) {
            Interrupt interrupt = interrupt(from, first + i);
            if (interrupt != null) {
                value |= field.get(interrupt) << (i * field.bits);
            }
        }
        return value;
    }

    final void writeField(CpuInterface from, InterruptField field, int offset, int bytes, long value) {
        if (!field.allows(bytes)) {
            return;
        }
        int first = (offset - field.offset) * 8 / field.bits;
        long mask = (1L << field.bits) - 1;
        for (int i = 0; i < bytes * 8 / field.bits; i++) {
            Interrupt interrupt = interrupt(from, first + i);
            if (interrupt != null && isWritable(field, interrupt)) {
                field.set(interrupt, value >>> (i * field.bits) & mask);
            }
        }
        updateAll();
    }

    /// Whether the guest can change a field of an interrupt.
    abstract boolean isWritable(InterruptField field, Interrupt interrupt);

    // State

    /// Take the whole state out or put it back.
    public void transfer(StateTransfer state) {
        enabled = state.next(enabled);
        initialised = state.next(initialised);
        int count = state.next(interrupts);
        if (count != interrupts) {
            setInterrupts(count);
        }
        for (Interrupt interrupt : shared) {
            interrupt.transfer(state);
        }
        for (CpuInterface vcpu : interfaces) {
            vcpu.transfer(state);
        }
    }
}
