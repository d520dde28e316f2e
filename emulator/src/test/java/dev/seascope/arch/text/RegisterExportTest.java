package dev.seascope.arch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegisterExportTest {
    private static final RegisterValue SEA = new RegisterValue(Esr.layout(SyndromeContext.el1()), 0x9600_0450L);

    @Test
    void aTableHasARowForEachField() {
        assertThat(RegisterExport.table(new RegisterValue(Esr.layout(SyndromeContext.el1()),
                0x5600_0001L))).isEqualTo("""
                ESR_EL1 = 0x0000000056000001
                  63:56  RES0   0x0
                  55:32  RES0   0x0
                  31:26  EC     0x15  SVC from AArch64
                  25     IL     0x1   32-bit instruction
                  24:16  RES0   0x0
                  15:0   imm16  0x1
                """);
    }

    @Test
    void theJsonObjectHoldsFieldsAndFindings() {
        RegisterValue value = new RegisterValue(Esr.layout(SyndromeContext.el1()), 0x5600_0001L);

        assertThat(RegisterExport.json(value, Esr.lint(0x5601_0001L, SyndromeContext.el1()))).isEqualTo("""
                {
                  "value": "0x0000000056000001",
                  "register": "ESR_EL1",
                  "fields": [
                    {"name": "RES0", "hi": 63, "lo": 56, "value": "0x0", "meaning": "reserved"},
                    {"name": "RES0", "hi": 55, "lo": 32, "value": "0x0", "meaning": "reserved"},
                    {"name": "EC", "hi": 31, "lo": 26, "value": "0x15", "meaning": "SVC from AArch64"},
                    {"name": "IL", "hi": 25, "lo": 25, "value": "0x1", "meaning": "32-bit instruction"},
                    {"name": "RES0", "hi": 24, "lo": 16, "value": "0x0", "meaning": "reserved"},
                    {"name": "imm16", "hi": 15, "lo": 0, "value": "0x1", "meaning": ""}
                  ],
                  "findings": [
                    {"code": "RES0", "severity": "E", "field": "RES0", "message": "Bit 16 is reserved as 0 here"}
                  ]
                }
                """);
        assertThat(RegisterExport.json(value, List.of())).endsWith("\"findings\": []\n}\n");
    }

    @Test
    void noTableIsWiderThanAMail() {
        Random random = new Random(2);
        for (String name : RegisterLayouts.names()) {
            for (int i = 0; i < 20; i++) {
                RegisterValue value = new RegisterValue(RegisterLayouts.of(name).orElseThrow(), random.nextLong());
                assertThat(RegisterExport.table(value).lines()).allMatch(line -> line.length() <= 72);
            }
        }
    }

    @Test
    void markdownIsATable() {
        assertThat(RegisterExport.markdown(SEA).lines()).contains("**ESR_EL1 = 0x0000000096000450**",
                "| Bits | Field | Value | Meaning |", "| 10 | FnV | `0x1` | FAR not valid (UNKNOWN) |",
                "| 31:26 | EC | `0x25` | Data Abort, same EL |");
    }

    @Test
    void waveDromGetsAllBitsFromTheLowEnd() {
        String json = RegisterExport.waveDrom(SEA);

        assertThat(Pattern.compile("\"bits\": (\\d+)").matcher(json.substring(0,
                json.indexOf("config"))).results().map(MatchResult::group)
                .mapToInt(bits -> Integer.parseInt(bits.replaceAll("\\D", ""))).sum()).isEqualTo(64);
        assertThat(json).startsWith("{\"reg\": [\n  {\"bits\": 6, \"name\": \"DFSC\", \"attr\": [\"0x10\", "
                + "\"Synchronous External abort, not on a table walk\"]},\n");
        assertThat(json.chars().filter(c -> c == '{').count()).isEqualTo(json.chars().filter(c -> c == '}').count());
    }

    @Test
    void theDrawingShowsEveryBitAndEscapesItsText() {
        String svg = RegisterExport.svg(SEA);

        assertThat(Pattern.compile("y=\"(46|120)\" fill=\"#1c2228\">[01]</text>").matcher(svg).results().count()).isEqualTo(64);
        assertThat(svg).contains("FnV[10] = 0x1 FAR not valid (UNKNOWN)").contains(">EC</text>").doesNotContain("&&");
        assertThat(Pattern.compile("<(\\w+)[ >]").matcher(svg).results().count()).isEqualTo(
                Pattern.compile("</\\w+>|/>").matcher(svg).results().count());
    }
}
