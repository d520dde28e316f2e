package dev.seascope.cpu;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Debug exceptions (Arm ARM, "AArch64 Self-hosted Debug"): software step, breakpoints and watchpoints, set up by the guest
/// for itself or by the hypervisor for the guest. The last breakpoint is context-aware: it may compare `CONTEXTIDR_EL1`,
/// by itself or for others that are linked to it.
final class SelfHostedDebug {
    private static final long MDSCR_SS = 1;
    private static final long MDSCR_KDE = 1 << 13;
    private static final long MDSCR_MDE = 1 << 15;
    private static final long OSLSR_OSLK = 1 << 1;
    private static final long CONTROL_ENABLE = 1;
    // Values of BT. Watchpoints have the first two only, as WT.
    private static final int ADDRESS = 0;
    private static final int LINKED_ADDRESS = 1;
    private static final int CONTEXT = 2;
    private static final int LINKED_CONTEXT = 3;
    private static final long STEP_ISV = 1 << 24;
    private static final long STEP_EX = 1 << 6;
    private static final int[] BVR = indices("DBGBVR%d_EL1", IdRegisters.BREAKPOINTS);
    private static final int[] BCR = indices("DBGBCR%d_EL1", IdRegisters.BREAKPOINTS);
    private static final int[] WVR = indices("DBGWVR%d_EL1", IdRegisters.WATCHPOINTS);
    private static final int[] WCR = indices("DBGWCR%d_EL1", IdRegisters.WATCHPOINTS);

    private final Cpu cpu;
    /// An instruction was stepped since the last exception entry or return.
    private boolean stepped;
    private boolean steppedExclusive;
    private boolean watching;
    /// A breakpoint for all instructions of a context is switched on.
    private boolean awaitsContext;
    private @Nullable HostDebug host;

    SelfHostedDebug(Cpu cpu) {
        this.cpu = cpu;
    }

    void transfer(StateTransfer state) {
        stepped = state.next(stepped);
        steppedExclusive = state.next(steppedExclusive);
    }

    private static int[] indices(String name, int count) {
        int[] indices = new int[count];
        for (int n = 0; n < count; n++) {
            indices[n] = SystemRegisterTable.index(name.formatted(n));
        }
        return indices;
    }

    /// Let the hypervisor debug the guest from now on, or no longer.
    void setHost(@Nullable HostDebug debug) {
        host = debug;
    }

    /// Whether the hypervisor does.
    boolean isHostOwned() {
        return host != null;
    }

    private long breakpointValue(int n) {
        return host == null ? cpu.system[BVR[n]] : ofHost(host.breakpointValues(), n);
    }

    private long breakpointAddress(int n) {
        return breakpointValue(n) & ~3;
    }

    private long breakpointControl(int n) {
        return host == null ? cpu.system[BCR[n]] : ofHost(host.breakpointControls(), n);
    }

    private long watchpointValue(int n) {
        return host == null ? cpu.system[WVR[n]] : ofHost(host.watchpointValues(), n) & ~3;
    }

    private long watchpointControl(int n) {
        return host == null ? cpu.system[WCR[n]] : ofHost(host.watchpointControls(), n);
    }

    private static long ofHost(List<Long> registers, int n) {
        return n < registers.size() ? registers.get(n) : 0;
    }

    /// Whether debug exceptions other than BRK can be taken from a level.
    private boolean isEnabled(int el, boolean masked) {
        if (host != null) {
            return true;
        }
        boolean locked = (cpu.system[Cpu.OSLSR_EL1] & OSLSR_OSLK) != 0;
        return !locked && (el == 0 || ((cpu.system[Cpu.MDSCR_EL1] & MDSCR_KDE) != 0 && !masked));
    }

    private boolean isEnabled() {
        return isEnabled(cpu.currentEl(), (cpu.pstate() & Pstate.D) != 0);
    }

    // Software step

    /// Whether the software step state machine can become active without a write to a debug register.
    boolean mayStep() {
        return host == null && (cpu.system[Cpu.MDSCR_EL1] & MDSCR_SS) != 0;
    }

    /// Whether the software step state machine is active.
    boolean isStepping() {
        return mayStep() && isEnabled();
    }

    /// PSTATE.SS after an exception return: whether one instruction is to be stepped.
    int stepBitAfterReturn(long spsr) {
        boolean active = mayStep() && !isEnabled()
                && isEnabled(Pstate.level(spsr), (spsr & Pstate.D) != 0);
        return active ? (int) spsr & Pstate.SS : 0;
    }

    /// Forget the instruction stepped last: an exception was entered or returned from.
    void forgetStep() {
        stepped = false;
    }

    /// An instruction was executed in the active-not-pending state.
    void noteStep(int word) {
        stepped = true;
        // Load exclusive: bits 29:24 are 001000, o2 (23) is 0, L (22) is 1.
        steppedExclusive = (word & 0x3fc0_0000) == 0x0840_0000;
        cpu.changePstate(Pstate.SS, 0);
    }

    /// The Software Step exception.
    GuestException stepException() {
        long iss = stepped ? STEP_ISV | (steppedExclusive ? STEP_EX : 0) : 0;
        return exception(Syndrome.EC_STEP_LOW, iss);
    }

    private GuestException exception(int ecFromLower, long iss) {
        if (host != null) {
            return cpu.exception.toEl2(Trap.of(Syndrome.of(ecFromLower, iss | Syndrome.FSC_DEBUG)));
        }
        int ec = Syndrome.sameOrLower(ecFromLower, cpu.currentEl());
        return cpu.exception.toEl1(Syndrome.of(ec, iss | Syndrome.FSC_DEBUG));
    }

