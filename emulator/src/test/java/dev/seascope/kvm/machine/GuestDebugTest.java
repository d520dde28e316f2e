package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.machine.RunResult.Reason;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `KVM_SET_GUEST_DEBUG` and the exits that come of it.
class GuestDebugTest {
    private static final long ENABLE = 1;
    private static final long SINGLESTEP = 2;
    private static final long USE_SW_BP = 1 << 16;
    private static final long USE_HW = 1 << 17;
    private static final int BRK_7 = 0xd420_00e0;
    private static final int STR_X0_X2 = 0xf900_0040;
    private static final int LDR_W0_X2 = 0xb940_0040;
    /// Enabled, EL1 and EL0, all four bytes.
    private static final long BCR = 0x1e7;
    /// Enabled, EL1 and EL0, all eight bytes; loads, stores.
    private static final long WCR_LOAD = 0x1fef;
    private static final long WCR_STORE = 0x1ff7;
    private static final long DATA = Guest.PC + 0x1000;

    private static String debug(Guest guest, long control) {
        return debug(guest, control, "dbg_bcr", 0, 0);
    }

    private static String debug(Guest guest, long control, String controls, long value, long address) {
        StructLayout layout = Structs.GUEST_DEBUG;
        Bytes struct = layout.with(layout.zeros(), "control", control);
        struct = layout.with(struct, controls, 1, value);
        struct = layout.with(struct, controls.replace("cr", "vr"), 1, address);
        return guest.vcpu.ioctl(Ioctl.KVM_SET_GUEST_DEBUG.number(), struct).errno();
    }

    private static Guest guest(int... code) throws KvmException {
        Guest guest = Guest.of("v6.17", code);
        guest.set(VcpuRegister.X2, DATA);
        return guest;
    }

    private static void assertGoesOn(Guest guest) {
        assertThat(guest.vcpu.run(2)).isInstanceOfSatisfying(RunResult.Held.class,
                held -> assertThat(held.reason()).isEqualTo(Reason.LIMIT));
    }

    @Test
    void singleStepsExitAfterEachInstruction() throws KvmException {
        Guest guest = guest(Guest.NOP, Guest.LDR_X0_X1, Guest.HVC_0, Guest.NOP);
        var step = new KvmExit.Debug(0xcb00_0022L, 0, 0);

        assertThat(debug(guest, 8)).isEqualTo("EINVAL");
        assertThat(debug(guest, ENABLE | SINGLESTEP)).isEmpty();

        assertThat(guest.exit()).isEqualTo(step);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.exit()).isInstanceOf(KvmExit.Mmio.class);
        assertThat(guest.exit()).isInstanceOf(KvmExit.Debug.class);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 8);
        assertThat(guest.exit()).isInstanceOf(KvmExit.Debug.class);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 12);
        debug(guest, 0);
        assertGoesOn(guest);
    }

    @Test
    void aStepIsTheLastTrapThatAnInjectionSees() throws KvmException {
        Guest guest = guest(Guest.NOP, Guest.NOP);
        debug(guest, ENABLE | SINGLESTEP);
        guest.exit();

        guest.events(Map.of("ext_dabt_pending", 1L));

        assertThat(guest.get(VcpuRegister.ESR_EL2)).isEqualTo(0xcb00_0022L);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
    }

    @Test
    void aHardwareBreakpointStopsBeforeItsInstructionEachTime() throws KvmException {
        Guest guest = guest(Guest.NOP, Guest.NOP, Guest.NOP);
        debug(guest, ENABLE | USE_HW, "dbg_bcr", BCR, Guest.PC + 4);

        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xc200_0022L, 0, 0));
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xc200_0022L, 0, 0));
        debug(guest, ENABLE | SINGLESTEP);
        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xcb00_0022L, 0, 0));
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 8);
    }

    @Test
    void breakpointsWithoutUseHwAreNotLookedAt() throws KvmException {
        Guest guest = guest(Guest.NOP, Guest.NOP, Guest.NOP);

        debug(guest, ENABLE, "dbg_bcr", BCR, Guest.PC + 4);

        assertGoesOn(guest);
    }

    @Test
    void aWatchpointTellsTheAddressAndTheDirectionAndDoesNotAccess() throws KvmException {
        Guest guest = guest(Guest.NOP, STR_X0_X2);
        debug(guest, ENABLE | USE_HW, "dbg_wcr", WCR_STORE, DATA);

        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xd200_0062L, 0, DATA));

        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.get(VcpuRegister.FAR_EL2)).isEqualTo(DATA);
        assertThat(guest.vm.memory().byteAt(DATA)).isZero();
    }

    @Test
    void aWatchpointOnLoadsLetsStoresPass() throws KvmException {
        Guest guest = guest(STR_X0_X2, LDR_W0_X2);
        debug(guest, ENABLE | USE_HW, "dbg_wcr", WCR_LOAD, DATA);

        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xd200_0022L, 0, DATA));
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.vm.memory().byteAt(DATA)).isEqualTo(0x2a);
    }

    @Test
    void farOfAnEarlierWatchpointStaysInThePage() throws KvmException {
        Guest guest = guest(STR_X0_X2, BRK_7);
        debug(guest, ENABLE | USE_HW, "dbg_wcr", WCR_STORE, DATA);
        guest.exit();
        debug(guest, ENABLE | USE_SW_BP);

        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xf200_0007L, 0, DATA));
    }

    @Test
    void whileTheGuestIsDebuggedItsBrkIsTheVmms() throws KvmException {
        Guest guest = guest(BRK_7);
        debug(guest, ENABLE | USE_SW_BP);

        assertThat(guest.exit()).isEqualTo(new KvmExit.Debug(0xf200_0007L, 0, 0));
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
        debug(guest, USE_SW_BP);
        guest.vcpu.run(1);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.VBAR + 0x200);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0xf200_0007L);
    }

    @Test
    void whatTheGuestSetUpForItselfRestsWhileItIsDebugged() throws KvmException {
        Guest guest = guest(Guest.NOP, Guest.NOP, Guest.NOP, Guest.NOP);
        guest.vcpu.setRegister("DBGBVR0_EL1", Guest.PC + 4);
        guest.vcpu.setRegister("DBGBCR0_EL1", BCR);
        guest.vcpu.setRegister("MDSCR_EL1", 1 << 15 | 1 << 13);
        debug(guest, ENABLE);
        assertGoesOn(guest);

        guest.set(VcpuRegister.PC, Guest.PC);
        debug(guest, 0);
        guest.vcpu.run(2);

        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.VBAR + 0x200);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0xc600_0022L);
    }

    @Test
    void theCapabilitiesTellHowManyThereAre() throws KvmException {
        Guest guest = guest(Guest.NOP);

        assertThat(guest.vm.checkExtension("GUEST_DEBUG_HW_BPS")).isEqualTo(6);
        assertThat(guest.vm.checkExtension("GUEST_DEBUG_HW_WPS")).isEqualTo(4);
        assertThat(guest.vm.checkExtension("SET_GUEST_DEBUG2")).isEqualTo(ENABLE | SINGLESTEP | USE_SW_BP | USE_HW);
    }
}
