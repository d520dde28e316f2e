package dev.seascope.arch.syndrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Profile;
import dev.seascope.arch.Profile.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule of the linter: a value that breaks it, and the nearest value that does not.
class EsrRuleTest {
    private static final SyndromeContext EL1 = SyndromeContext.of(1);
    private static final SyndromeContext EL2 = SyndromeContext.of(2);
    private static final SyndromeContext EL3 = SyndromeContext.of(3);

    record Case(String code, char severity, long broken, long sound, SyndromeContext context) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case("RES0", 'E', 0x9600_0407L, 0x9600_0410L, EL1),
                new Case("RES0", 'E', 0x0100_0000_9600_0007L << 8 | 0x9600_0007L, 0x9600_0007L, EL1),
                new Case("EC-RSVD", 'E', 0x0a00_0000L, 0x0600_0000L, EL1),
                new Case("EC-RSVD", 'E', 0x6600_0000L, 0x6200_0000L, EL1.on(Profile.DEFAULT.without(ArmFeature.SVE))),
                new Case("EC-EL", 'E', 0x5a00_0000L, 0x5600_0000L, EL1),
                new Case("EC-EL", 'E', 0xc600_0022L, 0xf200_0000L, EL3),
                new Case("EC-FROM-EL", 'E', 0x9200_0010L, 0x9600_0010L, EL1.from(1)),
                new Case("EC-FROM-EL", 'E', 0x9600_0010L, 0x9200_0010L, EL1.from(0)),
                new Case("EC-FROM-EL", 'E', 0x9600_0046L, 0x9600_2046L, EL2.from(1)),
                new Case("EC-FROM-EL", 'E', 0xd600_0022L, 0xd600_2022L, EL2.from(1)),
                new Case("VAL-RSVD:DFSC", 'E', 0x9600_0032L, 0x9600_0030L, EL1),
                new Case("VAL-RSVD:DFSC", 'E', 0x9600_0011L, 0x9600_0010L,
                        EL1.on(Profile.DEFAULT.without(ArmFeature.MTE2))),
                new Case("VAL-RSVD:IFSC", 'E', 0x8600_0021L, 0x8600_0010L, EL1),
                new Case("VAL-RSVD:SET", 'E', 0x9600_0810L, 0x9600_1810L, EL1),
                new Case("VAL-RSVD:SMTC", 'E', 0x7600_0004L, 0x7600_0003L,
                        EL1.on(Profile.DEFAULT.without(ArmFeature.SME2))),
                new Case("IL-MUST-1", 'E', 0x9400_0010L, 0x9600_0010L, EL1),
                new Case("IL-MUST-1", 'E', 0x8400_0010L, 0x8600_0010L, EL1),
                new Case("IL-A64", 'E', 0x5400_0000L, 0x5600_0000L, EL1),
                new Case("IL-A64", 'E', 0x05e0_0000L, 0x07e0_0000L, EL1.from(Origin.A64)),
                new Case("IL-T32", 'I', 0x05e0_0000L, 0x07e0_0000L, EL1),
                new Case("IL-T32", 'I', 0x9182_0007L, 0x9382_0007L, EL2),
                new Case("COND-A64", 'W', 0x06e0_0000L, 0x07e0_0000L, EL1),
                new Case("COND-A64", 'W', 0x1f00_0000L, 0x1fe0_0000L, EL1),
                new Case("EA-NOT-EXT", 'E', 0x9600_0207L, 0x9600_0214L, EL1),
                new Case("EA-NOT-EXT", 'E', 0x8600_0207L, 0x8600_0218L, EL1),
                new Case("CM-WNR", 'E', 0x9600_0107L, 0x9600_0147L, EL1),
                new Case("CM-WNR", 'E', 0xd602_0122L, 0xd602_0162L, EL1),
                new Case("CM-WNR", 'E', 0x7a03_0128L, 0x7a03_0168L, EL3),
                new Case("WNR-UNKNOWN", 'I', 0x9600_0031L, 0x9600_0030L, EL1),
                new Case("ISV-SEA", 'E', 0x9382_0010L, 0x9382_0007L, EL2),
                new Case("ISV-S1PTW", 'E', 0x9382_0087L, 0x9382_0007L, EL2),
                new Case("ISV-EL", 'W', 0x9382_0007L, 0x93c4_8845L, EL1),
                new Case("ISV-EL", 'W', 0x9382_0021L, 0x9200_0021L, EL3),
                new Case("ISV-TAGCHECK-S1", 'E', 0x93c5_8011L, 0x9200_0011L, EL2),
                new Case("LS64-SYNDROME", 'E', 0x9384_0847L, 0x93c4_8847L, EL1),
                new Case("SSE-STORE", 'E', 0x9321_0047L, 0x9321_0007L, EL2),
                new Case("SSE-DWORD", 'E', 0x93e1_8007L, 0x93c1_8007L, EL2),
                new Case("SSE-W32", 'E', 0x93a1_0007L, 0x93a1_8007L, EL2),
                new Case("SF-SIZE", 'W', 0x93c1_0007L, 0x93c1_8007L, EL2),
                new Case("SF-SIZE", 'W', 0x9301_8007L, 0x9321_8007L, EL2),
                new Case("S1PTW-EL", 'W', 0x9600_0087L, 0x9600_0007L, EL1),
                new Case("VNCR-EC", 'E', 0x9200_2046L, 0x9600_2046L, EL2),
                new Case("VNCR-EC", 'E', 0xd200_2062L, 0xd600_2062L, EL2),
                new Case("VNCR-ISV", 'E', 0x9782_2007L, 0x9600_2007L, EL2),
                new Case("VNCR-CM", 'W', 0x9600_2147L, 0x9600_2047L, EL2),
                new Case("LST-WNR", 'E', 0x93c4_8805L, 0x93c4_9005L, EL1),
                new Case("LST-NO-ISV", 'W', 0x9200_1005L, 0x93c4_9005L, EL1),
                new Case("GCS-ISV", 'E', 0x100_93c0_800fL, 0x100_9200_000fL, EL2),
                new Case("GCS-CM", 'W', 0x100_9200_014fL, 0x100_9200_004fL, EL2),
                new Case("TND-READ", 'E', 0x400_9200_000fL, 0x400_9200_004fL, EL1),
                new Case("SET-UC-RASV2", 'W', 0x9600_1010L, 0x9600_1810L, EL1),
                new Case("SET-UC-RASV2", 'W', 0x8600_1010L, 0x8600_1810L, EL2),
                new Case("TOPLEVEL-NOT-PERM", 'E', 0x9220_0007L, 0x9220_000fL, EL2),
                new Case("TOPLEVEL-NOT-PERM", 'E', 0x8220_0007L, 0x8220_000fL, EL2),
                new Case("WU-READ", 'W', 0x9203_0010L, 0x9203_0050L, EL2),
                new Case("FWD-S2", 'I', 0x80_9200_004fL, 0x9200_004fL, EL1),
                new Case("FWD-S2", 'I', 0x200_9200_004fL, 0x9200_004fL, EL1),
                new Case("WFXT-RV", 'E', 0x07e0_0002L, 0x07e0_0006L, EL1),
                new Case("WFX-RV-RN", 'E', 0x07e0_0020L, 0x07e0_0000L, EL1),
                new Case("WFX-RV-RN", 'E', 0x07e0_0004L, 0x07e0_0006L, EL1),
                new Case("LDC-AM", 'E', 0x1be0_404cL, 0x1be0_404dL, EL2),
                new Case("LDC-AM", 'E', 0x19e0_4049L, 0x1be0_4049L, EL2),
                new Case("SYSREG-UNKNOWN", 'I', 0x6230_3c41L, 0x6230_0001L, EL2),
                new Case("SERR-WNRV", 'E', 0xbe00_0051L, 0xbe00_00d1L, EL1),
                new Case("GPC-CM-INSN", 'W', 0x7a13_0128L, 0x7a13_0028L, EL3),
                new Case("MOPS-SETG", 'E', 0x9e80_0443L, 0x9f80_0443L, EL1),
                new Case("FP-TFV0", 'I', 0xb200_0001L, 0xb280_0001L, EL1),
                new Case("FP-TFV-EMPTY", 'E', 0xb280_0000L, 0xb280_0080L, EL1),
                new Case("FP-VECITR32", 'E', 0xa280_0001L, 0xa280_0701L, EL1),
                new Case("GCS-RN", 'E', 0xb600_00a2L, 0xb600_03c2L, EL1),
                new Case("GCS-RN", 'E', 0xb600_00a9L, 0xb600_03e9L, EL1),
                new Case("WP-FNV-FNP", 'E', 0xd602_8422L, 0xd602_8022L, EL1),
                new Case("WP-WPTV", 'E', 0xd600_0422L, 0xd602_0422L, EL1),
                new Case("PROF-SYNC", 'E', 0xf600_0003L, 0xf600_0001L, EL1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRuleFiresForWhatBreaksItAndNotForItsNeighbour(Case given) {
        List<Finding> findings = Esr.lint(given.broken, given.context);

        assertThat(findings).anyMatch(finding -> finding.code().equals(given.code)
                && finding.severity().letter() == given.severity);
        assertThat(Esr.lint(given.sound, given.context)).noneMatch(finding -> finding.code().equals(given.code));
    }

    @Test
    void everyRuleOfTheSpecificationHasACaseWithItsSeverity() throws IOException {
        Path specification = Path.of("../../shared/spec/esr-tables.md");
        assumeThat(specification).exists();
        Map<String, String> expected = new LinkedHashMap<>();
        Pattern row = Pattern.compile("\\| ([A-Z0-9-]+)(:field)?( \\(advisory.*?\\))? \\| ([EWI]) \\| [TAD–] \\|.*");
        for (String line : Files.readAllLines(specification)) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                expected.put(matcher.group(1), matcher.group(4));
            }
        }

