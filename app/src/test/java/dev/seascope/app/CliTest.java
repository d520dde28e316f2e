package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    static List<String> commands() {
        return new Cli(new Streams(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream())), FxWindow::new).commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfOnStandardOutput(String command) {
        CliRun run = CliRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: seascope " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        CliRun run = CliRun.of("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out().strip()).isEqualTo("seascope " + Cli.VERSION);
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + Cli.VERSION + "</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "--frobnicate"})
    void whatIsNotUnderstoodIsRefusedWithoutAStackTrace(String argument) {
        CliRun run = CliRun.of(argument);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("seascope: ").contains(argument).doesNotContain("\tat ");
    }

    @Test
    void theKernelsAreListedWithTheDefault() throws Exception {
        CliRun text = CliRun.of("kernels");

        assertThat(text.code()).isZero();
        assertThat(text.out().lines()).hasSize(8).anyMatch(line -> line.matches("series-v1 .*\\(the default\\)"));
        assertThat(new ObjectMapper().readTree(CliRun.of("kernels", "--json").out()).findValuesAsText("id"))
                .containsExactly("v6.16", "v6.17", "series-v1", "series-v1-doc", "v6.18", "v6.19", "v7.0",
                        "mainline-2026-07");
    }

    @Test
    void theSamplesAreListedAndPrinted() {
        CliRun list = CliRun.of("samples");
        CliRun one = CliRun.of("samples", "mmio-read", "--source");
        CliRun unknown = CliRun.of("samples", "nothing");

        assertThat(list.out().lines().findFirst()).hasValueSatisfying(
                line -> assertThat(line).startsWith("mmio-read "));
        assertThat(one.out()).contains("ldr     x0, [x1]");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("seascope: no sample 'nothing'; known: mmio-read,");
    }
}
