package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.StripDrawing;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void noLineOfTheTextIsWiderThanAMail() {
        for (long ec = 0; ec < 64; ec++) {
            String value = "0x%x".formatted(ec << 26 | 0x1ff_ffff | 0xff_ffffL << 32);
            assertThat(CliRun.of("esr", value, "--why").out().lines()).allMatch(line -> line.length() <= 72);
        }
    }

    @Test
    void correctionsAreShownAndApplied() throws Exception {
        assertThat(CliRun.of("esr", "0x96000110").out()).contains("\n    fix: Set WnR -> 0x0000000096000150\n");
        assertThat(json(CliRun.of("esr", "0x96000110", "--json")).at("/findings/0/fix/value").asText())
                .isEqualTo("0x0000000096000150");
        JsonNode fixed = json(CliRun.of("esr", "0x94000110", "--fix", "--json"));
        assertThat(fixed.get("value").asText()).isEqualTo("0x0000000096000150");
        assertThat(fixed.get("findings")).isEmpty();
    }

    @Test
    void aSyndromeIsMadeFieldByField() {
        assertThat(CliRun.of("esr", "0", "--set", "EC=0x24", "--set", "IL=1", "--set", "DFSC=0x10", "--set", "SET=3",
                "--format", "linux").out()).isEqualTo("(ESR_ELx_EC_DABT_LOW << ESR_ELx_EC_SHIFT) | ESR_ELx_IL | "
                        + "(UL(3) << ESR_ELx_SET_SHIFT) | ESR_ELx_FSC_EXTABT\n");
        assertThat(CliRun.of("esr", "0x96000010", "--set", "[12:10]=7", "--format", "line").out())
                .startsWith("ESR_EL1 0x0000000096001c10 EC 0x25 Data Abort, same EL; SET 0x3 ");
    }

    @Test
    void twoValuesAreComparedFieldByField() throws Exception {
        assertThat(CliRun.of("esr", "0x96000010", "0x92000410", "--compare").out()).isEqualTo("""
                ESR_EL1 0x0000000096000010 - 0x0000000092000410
                - EC         31:26  0x25    Data Abort, same EL
                + EC         31:26  0x24    Data Abort from a lower EL
                - FnV           10  0x0     FAR valid
                + FnV           10  0x1     FAR not valid (UNKNOWN)
                  the same in 17 of 19 fields
                """);
        JsonNode document = json(CliRun.of("esr", "0x96000010", "0x56000000", "--compare", "--json"));
        assertThat(document.at("/differences/0/name").asText()).isEqualTo("RES0");
        assertThat(document.get("differences")).anySatisfy(row -> {
            assertThat(row.get("name").asText()).isEqualTo("imm16");
            assertThat(row.get("left").isNull()).isTrue();
            assertThat(row.at("/right/value").asText()).isEqualTo("0x0");
        });
    }

    @Test
    void everyFormatPrintsItsOwn(@TempDir Path folder) throws Exception {
        assertThat(CliRun.of("esr", "0x56000000", "--format", "qemu").out()).isEqualTo("syn_aa64_svc(0)\n");
        assertThat(CliRun.of("esr", "0x96000010", "--format", "dmesg").out()).contains("ESR = 0x0000000096000010");
        assertThat(CliRun.of("esr", "0x96000010", "--format", "markdown").out()).contains("| 31:26 | EC | `0x25` |");
        assertThat(new ObjectMapper().readTree(CliRun.of("esr", "0x96000010", "--format", "wavedrom").out())
                .get("reg").findValues("bits").stream().mapToInt(JsonNode::asInt).sum()).isEqualTo(64);
        assertThat(CliRun.of("esr", "0x96000010", "--format", "svg").out()).startsWith("<svg ").contains(">DFSC</text>");
        Path svg = folder.resolve("strip.svg");
        assertThat(CliRun.of("esr", "0x96000010", "-o", svg.toString())).isEqualTo(new CliRun(0, "", ""));
        assertThat(svg).content().isEqualTo(CliRun.of("esr", "0x96000010", "--format", "svg").out());
    }

    @Test
    void theStripIsDrawnWithoutADisplay(@TempDir Path folder) throws Exception {
        Path png = folder.resolve("strip.png");

        assertThat(CliRun.of("esr", "0x96000010", "-o", png.toString()).code()).isZero();

        StripDrawing drawing = StripDrawing.of(
                new RegisterValue(Esr.layout(SyndromeContext.el1()), 0x9600_0010L));
        byte[] bytes = Files.readAllBytes(png);
        ByteBuffer header = ByteBuffer.wrap(bytes, 16, 8);
        assertThat(bytes).startsWith(0x89, 'P', 'N', 'G');
        assertThat(header.getInt()).isEqualTo(2 * drawing.width());
        assertThat(header.getInt()).isEqualTo(2 * drawing.height());
        assertThat(bytes.length).isGreaterThan(5000);
    }

    @Test
    void theOriginChangesWhatTheInstructionLengthMeans() throws Exception {
        assertThat(json(CliRun.of("esr", "0x04000000", "--json")).get("findings").findValuesAsText("code"))
                .doesNotContain("IL-A64");
        assertThat(json(CliRun.of("esr", "0x04000000", "--origin", "A64", "--json")).get("findings")
                .findValuesAsText("code")).contains("IL-A64");
    }

    @Test
    void aFieldSaysWhy() throws Exception {
        JsonNode fields = json(CliRun.of("esr", "0x96000010", "--why", "--json")).get("fields");

        assertThat(fields).anySatisfy(field -> {
            assertThat(field.get("name").asText()).isEqualTo("SET");
            assertThat(field.get("why").asText()).isEqualTo("is in force because DFSC is 0x10");
        });
    }

    @Test
    void thousandsOfValuesAreOneArray() throws Exception {
        String log = "ESR = 0x0000000096000010\n".repeat(3000);

        assertThat(json(CliRun.with(log, "esr", "-", "--json"))).hasSize(3000);
        assertThat(CliRun.with(log, "esr", "-", "--format", "line").out().lines()).hasSize(3000);
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThat(CliRun.of("esr", "1", "--compare").err()).startsWith("seascope: --compare takes two values");
        assertThat(CliRun.of("esr", "1", "2", "--compare", "--format", "svg").err())
                .startsWith("seascope: --compare prints text or json");
        assertThat(CliRun.of("esr", "1", "2", "--format", "svg").err()).startsWith("seascope: --format svg draws one");
        assertThat(CliRun.of("esr", "1", "--format", "png").err()).startsWith("seascope: --format png: say where");
        assertThat(CliRun.of("esr", "1", "--format", "gif").err()).startsWith("seascope: --format: 'gif' is none of ");
        assertThat(CliRun.of("esr", "1", "--json", "--format", "svg").err()).startsWith("seascope: --json and ");
        assertThat(CliRun.of("esr", "1", "--origin", "T16").err()).startsWith("seascope: --origin: 'T16' is none of ");
        assertThat(CliRun.of("esr", "1", "--set", "EC").err()).startsWith("seascope: --set: 'EC' is not FIELD=VALUE");
        assertThat(CliRun.of("esr", "1", "--set", "EC=64").err())
                .startsWith("seascope: --set: 0x40 does not fit in EC, which has 6 bits");
        assertThat(CliRun.of("esr", "1", "--set", "Q=1").err()).startsWith("seascope: --set: 0x1 has no field Q; it has: ");
        assertThat(CliRun.of("esr", "1", "--set", "[64:1]=1").err())
                .startsWith("seascope: --set: '[64:1]' is not a range of bits");
        assertThat(CliRun.of("esr", "1", "-o", "/nowhere/x.svg").err())
                .startsWith("seascope: -o: /nowhere/x.svg: no such file or folder");
        assertThat(CliRun.of("esr", "1", "2", "--compare", "--origin", "T16").code()).isEqualTo(2);
    }
}