        Map<String, String> covered = new LinkedHashMap<>();
        cases().forEach(given -> covered.put(given.code.replaceFirst(":.*", ""), String.valueOf(given.severity)));
        assertThat(expected).hasSizeGreaterThan(45);
        assertThat(covered).containsAllEntriesOf(expected);
    }

    @Test
    void featuresSwitchFieldsAndTheirRulesTogether() {
        SyndromeContext plain = EL1.on(Profile.DEFAULT.without(ArmFeature.RAS).without(ArmFeature.RASv2));

        assertThat(codes(0x9600_1010L, plain)).containsExactly("RES0");
        assertThat(codes(0xbe00_0c11L, plain)).containsExactly("RES0");
        assertThat(codes(0x9600_1010L, EL1.on(Profile.DEFAULT.without(ArmFeature.RASv2)))).isEmpty();
    }

    @Test
    void revisionsDifferWhereTheManualChanged() {
        SyndromeContext newer = EL3.on(Profile.everything(Revision.X2512));

        assertThat(codes(0xbe00_0033L, newer)).isEmpty();
        assertThat(codes(0xbe00_0033L, EL3)).containsExactly("VAL-RSVD:DFSC");
        assertThat(codes(0x9600_1814L, EL3)).isEmpty();
        assertThat(codes(0x9600_1814L, newer)).containsExactly("RES0");
        assertThat(codes(0x2000_9600_0007L, EL3)).containsExactly("RES0");
        assertThat(codes(0x2000_9600_0007L, newer)).isEmpty();
    }

    @Test
    void disagreementsOfTheSourcesAreNotes() {
        assertThat(notes(0x9600_1814L, EL1)).containsExactly("DOC-SET-WALK");
        assertThat(notes(0x9600_1010L, EL1)).containsExactly("DOC-SET-UC");
        assertThat(notes(0x9600_0018L, EL1)).containsExactly("DOC-PARITY-RAS");
        assertThat(notes(0x3600_0000L, EL1)).containsExactly("DOC-BTYPE-0");
        assertThat(notes(0x9600_0010L, EL1)).isEmpty();
    }

    @Test
    void aFieldSaysWhyItIsInForceOrReserved() {
        var layout = Esr.layout(EL1);

        assertThat(layout.why(layout.leafAt(12, 0x9600_0010L), 0x9600_0010L))
                .isEqualTo("is in force because DFSC is 0x10");
        assertThat(layout.why(layout.leafAt(12, 0x9600_0007L), 0x9600_0007L))
                .isEqualTo("is in force because DFSC is 0x07");
        assertThat(layout.why(layout.leafAt(23, 0x9600_0010L),
                0x9600_0010L)).startsWith("because ISV is 0; SAS[23:22]");
        assertThat(layout.why(layout.leafAt(13, 0x9600_0010L), 0x9600_0010L))
                .isEqualTo("VNCR[13] exists only in ESR_EL2 and ESR_EL3");
        assertThat(layout.why(layout.leafAt(9, 0x9600_0010L), 0x9600_0010L)).isEmpty();
    }

    @Test
    void theSyndromeTellsWhatTheFaultAddressIsWorth() {
        assertThat(Esr.far(0x9600_0010L, EL1)).isEqualTo(Esr.Far.ADDRESS);
        assertThat(Esr.far(0x9600_0410L, EL1)).isEqualTo(Esr.Far.UNKNOWN);
        assertThat(Esr.far(0x9600_0414L, EL1)).as("FnV is reserved on a walk").isEqualTo(Esr.Far.ADDRESS);
        assertThat(Esr.far(0x8600_0410L, EL1)).isEqualTo(Esr.Far.UNKNOWN);
        assertThat(Esr.far(0x9600_8007L, EL1)).isEqualTo(Esr.Far.GRANULE);
        assertThat(Esr.far(0xbe00_0011L, EL1)).isEqualTo(Esr.Far.UNKNOWN);
        assertThat(Esr.far(0xbe00_8011L, EL1)).isEqualTo(Esr.Far.ADDRESS);
        assertThat(Esr.far(0xbf00_8011L, EL1)).as("IMPLEMENTATION DEFINED").isEqualTo(Esr.Far.UNKNOWN);
        assertThat(Esr.far(0x5600_0000L, EL1)).isEqualTo(Esr.Far.UNKNOWN);
        assertThat(Esr.far(0x8a00_0000L, EL1)).isEqualTo(Esr.Far.ADDRESS);
    }

    private static List<String> codes(long esr, SyndromeContext context) {
        return new ArrayList<>(Esr.lint(esr, context).stream().map(Finding::code).toList());
    }

    private static List<String> notes(long esr, SyndromeContext context) {
        return Arrays.asList(Esr.notes(esr, context).stream().map(Finding::code).toArray(String[]::new));
    }
}