    // Breakpoints and watchpoints

    /// The addresses of all breakpoints that are switched on, whether they match at the present level or not.
    Set<Long> breakpointAddresses() {
        var addresses = new HashSet<Long>();
        for (int n = 0; n < BVR.length; n++) {
            if (isOn(breakpointControl(n)) && type(breakpointControl(n)) <= LINKED_ADDRESS) {
                addresses.add(breakpointAddress(n));
            }
        }
        return addresses;
    }

    /// The registers were written.
    void changed() {
        watching = false;
        for (int n = 0; n < WCR.length; n++) {
            watching |= isOn(watchpointControl(n));
        }
        long control = breakpointControl(IdRegisters.CONTEXT_AWARE_BREAKPOINT);
        awaitsContext = isOn(control) && type(control) == CONTEXT;
    }

    private boolean isOn(long control) {
        return (host != null || (cpu.system[Cpu.MDSCR_EL1] & MDSCR_MDE) != 0) && (control & CONTROL_ENABLE) != 0;
    }

    private static int type(long control) {
        return (int) (control >>> 20) & 0xf;
    }

    private boolean isPresentContext() {
        return (int) cpu.system[Cpu.CONTEXTIDR_EL1] == (int) breakpointValue(IdRegisters.CONTEXT_AWARE_BREAKPOINT);
    }

    /// Whether the breakpoint that this one is linked to allows it; true if it is linked to none. A link to a breakpoint
    /// that is not for that is CONSTRAINED UNPREDICTABLE: here it never matches.
    private boolean linkAllows(long control) {
        if (type(control) == ADDRESS) {
            return true;
        }
        int linked = (int) (control >>> 16) & 0xf;
        return linked == IdRegisters.CONTEXT_AWARE_BREAKPOINT && isOn(breakpointControl(linked))
                && type(breakpointControl(linked)) == LINKED_CONTEXT && isPresentContext();
    }

    /// Whether a change of the level, of PSTATE.D or of the context can make [#matchesContext] true.
    boolean awaitsContext() {
        return awaitsContext;
    }

    /// Whether every instruction is to take a Breakpoint exception, because of its context.
    boolean matchesContext() {
        return awaitsContext && isPresentContext() && isEnabled()
                && selectsLevel(breakpointControl(IdRegisters.CONTEXT_AWARE_BREAKPOINT));
    }

    GuestException breakpointException() {
        return exception(Syndrome.EC_BREAKPOINT_LOW, 0);
    }

    /// Whether a control register selects the present level: `PMC` or `PAC`, bits 2:1.
    private boolean selectsLevel(long control) {
        return (control >>> 1 & (cpu.currentEl() == 0 ? 0b10 : 0b01)) != 0;
    }

    /// Take the Breakpoint exception if one matches the instruction at `pc`.
    void checkBreakpoints(long pc) {
        for (int n = 0; n < BVR.length; n++) {
            long control = breakpointControl(n);
            if (isOn(control) && type(control) <= LINKED_ADDRESS && breakpointAddress(n) == pc && selectsLevel(control)
                    && isEnabled() && linkAllows(control)) {
                throw breakpointException();
            }
        }
    }

    /// Whether any watchpoint may match in a page, so that accesses to it must be checked. An address tag in the top
    /// byte takes no part (Arm ARM, `DebugAddrTop`).
    boolean watches(long tagged) {
        if (watching) {
            long page = untagged(tagged);
            for (int n = 0; n < WVR.length; n++) {
                long first = watchpointValue(n) & -watchedBytes(n);
                if (isOn(watchpointControl(n)) && first < page + GuestMemory.PAGE_BYTES
                        && page < first + watchedBytes(n)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long untagged(long address) {
        return address << 8 >> 8;
    }

    /// The range that a watchpoint can match within, a power of two.
    private long watchedBytes(int n) {
        int mask = (int) (watchpointControl(n) >>> 24) & 0x1f;
        return mask < 3 ? 8 : 1L << mask;
    }

    /// Take the Watchpoint exception if one matches a data access.
    void checkWatchpoints(long address, long length, boolean read, boolean write) {
        if (!watching || !isEnabled()) {
            return;
        }
        for (int n = 0; n < WVR.length; n++) {
            long control = watchpointControl(n);
            boolean loads = read && (control & 1 << 3) != 0;
            boolean stores = write && (control & 1 << 4) != 0;
            if ((loads || stores) && isOn(control) && selectsLevel(control) && linkAllows(control)
                    && covers(n, untagged(address), length)) {
                throw watchpoint(address, loads ? 0 : Syndrome.WNR);
            }
        }
    }

    private GuestException watchpoint(long address, long wnr) {
        GuestException taken = exception(Syndrome.EC_WATCHPOINT_LOW, wnr);
        Trap trap = taken.trap;
        return trap == null ? cpu.exception.toEl1(taken.esr, address)
                : cpu.exception.toEl2(new Trap(trap.esrEl2(), address, 0, false, false));
    }

    private boolean covers(int n, long address, long length) {
        long bytes = watchedBytes(n);
        long value = watchpointValue(n);
        if (bytes > 8) {
            return address < (value & -bytes) + bytes && (value & -bytes) < address + length;
        }
        long select = watchpointControl(n) >>> 5 & 0xff;
        for (int i = 0; i < 8; i++) {
            // With bit 2 of the address set, only four bytes can be selected.
            long watched = value + i;
            boolean selectable = (value & 4) == 0 || i < 4;
            if (selectable && (select >>> i & 1) != 0 && watched >= address && watched < address + length) {
                return true;
            }
        }
        return false;
    }
}
