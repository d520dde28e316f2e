package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Poison;
import dev.seascope.cpu.Trap;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.machine.RunResult.Reason;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbered conformance cases that need a running guest.
class VcpuTest {
    private static final Map<String, Long> DABT = Map.of("ext_dabt_pending", 1L);
    private static final Map<String, Long> SERROR =
            Map.of("serror_pending", 1L, "serror_has_esr", 1L, "serror_esr", 0x0101_d1edL);

    private static void assertEntered(Guest guest, int offset) {
        assertThat(guest.get(VcpuRegister.ELR_EL1)).isEqualTo(Guest.PC);
        assertThat(guest.get(VcpuRegister.SPSR_EL1)).isEqualTo(0x6000_0005L);
        assertThat(guest.get(VcpuRegister.PSTATE)).isEqualTo(0x6000_03c5L);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.VBAR + offset);
    }

    private static void assertFailed(RunResult result, Errno errno) {
        assertThat(result).isInstanceOfSatisfying(RunResult.Failed.class,
                failed -> assertThat(failed.errno()).isEqualTo(errno));
    }

    private static void assertHeld(RunResult result, Reason reason) {
        assertThat(result).isInstanceOfSatisfying(RunResult.Held.class,
                held -> assertThat(held.reason()).isEqualTo(reason));
    }

    @Test
    void case22AnMmioReadAnsweredWithADataAbort() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        List<Integer> vectors = guest.vectors();

        assertThat(guest.exit()).isEqualTo(new KvmExit.Mmio(Guest.HOLE, 0, 8, false));
        assertThat(guest.get(VcpuRegister.ESR_EL2)).isEqualTo(0x93c0_8007L);
        assertThat(guest.get(VcpuRegister.FAR_EL2)).isEqualTo(Guest.HOLE);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
        assertThat(guest.events(DABT).value()).isZero();
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(guest.get(VcpuRegister.FAR_EL1)).isEqualTo(Guest.HOLE);
        assertEntered(guest, 0x200);
        assertHeld(guest.run(), Reason.LIMIT);
        assertEntered(guest, 0x200);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x2a);
        assertThat(vectors).containsExactly(0x200);
    }

    @Test
    void case11ARefusedCallLeavesTheMmioAccessToBeCompleted() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1, Guest.HVC_0);
        guest.exit();

        assertThat(guest.events(Map.of("ext_dabt_pending", 1L, "ext_iabt_pending", 1L)).errno()).isEqualTo("EINVAL");
        guest.answer(0x1122_3344_5566_7788L);
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
    }

    @Test
    void case39And40TheOldestKernelEntersAtTheNextRun() throws KvmException {
        Guest guest = Guest.of("v6.16", Guest.LDR_X0_X1);
        List<Integer> vectors = guest.vectors();
        guest.exit();

        guest.events(DABT);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        guest.events(DABT);
        guest.vcpu.run(0);

        assertEntered(guest, 0x200);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x2a);
        assertThat(vectors).containsExactly(0x200);
    }

    @Test
    void theOldestKernelEntersOnTheWayOutOfAnInterruptedRunToo() throws KvmException {
        Guest guest = Guest.of("v6.16", Guest.LDR_X0_X1);
        guest.exit();
        guest.events(DABT);
        guest.vcpu.kvmRun().write(1, Bytes.parse("01"));

        assertFailed(guest.run(), Errno.EINTR);
        assertEntered(guest, 0x200);
    }

    @Test
    void case44TheDataOfAReadGoToTheRegister() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        guest.exit();

        guest.vcpu.kvmRun().write(40, Bytes.parse("88 77 66 55 44 33 22 11"));
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.vcpu.cpu().retired()).isEqualTo(1);
    }

    @Test
    void aResetLeavesTheSystemControlRegisterAsKvmDoes() throws KvmException {
        // The value beside SYS_SCTLR_EL1 in the kernel's table of system registers.
        Guest guest = Guest.of("series-v1", Guest.NOP);
        guest.vcpu.reset();

        assertThat(guest.get(VcpuRegister.SCTLR_EL1)).isEqualTo(0x00c5_0078);
    }

    @Test
    void case46NoRegisterIsWrittenForTheZeroRegister() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_WZR_X1);
        guest.exit();

        guest.answer(-1);
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.vcpu.cpu().x[31]).isZero();
        assertThat(guest.vcpu.cpu().x[32]).isZero();
    }

    @Test
    void case46DataAreInTheGuestsMemoryOrder() throws KvmException {
        Guest little = Guest.of("series-v1", Guest.STR_W2_X1);
        little.set(VcpuRegister.X2, 0xaabb_ccdd_1122_3344L);
        Guest big = Guest.of("series-v1", Guest.STR_W2_X1);
        big.set(VcpuRegister.X2, 0xaabb_ccdd_1122_3344L);
        big.set(VcpuRegister.SCTLR_EL1, 1 << 23 | 1 << 25);

        assertThat(little.exit()).isEqualTo(new KvmExit.Mmio(Guest.HOLE, 0x1122_3344L, 4, true));
        assertThat(big.exit()).isEqualTo(new KvmExit.Mmio(Guest.HOLE, 0x4433_2211L, 4, true));
    }

    @Test
    void aBigEndianReadIsSwapped() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        guest.set(VcpuRegister.SCTLR_EL1, 1 << 23 | 1 << 25);
        guest.exit();

        guest.vcpu.kvmRun().write(40, Bytes.parse("11 22 33 44 55 66 77 88"));
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @ParameterizedTest
    @CsvSource({"39800020, 80, ffffffffffffff80, 80", "79c00020, 8000, ffff8000, 8000",
            "b9800020, 80000000, ffffffff80000000, 80000000", "39800020, 7f, 7f, 7f"})
    void signExtensionWasForgottenUntilTheNewestKernel(String word, String data, String right, String old)
            throws KvmException {
        int code = Integer.parseUnsignedInt(word, 16);
        Guest fixed = Guest.of("mainline-2026-07", code);
        Guest bug = Guest.of("v7.0", code);

        for (Guest guest : List.of(fixed, bug)) {
            guest.exit();
            guest.answer(Long.parseUnsignedLong(data, 16));
            guest.vcpu.run(0);
        }

        assertThat(fixed.get(VcpuRegister.X0)).isEqualTo(Long.parseUnsignedLong(right, 16));
        assertThat(bug.get(VcpuRegister.X0)).isEqualTo(Long.parseUnsignedLong(old, 16));
    }

    @Test
    void case48LengthAndDirectionOfTheSharedPageAreNotReadBack() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        guest.exit();

        guest.answer(0x1122_3344_5566_7788L);
        guest.vcpu.kvmRun().write(48, Bytes.parse("01 00 00 00 01"));
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @Test
    void anExitReasonThatUserSpaceOverwroteSuppressesTheCompletion() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        guest.exit();

        guest.vcpu.kvmRun().write(8, Bytes.parse("00 00 00 00"));
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x2a);
    }

    @Test
    void case50ImmediateExitFinishesTheAccessFirst() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1);
        guest.exit();
        guest.answer(7);
        guest.vcpu.kvmRun().write(1, Bytes.parse("01"));

        assertFailed(guest.run(), Errno.EINTR);
        assertFailed(guest.run(), Errno.EINTR);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(7);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.vcpu.kvmRun().exit().reason()).isEqualTo(6);
    }

    @Test
    void case52WithoutASyndromeTheRunFailsAndCanBeRepeated() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.LDR_X0_X1_POST);

        for (int i = 0; i < 2; i++) {
            assertFailed(guest.run(), Errno.ENOSYS);
            assertThat(guest.vcpu.kvmRun().exit()).isEqualTo(new KvmExit.Unknown());
            assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
            assertThat(guest.get(VcpuRegister.X1)).isEqualTo(Guest.HOLE);
        }
    }

    @Test
    void case53WithTheCapabilityItIsAnExit() throws KvmException {
        Guest load = Guest.of("series-v1", Guest.LDR_X0_X1_POST);
        Guest store = Guest.of("series-v1", Guest.STR_X0_X1_POST);

        assertThat(load.vm.enableCapability("ARM_NISV_TO_USER").value()).isZero();
        store.vm.enableCapability("ARM_NISV_TO_USER");

        assertThat(load.exit()).isEqualTo(new KvmExit.ArmNisv(0x7, Guest.HOLE));
        assertThat(store.exit()).isEqualTo(new KvmExit.ArmNisv(0x47, Guest.HOLE));
        assertThat(load.get(VcpuRegister.MMIO_NEEDED)).isZero();
        load.events(DABT);
        assertEntered(load, 0x200);
    }

    @Test
    void case55CacheMaintenanceOfAHoleIsSkipped() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.DC_CIVAC_X1, 0x1400_0000);

        assertHeld(guest.run(), Reason.LIMIT);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.get(VcpuRegister.ESR_EL2) >>> 26).isEqualTo(0x24);
    }

    @Test
    void case56AFetchFromAHoleIsAnInstructionAbortWithoutAnExit() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.BR_X1);

        assertHeld(guest.run(), Reason.LIMIT);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x8600_0010L);
        assertThat(guest.get(VcpuRegister.ELR_EL1)).isEqualTo(Guest.HOLE);
        assertThat(guest.get(VcpuRegister.FAR_EL1)).isEqualTo(Guest.HOLE);
    }

    @Test
    void aWriteToAReadOnlySlotIsAnMmioExit() throws KvmException {
        Guest guest = Guest.of("series-v1", Guest.STR_W2_X1);
        assertThat(guest.slot(3, 0x4900_0000L, 1 << 16, 2).value()).isZero();
        guest.set(VcpuRegister.X1, 0x4900_0010L);

        assertThat(guest.exit()).isInstanceOfSatisfying(KvmExit.Mmio.class,
                exit -> assertThat(exit.physAddr()).isEqualTo(0x4900_0010L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"series-v1", "v6.19"})
    void case58And65AMemoryErrorIsAnExitAsOftenAsTheGuestTries(String kernel) throws KvmException {
        Guest guest = Guest.of(kernel, Guest.LDR_X0_X1);
        guest.poison(Poison.of(Guest.POISON, 4096));
        guest.set(VcpuRegister.X1, Guest.POISON + 0xba8);
        assertThat(guest.vm.enableCapability("ARM_SEA_TO_USER").value()).isZero();

        for (int i = 0; i < 2; i++) {
            assertThat(guest.exit()).isEqualTo(new KvmExit.ArmSea(1, 0x9200_0010L, Guest.POISON + 0xba8,
                    Guest.POISON));
        }
        guest.events(DABT);

        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(guest.get(VcpuRegister.FAR_EL1)).isEqualTo(Guest.POISON + 0xba8);
    }

    @Test
    void case60TheErrorTypeIsForGuestsWithRas() throws KvmException {
        var error = new Poison(Guest.POISON, 4096, 0, 3, 1, Poison.DEFAULT, 0, Poison.DEFAULT, false);
        Guest ras = Guest.of("v6.19", Guest.LDR_X0_X1);
        ras.poison(error);
        ras.vm.enableCapability("ARM_SEA_TO_USER");
        Guest plain = Guest.of(Kernel.of("v6.19"), Host.DEFAULT, EnumSet.noneOf(VmFeature.class), Guest.LDR_X0_X1);
        plain.poison(error);
        plain.vm.enableCapability("ARM_SEA_TO_USER");

        assertThat(((KvmExit.ArmSea) ras.exit()).esr()).isEqualTo(0x9200_1a10L);
        assertThat(((KvmExit.ArmSea) plain.exit()).esr()).isEqualTo(0x9200_0210L);
    }

    @Test
    void anAddressThatIsNotValidIsNotTold() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.LDR_X0_X1);
        guest.poison(new Poison(Guest.POISON, 4096, 1, 0, 0, Poison.DEFAULT, 0, Poison.DEFAULT, false));
        guest.vm.enableCapability("ARM_SEA_TO_USER");

        assertThat(guest.exit()).isEqualTo(new KvmExit.ArmSea(0, 0x9200_0410L, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"v6.17, bd000000", "v6.19, bd000000", "mainline-2026-07, bf000000"})
    void case62WithoutTheCapabilityTheErrorIsAnSError(String kernel, String esr) throws KvmException {
        Guest guest = Guest.of(kernel, Guest.LDR_X0_X1);
        guest.poison(Poison.of(Guest.POISON, 4096));

        assertHeld(guest.vcpu.run(1), Reason.LIMIT);

        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(Long.parseLong(esr, 16));
        assertEntered(guest, 0x380);
    }

    @Test
    void case62AMaskedSErrorWaits() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.LDR_X0_X1);
        guest.poison(Poison.of(Guest.POISON, 4096));
        guest.set(VcpuRegister.PSTATE, 0x6000_0105L);

        assertHeld(guest.vcpu.run(1), Reason.LIMIT);

        assertThat(guest.get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
        assertThat(guest.get(VcpuRegister.VSESR_EL2)).isEqualTo(1 << 24);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
    }

    @Test
    void hostsWithoutRasAndFailedStage2WalksKeepTheErrorFromUserSpace() throws KvmException {
        Guest noRas = Guest.of(Kernel.of("v6.19"), new Host(false, false, 48), EnumSet.of(VmFeature.RAS),
                Guest.LDR_X0_X1);
        noRas.poison(Poison.of(Guest.POISON, 4096));
        noRas.vm.enableCapability("ARM_SEA_TO_USER");
        Guest walk = Guest.of("v6.19", Guest.LDR_X0_X1);
        walk.poison(new Poison(Guest.POISON, 4096, 0, 0, 0, 0x15, 1, Poison.DEFAULT, false));
        walk.vm.enableCapability("ARM_SEA_TO_USER");

        noRas.vcpu.run(1);
        walk.vcpu.run(1);

        assertEntered(noRas, 0x380);
        assertEntered(walk, 0x380);
    }

    @Test
    void case64AnErrorThatTheHostClaimsIsNobodysElse() throws KvmException {
        Guest guest = Guest.of(Kernel.of("v6.19"), new Host(true, true, 48), EnumSet.of(VmFeature.RAS),
                Guest.LDR_X0_X1);
        guest.poison(Poison.of(Guest.POISON, 4096));
        guest.vm.enableCapability("ARM_SEA_TO_USER");

        assertHeld(guest.run(), Reason.LIMIT);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC);
        assertThat(guest.get(VcpuRegister.VSE_PENDING)).isZero();
    }

    @Test
    void selftest4And5AnSErrorWaitsUntilTheGuestUnmasksIt() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.MRS_X0_ISR, Guest.MSR_DAIFCLR_4, Guest.NOP);
        guest.set(VcpuRegister.PSTATE, 0x3c5);
        List<Integer> vectors = guest.vectors();

        assertThat(guest.events(SERROR).value()).isZero();
        assertHeld(guest.vcpu.run(1), Reason.LIMIT);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x100);
        assertThat(vectors).isEmpty();
        assertHeld(guest.vcpu.run(2), Reason.LIMIT);

        assertThat(vectors).containsExactly(0x380);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0xbf01_d1edL);
        assertThat(guest.get(VcpuRegister.ELR_EL1)).isEqualTo(Guest.PC + 8);
        assertThat(guest.get(VcpuRegister.VSE_PENDING)).isZero();
    }

    @Test
    void selftest6AnUnmaskedSErrorTakesTheMmioStoreWithIt() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.STR_W2_X1);
        guest.exit();

        guest.events(SERROR);

        assertEntered(guest, 0x380);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0xbd01_d1edL);
        assertThat(guest.get(VcpuRegister.MMIO_NEEDED)).isZero();
    }

    @Test
    void anErrorBarrierMovesAMaskedSErrorToDisr() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.ESB, Guest.MRS_X0_DISR, Guest.MSR_DAIFCLR_4, Guest.NOP);
        guest.set(VcpuRegister.PSTATE, 0x3c5);
        guest.events(SERROR);

        assertHeld(guest.vcpu.run(4), Reason.LIMIT);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x8101_d1edL);
        assertThat(guest.get(VcpuRegister.VSE_PENDING)).isZero();
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 16);
    }

    @Test
    void theSerrorStaysPendingThroughGetAndCannotBeCancelled() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        guest.set(VcpuRegister.PSTATE, 0x3c5);
        guest.events(SERROR);

        guest.events(Map.of());

        assertThat(guest.vcpu.ioctl(0x8040_ae9fL, Bytes.copyOf(new byte[64])).argument()).isEqualTo(
                Bytes.copyOf(new byte[64]).with(0, 1, 1).with(1, 1, 1).with(8, 8, 0x0101_d1edL));
    }

    @Test
    void anAddressOutsideTheMachineIsAnAbortWithThatAddressInFar() throws KvmException {
        Guest vm = Guest.of("v6.19", Guest.LDR_X0_X1);
        vm.set(VcpuRegister.X1, 1L << 41 | 0x120);
        Guest host = Guest.of(Kernel.of("v6.19"), new Host(true, false, 44), EnumSet.of(VmFeature.RAS),
                Guest.LDR_X0_X1);
        host.set(VcpuRegister.X1, 1L << 45 | 0x120);

        vm.vcpu.run(1);
        host.vcpu.run(1);

        assertThat(vm.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(vm.get(VcpuRegister.FAR_EL1)).isEqualTo(1L << 41 | 0x120);
        assertThat(host.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0000L);
        assertThat(host.get(VcpuRegister.FAR_EL1)).isEqualTo(1L << 45 | 0x120);
    }

    @Test
    void aFaultThatKvmDoesNotKnowEndsTheRun() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.NOP);

        assertThat(guest.vcpu.handle(new Trap(0x9200_0021L, 0x1000, 0x1000, true, false)))
                .hasValueSatisfying(result -> assertFailed(result, Errno.EFAULT));
    }

    @Test
    void aSixtyFourByteAccessIsAnExitOfItsOwnSince70() throws KvmException {
        long esr = 0x93c0_9007L | 0x800;
        var trap = new Trap(esr, Guest.HOLE, Guest.HOLE, true, false);
        Guest old = Guest.of("v6.19", Guest.NOP);
        Guest now = Guest.of("v7.0", Guest.NOP);

        assertThat(old.vcpu.handle(trap)).hasValueSatisfying(result ->
                assertThat(((RunResult.Exited) result).exit()).isInstanceOf(KvmExit.Mmio.class));
        assertThat(now.vcpu.handle(trap)).contains(new RunResult.Exited(
                new KvmExit.ArmLdst64b(esr & ~0x3fL, Guest.HOLE)));
        assertThat(now.get(VcpuRegister.MMIO_NEEDED)).isZero();
    }

    @Test
    void aHypercallCanLookLikeAFailedWalk() throws KvmException {
        Guest guest = Guest.of("v6.18", 0xd400_1002, 0x1400_0000);
        guest.run();
        assertThat(guest.get(VcpuRegister.ESR_EL2)).isEqualTo(0x5a00_0080L);

        IoctlResult result = guest.events(DABT);

        assertThat(result.value()).isZero();
        assertThat(result.effect().writes()).isEmpty();
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
    }

    @Test
    void recipeAAfterMmioIsSpoiledByTheCompletion() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.LDR_X0_X1);
        guest.exit();
        guest.answer(0x77);

        guest.setOneReg("ELR_EL1", guest.getOneReg("PC"));
        guest.setOneReg("SPSR_EL1", guest.getOneReg("PSTATE"));
        guest.setOneReg("ESR_EL1", 0x9600_0010L);
        guest.setOneReg("PSTATE", 0x3c5);
        guest.setOneReg("PC", Guest.VBAR + 0x200);
        guest.vcpu.run(0);

        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.VBAR + 0x204);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x77);
    }

    @Test
    void psciSystemOffAndResetAreSystemEventsAfterWhichNothingRuns() throws KvmException {
        Guest off = Guest.of("v6.17", Guest.HVC_0, Guest.NOP);
        off.set(VcpuRegister.X0, 0x8400_0008L);
        Guest reset = Guest.of("v6.17", Guest.SMC_0, Guest.NOP);
        reset.set(VcpuRegister.X0, 0x8400_0009L);

        assertThat(off.exit()).isEqualTo(new KvmExit.SystemEvent(1, List.of(0L)));
        assertThat(off.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(reset.exit()).isEqualTo(new KvmExit.SystemEvent(2, List.of(0L)));
        assertThat(reset.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertHeld(off.run(), Reason.WAITING);
    }

    @Test
    void callsThatKvmDoesNotKnowAreRefused() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.HVC_0, Guest.SMC_1, 0x1400_0000);
        guest.set(VcpuRegister.X0, 0x8400_0000L);
        guest.vcpu.run(1);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1_0003);

        assertHeld(guest.vcpu.run(2), Reason.LIMIT);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(-1);
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 8);
    }

    @Test
    void aSleepThatNothingEndsIsHeld() throws KvmException {
        assertHeld(Guest.of("v6.17", Guest.WFI).run(), Reason.WAITING);
    }

    @Test
    void aStateThatCannotRunFailsAndWantsAnotherInit() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        guest.set(VcpuRegister.PSTATE, 0x1d3);

        assertFailed(guest.run(), Errno.EINVAL);
        assertThat(guest.vcpu.kvmRun().exit().kernelName()).isEqualTo("KVM_EXIT_FAIL_ENTRY");
        assertFailed(guest.run(), Errno.ENOEXEC);
    }

    @Test
    void anUninitialisedVcpuDoesNothing() throws KvmException {
        Vm vm = new Kvm(Kernel.DEFAULT, Host.DEFAULT).createVm(0, EnumSet.of(VmFeature.RAS), 1 << 20);
        Vcpu vcpu = vm.createVcpu(0);

        assertFailed(vcpu.run(1), Errno.ENOEXEC);
        assertThat(vcpu.ioctl(0x4040_aea0L, Bytes.copyOf(new byte[64])).errno()).isEqualTo("ENOEXEC");
        assertThat(vcpu.ioctl(0x8040_ae9fL, Bytes.copyOf(new byte[64])).errno()).isEqualTo("ENOEXEC");
        assertThat(vcpu.ioctl(0x4010_aeabL, Bytes.copyOf(new byte[64])).errno()).isEqualTo("ENOEXEC");
        assertThat(vcpu.ioctl(0x4048_aea0L, Bytes.copyOf(new byte[72])).errno()).isEqualTo("EINVAL");
    }

    @Test
    void anIllegalInstructionOfTheVmmIsRefused() throws KvmException {
        Guest guest = Guest.of("series-v1-doc", Guest.NOP);

        assertThat(guest.events(DABT).verdict().text()).contains("0x4048aea0");
        assertThat(guest.vcpu.ioctl(0x8048_ae9fL, Bytes.copyOf(new byte[72])).errno()).isEqualTo("EINVAL");
    }

    /// Identity map of the first 4 MiB and of the vectors; the level 2 descriptor of the hole names a table at `table`.
    private static void translate(Guest guest, long table) {
        long block = 0x401;
        guest.vm.memory().write(0x2_0000, words(0x2_1003));
        guest.vm.memory().write(0x2_1000, words(0x2_2003));
        guest.vm.memory().write(0x2_2000, words(block, 0x20_0000 | block, 0x40_0000 | block));
        guest.vm.memory().write(0x2_2000 + 8 * (Guest.HOLE >>> 21), words(table | 3));
        guest.set(VcpuRegister.TTBR0_EL1, 0x2_0000);
        guest.set(VcpuRegister.TCR_EL1, 16 | 1 << 23 | 2L << 32);
        guest.vcpu.setRegister("MAIR_EL1", 0xff);
        guest.set(VcpuRegister.SCTLR_EL1, 1 << 23 | 1);
    }

    private static Bytes words(long... descriptors) {
        Bytes bytes = Bytes.copyOf(new byte[8 * descriptors.length]);
        for (int i = 0; i < descriptors.length; i++) {
            bytes = bytes.with(8 * i, 8, descriptors[i]);
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"v6.17, 96000010", "v6.18, 96000017", "mainline-2026-07, 96000017"})
    void selftest8AWalkIntoAHoleIsAnAbortWithTheLevelWithoutAnExit(String kernel, String esr) throws KvmException {
        Guest guest = Guest.of(kernel, Guest.LDR_X0_X1);
        translate(guest, 0x0a00_0000L);
        List<Integer> vectors = guest.vectors();

        assertHeld(guest.vcpu.run(1), Reason.LIMIT);

        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(Long.parseLong(esr, 16));
        assertThat(guest.get(VcpuRegister.FAR_EL1)).isEqualTo(Guest.HOLE);
        assertThat(guest.get(VcpuRegister.ESR_EL2) & 0x80).isEqualTo(0x80);
        assertEntered(guest, 0x200);
        assertThat(vectors).containsExactly(0x200);
    }

    @Test
    void anAbortAfterTheTablesChangedIsNotInjected() throws KvmException {
        Guest guest = Guest.of("v6.18", Guest.LDR_X0_X1);
        translate(guest, 0x0a00_0000L);
        guest.vcpu.run(1);
        guest.vm.memory().write(0x2_2000 + 8 * (Guest.HOLE >>> 21), words(0));

        IoctlResult result = guest.events(DABT);

        assertThat(result.verdict().accepted()).isTrue();
        assertThat(result.effect().writes()).isEmpty();
    }

    @Test
    void selftest7EaseSendsTheAbortOfAnMmioReadToTheSErrorVector() throws KvmException {
        Guest guest = Guest.of(Kernel.of("v6.17"), Host.DEFAULT, EnumSet.of(VmFeature.RAS, VmFeature.SCTLRX),
                Guest.LDR_X0_X1);
        guest.set(VcpuRegister.SCTLR2_EL1, 1 << 5);
        guest.exit();

        guest.events(DABT);

        assertEntered(guest, 0x380);
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
    }
}
