package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theWindowIsDrawnAfterTheLastStep() throws Exception {
        Path png = folder.resolve("a.png");

        assertThat(CliRun.of("picture", "refused", "-o", png.toString())).isEqualTo(new CliRun(0, "", ""));

        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(png));
        assertThat(header.getLong(0)).isEqualTo(0x8950_4e47_0d0a_1a0aL);
        assertThat(header.getInt(16)).isEqualTo(1440);
        assertThat(header.getInt(20)).isEqualTo(900);
    }

    @Test
    void oneViewIsDrawnAlone() throws Exception {
        Path png = folder.resolve("strip.png");

        assertThat(CliRun.of("picture", "nisv", "-o", png.toString(), "--view", "syndrome").code()).isZero();

        assertThat(Files.size(png)).isGreaterThan(1000);
    }

    @Test
    void badArgumentsAreRefused() {
        Path png = folder.resolve("b.png");

        assertThat(CliRun.of("picture", "nisv", "-o", png.toString(), "--view", "nothing").err())
                .startsWith("seascope: --view: unknown view 'nothing'; known: syndrome, ");
        assertThat(CliRun.of("picture", "nowhere.yaml", "-o", png.toString())).isEqualTo(
                new CliRun(2, "", "nowhere.yaml: no such file\n"));
        assertThat(CliRun.of("picture", "nisv", "-o", folder.resolve("no/such/b.png").toString()).code()).isEqualTo(2);
        assertThat(CliRun.of("picture", "nisv").code()).isEqualTo(2);
        assertThat(png).doesNotExist();
    }
}
