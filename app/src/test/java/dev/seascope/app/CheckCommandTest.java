package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String WRONG = """
            scenario: 1
            title: wrong
            guest: {asm: "mov x0, #1"}
            steps:
            - {step: 1, expect: {X0: 1}}
            - {expect: {X0: 0x2, PC: 0x40080004}, title: look, points: 3}
            """;

    @TempDir
    private Path folder = Path.of("");

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void aScenarioThatHoldsIsOneLine() {
        assertThat(CliRun.of("check", "mmio-read")).isEqualTo(new CliRun(0, "ok   mmio-read.yaml\n", ""));
    }

    @Test
    void whatDoesNotHoldFollowsItsFile() throws Exception {
        String wrong = file("wrong.yaml", WRONG);

        assertThat(CliRun.of("check", "nisv", wrong)).isEqualTo(new CliRun(1,
                "ok   nisv.yaml\nFAIL %s\n  step 2 check: X0: expected 0x2, actual 0x1\n".formatted(wrong), ""));
    }

    @Test
    void aFileThatCannotBeUsedIsNamedOnStandardErrorAndTheOthersAreStillRun() throws Exception {
        String bad = file("bad.yaml", "scenario: 1\nsteps:\n- ruin: {}\n");

        CliRun run = CliRun.of("check", bad, "nisv", "nowhere.yaml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEqualTo("ok   nisv.yaml\n");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith(bad + ":3: unknown key 'ruin' in step; ")
                .endsWith("nowhere.yaml: no such file\n");
    }

    @Test
    void theKernelCanBeChosen() {
        assertThat(CliRun.of("check", "nisv", "--kernel", "v6.17").out()).isEqualTo("ok   nisv.yaml on v6.17\n");
        assertThat(CliRun.of("check", "nisv", "--kernel", "v1").code()).isEqualTo(2);
        assertThat(CliRun.of("check", "iabt-iss", "--kernel", "v6.17").code()).isEqualTo(2); // lacks the field
    }

    @Test
    void aScenarioForSeveralKernelsIsRunOnEach() {
        assertThat(CliRun.of("check", "serror-taken").out()).isEqualTo("""
                ok   serror-taken.yaml on v6.17
                ok   serror-taken.yaml on series-v1
                ok   serror-taken.yaml on mainline-2026-07
                """);
    }

    @Test
    void theJsonDocumentHasItsKeys() throws Exception {
        CliRun run = CliRun.of("check", file("wrong.yaml", WRONG), "--json");

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isEqualTo(1);
        assertThat(document.fieldNames()).toIterable().containsExactly("schema", "tool", "file", "title", "kernel",
                "passed", "score", "max", "steps");
        assertThat(document.get("score").asInt()).isEqualTo(1);
        assertThat(document.get("max").asInt()).isEqualTo(4);
        assertThat(document.get("steps").get(1).toString()).isEqualTo("""
                {"n":2,"verb":"check","title":"look","passed":false,"failures":[\
                {"key":"X0","expected":"0x2","actual":"0x1"}]}""");
    }

    @Test
    void severalFilesMakeAnArrayWithTheUnusableOnes() throws Exception {
        CliRun run = CliRun.of("check", "nisv", "nowhere.yaml", "--json");

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isEqualTo(2);
        assertThat(document).hasSize(2);
        assertThat(document.get(1).get("error").asText()).isEqualTo("nowhere.yaml: no such file");
        assertThat(document.get(1).get("passed").asBoolean()).isFalse();
    }

    @Test
    void whatIsNotTextIsRefused() throws Exception {
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(CliRun.of("check", binary.toString())).isEqualTo(
                new CliRun(2, "", binary + ":1: not UTF-8 text\n"));
        assertThat(CliRun.of("check", folder.toString()).err()).isEqualTo(folder + ": is a folder\n");
    }
}
