package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class EsrCommandTest {
    private static JsonNode json(CliRun run) throws Exception {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void aValueIsDecodedFromTheTopBitDownWithoutGaps() throws Exception {
        CliRun run = CliRun.of("esr", "0x96000050", "--json");

        JsonNode document = json(run);
        assertThat(run.code()).isZero();
        assertThat(document.get("value").asText()).isEqualTo("0x0000000096000050");
        assertThat(document.get("register").asText()).isEqualTo("ESR_EL1");
        int next = 63;
        for (JsonNode field : document.get("fields")) {
            assertThat(field.get("hi").asInt()).isEqualTo(next);
            next = field.get("lo").asInt() - 1;
        }
        assertThat(next).isEqualTo(-1);
        assertThat(document.get("fields").findValuesAsText("name")).contains("RES0", "EC", "IL", "ISV", "WnR", "DFSC");
    }

    @Test
    void severalValuesMakeAnArrayInTheirOrder() throws Exception {
        JsonNode document = json(CliRun.of("esr", "82000010", "0x92000010", "--json"));

        assertThat(document.findValuesAsText("value"))
                .containsAll(java.util.List.of("0x0000000082000010", "0x0000000092000010"));
        assertThat(document.get(0).get("value").asText()).isEqualTo("0x0000000082000010");
    }

    @Test
    void theViewTheLevelAndTheFeaturesChangeTheFindings() throws Exception {
        assertThat(json(CliRun.of("esr", "0x93c08010", "--json")).get("findings").findValuesAsText("code"))
                .contains("ISV-SEA", "ISV-EL");
        assertThat(json(CliRun.of("esr", "0x93c08007", "--view", "EL2", "--json")).get("findings")).isEmpty();
        assertThat(json(CliRun.of("esr", "0x92000010", "--from", "EL1", "--json")).get("findings")
                .findValuesAsText("code")).containsExactly("EC-FROM-EL");
        assertThat(json(CliRun.of("esr", "0x96001010", "--json")).get("findings").findValuesAsText("code"))
                .containsExactly("SET-UC-RASV2");
        assertThat(json(CliRun.of("esr", "0x96001010", "--feature", "-RASv2", "--json")).get("findings")).isEmpty();
    }

    @Test
    void findingsHaveTheirKeys() throws Exception {
        JsonNode finding = json(CliRun.of("esr", "0x96000110", "--json")).get("findings").get(0);

        assertThat(finding.get("code").asText()).isEqualTo("CM-WNR");
        assertThat(finding.get("severity").asText()).isEqualTo("E");
        assertThat(finding.get("field").asText()).isEqualTo("CM");
        assertThat(finding.get("message").asText()).isNotBlank();
    }

    @Test
    void syndromesAreFoundInLogs() throws Exception {
        String log = """
                [   12.1] Internal error: synchronous external abort: 0000000096000010 [#1]  SMP
                [   12.1] CPU: 0 PID: 96000010 Comm: a.out
                a.out[99]: unhandled exception: DABT (lower EL), ESR 0x0000000092000410, synchronous external abort in a
                SError Interrupt on CPU0, code 0x00000000be000000 -- SError
                [   13.0]   ESR = 0x0000000082000007
                kvm_guest_fault: ipa 0x8000000, hsr 0x93c08007, hxfar 0x8000000, pc 0x40080c20
                """;

        JsonNode document = json(CliRun.with(log, "esr", "-", "--json"));

        assertThat(document).extracting(node -> node.get("value").asText()).containsExactly("0x0000000096000010",
                "0x0000000092000410", "0x00000000be000000", "0x0000000082000007", "0x0000000093c08007");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThat(CliRun.with("nothing here", "esr", "-")).isEqualTo(
                new CliRun(2, "", "seascope: no ESR found in the text\n"));
        assertThat(CliRun.of("esr", "0xgg").err()).startsWith("seascope: '0xgg' is not an ESR value; write up to 16");
        assertThat(CliRun.of("esr", "1".repeat(17)).code()).isEqualTo(2);
        assertThat(CliRun.of("esr", "0", "--view", "EL0").err()).startsWith("seascope: --view: 'EL0' is not EL1 to EL3");
        assertThat(CliRun.of("esr", "0", "--feature", "-XYZ").err()).startsWith(
                "seascope: --feature: unknown feature 'XYZ'; known: ");
        assertThat(CliRun.of("esr", "0", "--rev", "9").err()).startsWith(
                "seascope: --rev: '9' is neither M.a.a nor X2512");
        assertThat(CliRun.of("esr").code()).isEqualTo(2);
    }

    @Test
    void theTextFormNamesFieldsAndFindings() {
        assertThat(CliRun.of("esr", "0x96000110").out()).startsWith("ESR_EL1 0x0000000096000110\n")
                .contains("  EC         31:26  0x25").contains("\n  E CM-WNR: ");
    }
}
