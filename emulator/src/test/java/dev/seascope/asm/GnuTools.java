package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the GNU tools for AArch64, and QEMU. Where they are not installed, tests that need them are skipped, or fail if the
/// system property `seascope.require.gnu` is true.
public final class GnuTools {
    private static final String PREFIX = "aarch64-linux-gnu-";

    private GnuTools() {}

    /// Skip the test unless the tool is there.
    ///
    /// @param tool its name without the target: `as`, `ld`, `objdump`, `gcc`
    public static void require(String tool) {
        requireProgram(PREFIX + tool);
    }

    private static void requireProgram(String program) {
        boolean present = isInstalled(program);
        if (Boolean.getBoolean("seascope.require.gnu")) {
            assertThat(present).as(program + " is installed").isTrue();
        }
        assumeTrue(present, program + " is not installed");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// What GDB prints for a command about a program; the test is skipped where there is no GDB for all processors.
    static String debug(Path folder, String program, String command) {
        String debugger = "gdb-multiarch";
        requireProgram(debugger);
        return execute(folder, List.of(debugger, "-batch", "-nx", "-ex", command, program));
    }

    /// What a bare program prints on the serial port of QEMU's `virt` board, with all that QEMU's processor can do; the
    /// test is skipped where there is no QEMU. The program switches the machine off.
    public static String emulate(Path folder, String program) {
        String emulator = "qemu-system-aarch64";
        requireProgram(emulator);
        return execute(folder, List.of(emulator, "-M", "virt", "-cpu", "max", "-m", "256", "-display", "none", "-net",
                "none", "-monitor", "none", "-serial", "stdio", "-kernel", program));
    }

    /// What a tool prints, which must not fail.
    public static String run(Path folder, String tool, String... arguments) {
        return execute(folder, Stream.concat(Stream.of(PREFIX + tool), Stream.of(arguments)).toList());
    }

    private static String execute(Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0).as("%s: %s", command, text).isTrue();
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// The bytes that GNU as and ld make of a source at 0x4008_0000, with sections laid out as [Layout] does.
    static byte[] image(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve("guest.s"), text);
        Files.write(folder.resolve("guest.ld"), TestSources.bytes("guest.ld"));
        run(folder, "as", "guest.s", "-o", "guest.o");
        run(folder, "ld", "-T", "guest.ld", "guest.o", "-o", "guest.elf", "--no-warnings");
        run(folder, "objcopy", "-O", "binary", "guest.elf", "guest.bin");
        return Files.readAllBytes(folder.resolve("guest.bin"));
    }
}
