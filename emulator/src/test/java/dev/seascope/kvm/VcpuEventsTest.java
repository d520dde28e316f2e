package dev.seascope.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The numbered conformance cases that need no running guest, as baseline B of the specification has it.
class VcpuEventsTest {
    private static final Kernel M16 = Kernel.of("v6.16");
    private static final Kernel M17 = Kernel.of("v6.17");
    private static final Kernel M18 = Kernel.of("v6.18");
    private static final Kernel S1C = Kernel.of("series-v1");
    private static final Kernel MNOW = Kernel.of("mainline-2026-07");

    private static final VcpuState BASELINE = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS),
            register -> switch (register) {
                case VBAR_EL1 -> 0x10000;
                case SCTLR_EL1 -> 1 << 23;
                case PC -> 0x400100;
                case PSTATE -> 0x6000_0005L;
                case X0 -> 0x2a;
                case X1 -> 0x0800_0000L;
                default -> 0;
            });
    private static final VcpuState MMIO_STOP = BASELINE.with(VcpuRegister.ESR_EL2, 0x93c0_8007L)
            .with(VcpuRegister.FAR_EL2, 0x0800_0000L).with(VcpuRegister.MMIO_NEEDED, 1);

    private static Bytes events(Kernel kernel, Map<String, Long> fields) {
        StructLayout layout = kernel.header();
        Bytes struct = layout.zeros();
        for (Map.Entry<String, Long> field : fields.entrySet()) {
            struct = layout.with(struct, field.getKey(), field.getValue());
        }
        return struct;
    }

    private static VcpuEvents.Outcome set(Kernel kernel, VcpuState state, Map<String, Long> fields) {
        return VcpuEvents.set(kernel, state, events(kernel, fields));
    }

    private static VcpuState after(Kernel kernel, VcpuState state, Map<String, Long> fields) {
        VcpuEvents.Outcome outcome = set(kernel, state, fields);
        assertThat(outcome.verdict().errno()).isEmpty();
        return outcome.effect().applyTo(state);
    }

    private static void assertRefused(VcpuEvents.Outcome outcome, String errno) {
        assertThat(outcome.verdict().errno()).isEqualTo(errno);
        assertThat(outcome.effect()).isEqualTo(Effect.NONE);
    }

    private static void assertEntered(VcpuState state, int offset, long spsr, long pstate) {
        assertThat(state.get(VcpuRegister.ELR_EL1)).isEqualTo(0x400100);
        assertThat(state.get(VcpuRegister.SPSR_EL1)).isEqualTo(spsr);
        assertThat(state.get(VcpuRegister.PSTATE)).isEqualTo(pstate);
        assertThat(state.get(VcpuRegister.PC)).isEqualTo(0x10000 + offset);
    }

    private static final Map<String, Long> DABT = Map.of("ext_dabt_pending", 1L);
    private static final Map<String, Long> IABT = Map.of("ext_iabt_pending", 1L);

    @Test
    void case2AnUninitialisedVcpuIsRefusedBeforeTheBytesAreLookedAt() {
        Bytes reserved = M17.events().with(events(M17, DABT), "reserved", 0, 1);

        assertRefused(VcpuEvents.set(M17, BASELINE.uninitialised(), reserved), "ENOEXEC");
    }

    @Test
    void aStructThatCannotBeReadIsAFault() {
        assertRefused(VcpuEvents.set(S1C, MMIO_STOP, Bytes.copyOf(new byte[63])), "EFAULT");
        assertThat(VcpuEvents.set(S1C, MMIO_STOP, Bytes.copyOf(new byte[72])).verdict().accepted()).isTrue();
    }

    @Test
    void case3And4ReservedAndPadMustBeZero() {
        Bytes dabt = events(S1C, DABT);

        VcpuEvents.Outcome reserved = VcpuEvents.set(S1C, MMIO_STOP, S1C.events().with(dabt, "reserved", 0, 1));
        VcpuEvents.Outcome pad = VcpuEvents.set(S1C, MMIO_STOP, dabt.with(7, 1, 1));

        assertRefused(reserved, "EINVAL");
        assertThat(reserved.verdict().text()).isEqualTo("reserved[0] must be 0");
        assertThat(reserved.verdict().rule()).isEqualTo("series-v1, step 3");
        assertRefused(pad, "EINVAL");
        assertThat(pad.verdict().field()).isEqualTo("pad[2]");
    }

    @Test
    void case5BytesOfTheSeriesArePadOrReservedOnMainline() {
        Bytes dabt = events(M17, DABT);

        assertThat(VcpuEvents.set(M17, MMIO_STOP, dabt.with(3, 1, 1)).verdict().field()).isEqualTo("pad[0]");
        assertRefused(VcpuEvents.set(M17, MMIO_STOP, dabt.with(4, 1, 1)), "EINVAL");
        assertThat(VcpuEvents.set(M17, MMIO_STOP, dabt.with(4, 1, 1)).verdict().text())
                .isEqualTo("pad[1] must be 0");
        assertThat(VcpuEvents.set(M17, MMIO_STOP, dabt.with(16, 8, 1L << 40)).verdict().field())
                .isEqualTo("reserved[1]");
    }

    @Test
    void case7GetAtRestSaysOnlyThatTheHostHasRas() {
        Bytes expected = Bytes.copyOf(new byte[64]).with(1, 1, 1);

        assertThat(VcpuEvents.get(S1C, BASELINE)).isEqualTo(expected);
        assertThat(VcpuEvents.get(S1C, BASELINE.with(new Host(false, false, 48))))
                .isEqualTo(Bytes.copyOf(new byte[64]));
    }

    @Test
    void whatGetSaidOnAHostWithRasIsRefusedOnOneWithoutOnlyByTheKernelThatChecksFirst() {
        Host without = new Host(false, false, 48);
        for (Kernel from : List.of(Kernel.of("v6.16"), M17, S1C, Kernel.of("mainline-2026-07"))) {
            Bytes atRest = VcpuEvents.get(from, BASELINE);
            for (Kernel to : Kernel.all()) {
                if (to.header().size() == atRest.size()) {
                    VcpuEvents.Outcome outcome = VcpuEvents.set(to, BASELINE.with(without), atRest);

                    assertThat(outcome.verdict().accepted()).as("%s to %s", from.id(), to.id())
                            .isEqualTo(to.does(Kernel.Toggle.NON_ATOMIC_SET));
                    assertThat(outcome.effect()).isEqualTo(Effect.NONE);
                }
            }
        }
    }

    @Test
    void aPendingSerrorIsRestoredOnEveryOtherKernelOfAHostWithRas() {
        VcpuState pending = BASELINE.with(VcpuRegister.PSTATE, 0x1c5).with(VcpuRegister.VSE_PENDING, 1)
                .with(VcpuRegister.VSESR_EL2, 0x101_d1ed);
        VcpuState fresh = BASELINE.with(VcpuRegister.PSTATE, 0x1c5);
        for (Kernel from : Kernel.all()) {
            for (Kernel to : Kernel.all()) {
                VcpuEvents.Outcome outcome = VcpuEvents.set(to, fresh, VcpuEvents.get(from, pending));

                assertThat(outcome.effect().applyTo(fresh)).as("%s to %s", from.id(), to.id()).isEqualTo(pending);
            }
        }
    }

    @Test
    void case8GetAfterAnAbortSaysNothingOfIt() {
        assertThat(VcpuEvents.get(S1C, after(S1C, MMIO_STOP, DABT)))
                .isEqualTo(Bytes.copyOf(new byte[64]).with(1, 1, 1));
    }

    @Test
    void case10TheProbeForAnIssOfAbortsHasNoEffect() {
        Bytes probe = Bytes.copyOf(new byte[64]).with(4, 1, 1);

        assertThat(VcpuEvents.set(S1C, MMIO_STOP, probe).verdict().accepted()).isTrue();
        assertThat(VcpuEvents.set(S1C, MMIO_STOP, probe).effect()).isEqualTo(Effect.NONE);
        assertRefused(VcpuEvents.set(M17, MMIO_STOP, probe), "EINVAL");
        assertRefused(VcpuEvents.set(S1C, MMIO_STOP.with(new Host(false, false, 48)), probe), "EINVAL");
    }

    @Test
    void case11BothAbortsAreRefused() {
        VcpuEvents.Outcome both = set(S1C, MMIO_STOP, Map.of("ext_dabt_pending", 1L, "ext_iabt_pending", 1L));

        assertRefused(both, "EINVAL");
        assertThat(both.verdict().rule()).isEqualTo("series-v1, step 7");
    }

    @Test
    void case13And14OnlyTheIssCanBeSupplied() {
        assertRefused(set(S1C, MMIO_STOP,
                Map.of("ext_dabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 1L << 32)), "EINVAL");
        assertThat(set(S1C, MMIO_STOP,
                Map.of("ext_dabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x01ff_ffffL)).verdict()
                .accepted()).isTrue();
        assertThat(set(S1C, MMIO_STOP, Map.of("ext_dabt_pending", 1L, "ext_abt_esr", -1L)).verdict().accepted())
                .as("without has_esr the bits are not looked at").isTrue();
    }

    @Test
    void case16And17TheSeriesChecksEvenWhatIsNotPending() {
        Map<String, Long> serror = Map.of("serror_has_esr", 1L, "serror_esr", 1L << 25);

        assertRefused(set(S1C, BASELINE, Map.of("ext_abt_has_esr", 1L, "ext_abt_esr", 1L << 25)), "EINVAL");
        assertRefused(set(S1C, BASELINE, serror), "EINVAL");
        assertThat(set(M17, BASELINE, serror).verdict().accepted()).isTrue();
        assertThat(set(M16, BASELINE, serror).verdict().accepted()).isTrue();
    }

    @Test
    void case19AnSerrorSyndromeNeedsRasOnEveryKernel() {
        VcpuState noRas = BASELINE.with(new Host(false, false, 48));

        for (Kernel kernel : Kernel.all()) {
            Bytes struct = kernel.events().with(kernel.events().with(kernel.events().zeros(), "serror_pending", 1),
                    "serror_has_esr", 1);
            assertRefused(VcpuEvents.set(kernel, noRas, struct), "EINVAL");
        }
    }

    @Test
    void case22ADataAbortIsEnteredInsideTheIoctl() {
        VcpuState state = after(S1C, MMIO_STOP, DABT);

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(state.get(VcpuRegister.FAR_EL1)).isEqualTo(0x0800_0000L);
        assertEntered(state, 0x200, 0x6000_0005L, 0x6000_03c5L);
        assertThat(state.get(VcpuRegister.MMIO_NEEDED)).isZero();
        assertThat(state.get(VcpuRegister.X0)).isEqualTo(0x2a);
    }

    @Test
    void case23FromEl1tTheLevelIsTheSameButTheVectorIsNot() {
        VcpuState state = after(S1C, MMIO_STOP.with(VcpuRegister.PSTATE, 0x6000_0004L), DABT);

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertEntered(state, 0, 0x6000_0004L, 0x6000_03c5L);
    }

    @Test
    void case25FromAarch32El0() {
        VcpuState state = after(S1C, MMIO_STOP.with(VcpuRegister.PSTATE, 0x6000_0010L), DABT);

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9200_0010L);
        assertEntered(state, 0x600, 0x6000_0010L, 0x6000_03c5L);
    }

    @Test
    void case26And28InstructionAborts() {
        VcpuState plain = after(S1C, MMIO_STOP, IABT);
        VcpuState el0 = after(S1C, MMIO_STOP.with(VcpuRegister.PSTATE, 0x6000_0000L), IABT);
        VcpuState fake = after(S1C, MMIO_STOP,
                Map.of("ext_iabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x0100_0600L));

        assertThat(plain.get(VcpuRegister.ESR_EL1)).isEqualTo(0x8600_0010L);
        assertThat(plain.get(VcpuRegister.FAR_EL1)).isEqualTo(0x0800_0000L);
        assertThat(el0.get(VcpuRegister.ESR_EL1)).isEqualTo(0x8200_0010L);
        assertEntered(el0, 0x400, 0x6000_0000L, 0x6000_03c5L);
        assertThat(fake.get(VcpuRegister.ESR_EL1)).isEqualTo(0x8700_0610L);
    }

    @Test
    void case29BeforeAnyRunIlIsWhatTheEmptyTrapRecordSays() {
        Map<String, Long> dabt = Map.of("ext_dabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x01c0_c700L);
        Map<String, Long> iabt = Map.of("ext_iabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x0100_0600L);
        Kernel always1 = S1C.derive(Map.of("il_policy", "always1"));

        assertThat(after(S1C, BASELINE, dabt).get(VcpuRegister.ESR_EL1)).isEqualTo(0x95c0_c710L);
        assertThat(after(S1C, BASELINE, iabt).get(VcpuRegister.ESR_EL1)).isEqualTo(0x8500_0610L);
        assertThat(after(S1C, BASELINE, dabt).get(VcpuRegister.FAR_EL1)).isZero();
        assertThat(after(always1, BASELINE, dabt).get(VcpuRegister.ESR_EL1)).isEqualTo(0x97c0_c710L);
        assertThat(after(always1, BASELINE, iabt).get(VcpuRegister.ESR_EL1)).isEqualTo(0x8700_0610L);
    }

    @Test
    void case31FnvDoesNotKeepKvmFromWritingFar() {
        VcpuState state = after(S1C, MMIO_STOP,
                Map.of("ext_dabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x400L));

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0410L);
        assertThat(state.get(VcpuRegister.FAR_EL1)).isEqualTo(0x0800_0000L);
    }

    @Test
    void case32To35PstateFollowsSpanDssbsAndMte() {
        VcpuState ssbs = MMIO_STOP.with(VcpuRegister.PSTATE, 0x6000_1005L);

        assertThat(after(S1C, MMIO_STOP.with(VcpuRegister.SCTLR_EL1, 0), DABT).get(VcpuRegister.PSTATE))
                .isEqualTo(0x6040_03c5L);
        assertThat(after(S1C, MMIO_STOP.with(VcpuRegister.SCTLR_EL1, 1L << 44 | 1 << 23), DABT)
                .get(VcpuRegister.PSTATE)).isEqualTo(0x6000_13c5L);
        assertThat(after(S1C, ssbs, DABT).get(VcpuRegister.PSTATE)).isEqualTo(0x6000_03c5L);
        assertThat(after(S1C, MMIO_STOP.with(EnumSet.of(VmFeature.RAS, VmFeature.MTE)), DABT)
                .get(VcpuRegister.PSTATE)).isEqualTo(0x6200_03c5L);
    }

    @Test
    void case37EaseMovesTheVectorOnlyWhereTheGuestHasTheRegister() {
        VcpuState ease = MMIO_STOP.with(VcpuRegister.SCTLR2_EL1, 1 << 5);
        VcpuState sctlrx = ease.with(EnumSet.of(VmFeature.RAS, VmFeature.SCTLRX));

        assertThat(after(S1C, sctlrx, DABT).get(VcpuRegister.PC)).isEqualTo(0x10380);
        assertThat(after(S1C, sctlrx, DABT).get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(after(S1C, sctlrx.with(VcpuRegister.PSTATE, 0), DABT).get(VcpuRegister.PC)).isEqualTo(0x10580);
        assertThat(after(S1C, ease, DABT).get(VcpuRegister.PC)).isEqualTo(0x10200);
        assertThat(after(S1C.derive(Map.of("ease", "false")), sctlrx, DABT).get(VcpuRegister.PC)).isEqualTo(0x10200);
    }

    @Test
    void case39TwoAbortsNestWhereEachIsEnteredAtOnce() {
        VcpuState twice = after(M17, after(M17, MMIO_STOP, DABT), DABT);

        assertThat(twice.get(VcpuRegister.ELR_EL1)).isEqualTo(0x10200);
        assertThat(twice.get(VcpuRegister.SPSR_EL1)).isEqualTo(0x6000_03c5L);
        assertThat(twice.get(VcpuRegister.PC)).isEqualTo(0x10200);
    }

    @Test
    void case40TheOldestKernelWritesEsrAtOnceAndPcLater() {
        VcpuState state = after(M16, MMIO_STOP, DABT);

        assertThat(state.get(VcpuRegister.PC)).isEqualTo(0x400100);
        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(state.get(VcpuRegister.PENDING_EXCEPTION)).isEqualTo(VcpuRegister.PENDING_SYNC);
    }

    @Test
    void case43A32BitGuestNeverSeesTheSuppliedIss() {
        VcpuState guest = MMIO_STOP.with(EnumSet.of(VmFeature.AARCH32_EL1)).with(VcpuRegister.PSTATE, 0x13)
                .with(VcpuRegister.SCTLR_EL1, 1 << 23);
        Map<String, Long> fields = Map.of("ext_dabt_pending", 1L, "ext_abt_has_esr", 1L, "ext_abt_esr", 0x01ff_ffffL);

        VcpuState state = after(S1C, guest, fields);
        VcpuState lpae = after(S1C, guest.with(VcpuRegister.TCR_EL1, 1L << 31), fields);

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0x008);
        assertThat(lpae.get(VcpuRegister.ESR_EL1)).isEqualTo(0x210);
        assertThat(state.get(VcpuRegister.FAR_EL1)).isEqualTo(0x0800_0000L);
        assertThat(state.get(VcpuRegister.X20)).isEqualTo(0x400108);
        assertThat(state.get(VcpuRegister.PC)).isEqualTo(0x10010);
        assertThat(state.get(VcpuRegister.PSTATE)).isEqualTo(0x197);
    }

    @Test
    void anUnmaskedSerrorOfA32BitGuestIsLost() {
        VcpuState guest = MMIO_STOP.with(EnumSet.of(VmFeature.AARCH32_EL1)).with(VcpuRegister.PSTATE, 0x13);

        VcpuState state = after(M17, guest, Map.of("serror_pending", 1L));

        assertThat(state.get(VcpuRegister.ESR_EL1)).isEqualTo(0xbd00_0000L);
        assertThat(state.get(VcpuRegister.PC)).isEqualTo(guest.get(VcpuRegister.PC));
        assertThat(state.get(VcpuRegister.VSE_PENDING)).isZero();
        assertThat(state.get(VcpuRegister.MMIO_NEEDED)).isZero();
        assertThat(after(M17, guest.with(VcpuRegister.PSTATE, 0x113), Map.of("serror_pending", 1L))
                .get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
    }

    @Test
    void withoutTranslationAFailedWalkIsCalledLevel0() {
        VcpuState walk = MMIO_STOP.with(VcpuRegister.ESR_EL2, 0x5a00_0080L)
                .with(VcpuRegister.HPFAR_EL2, 0x0800_0000L | VcpuRegister.HPFAR_VALID)
                .with(new Stage1Walk(_ -> -1));

        assertThat(after(M18, walk, DABT).get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0014L);
    }

    @Test
    void anSerrorIsTakenAtOnceUnlessMasked() {
        Map<String, Long> serror = Map.of("serror_pending", 1L, "serror_has_esr", 1L, "serror_esr", 0x0101_d1edL);
        VcpuState masked = MMIO_STOP.with(VcpuRegister.PSTATE, 0x105);

        assertThat(after(S1C, MMIO_STOP, serror).get(VcpuRegister.ESR_EL1)).isEqualTo(0xbd01_d1edL);
        assertThat(after(S1C, MMIO_STOP, serror).get(VcpuRegister.PC)).isEqualTo(0x10380);
        assertThat(after(S1C, MMIO_STOP, serror).get(VcpuRegister.MMIO_NEEDED)).isZero();
        assertThat(after(MNOW, MMIO_STOP, serror).get(VcpuRegister.ESR_EL1)).isEqualTo(0xbf01_d1edL);
        assertThat(after(S1C, masked, serror).get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
        assertThat(after(S1C, masked, serror).get(VcpuRegister.VSESR_EL2)).isEqualTo(0x0101_d1edL);
        assertThat(after(S1C, masked, serror).get(VcpuRegister.MMIO_NEEDED)).isEqualTo(1);
        assertThat(after(M16, MMIO_STOP, serror).get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
        assertThat(after(S1C, MMIO_STOP, Map.of("serror_pending", 1L)).get(VcpuRegister.ESR_EL1))
                .isEqualTo(0xbd00_0000L);
    }

    @Test
    void nmeaTakesAnSerrorAlthoughAIsSet() {
        VcpuState nmea = MMIO_STOP.with(EnumSet.of(VmFeature.RAS, VmFeature.SCTLRX))
                .with(VcpuRegister.SCTLR2_EL1, 1 << 2).with(VcpuRegister.PSTATE, 0x3c5);

        assertThat(after(S1C, nmea, Map.of("serror_pending", 1L)).get(VcpuRegister.PC)).isEqualTo(0x10380);
        assertThat(after(S1C, nmea.with(EnumSet.of(VmFeature.RAS)), Map.of("serror_pending", 1L))
                .get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
    }

    @Test
    void anAbortAndAnSerrorInOneCall() {
        Map<String, Long> both = Map.of("ext_dabt_pending", 1L, "serror_pending", 1L);

        VcpuState state = after(M17, MMIO_STOP, both);

        assertThat(state.get(VcpuRegister.PC)).isEqualTo(0x10200);
        assertThat(state.get(VcpuRegister.VSE_PENDING)).isEqualTo(1);
        assertThat(state.get(VcpuRegister.VSESR_EL2)).isEqualTo(1 << 24);
    }

    @Test
    void mainlineCanFailAfterItHasEnteredTheAbort() {
        Map<String, Long> fields =
                Map.of("ext_dabt_pending", 1L, "serror_pending", 1L, "serror_has_esr", 1L, "serror_esr", 1L << 25);

        VcpuEvents.Outcome mainline = set(M17, MMIO_STOP, fields);

        assertThat(mainline.verdict().errno()).isEqualTo("EINVAL");
        assertThat(mainline.verdict().rule()).isEqualTo("v6.17, step 8");
        assertThat(mainline.effect().applyTo(MMIO_STOP).get(VcpuRegister.PC)).isEqualTo(0x10200);
        assertRefused(set(S1C, MMIO_STOP, fields), "EINVAL");
        assertRefused(set(M16, MMIO_STOP, fields), "EINVAL");
    }

    @Test
    void anAbortOnAWalkReportsTheLevelOrIsNotInjectedAtAll() {
        VcpuState walk = MMIO_STOP.with(VcpuRegister.ESR_EL2, 0x9200_0087L)
                .with(VcpuRegister.HPFAR_EL2, 0x4800_1000L | VcpuRegister.HPFAR_VALID);
        VcpuState found = walk.with((_, va, ipa) ->
                va == 0x0800_0000L && ipa == 0x4800_1000L ? OptionalInt.of(3) : OptionalInt.empty());

        assertThat(after(M18, found, DABT).get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0017L);
        assertThat(after(M17, found, DABT).get(VcpuRegister.ESR_EL1)).isEqualTo(0x9600_0010L);
        assertThat(set(M18, walk, DABT).effect()).isEqualTo(Effect.NONE);
        assertThat(set(M18, walk, DABT).verdict().accepted()).isTrue();
        assertThat(set(M18, found.with(VcpuRegister.HPFAR_EL2, 0x4800_1000L), DABT).effect()).isEqualTo(Effect.NONE);
        assertThat(after(M18, found.with((_, _, _) -> OptionalInt.of(-1)), DABT).get(VcpuRegister.ESR_EL1))
                .isEqualTo(0x9600_0013L);
    }

    @Test
    void theDocumentedStructIsAnIoctlThatNoKernelKnows() {
        assertThat(Structs.vcpuEvents("series-v1-doc").size()).isEqualTo(72);
        assertThat(VcpuEvents.unknownIoctl(Kernel.of("series-v1-doc"), 0x4048_aea0L).verdict().errno())
                .isEqualTo("EINVAL");
    }
}
