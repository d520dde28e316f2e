package dev.seascope.app;

import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Options;
import dev.seascope.asm.ProjectFolder;
import dev.seascope.asm.Source;
import dev.seascope.asm.elf.ElfWriter;
import dev.seascope.guests.Scenario;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Assembles.
@Command(name = "asm", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Assemble a source in the language of GNU as into an ELF executable.",
        footer = {"", "Exit code: 0 assembled, 1 errors in the source (each FILE:LINE:COL: why), 2 a file cannot be "
                + "used."})
final class AsmCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE.s", description = "The source.")
    private Path source = Path.of("");

    @Option(names = "-o", required = true, paramLabel = "OUT.elf", description = "The executable to write.")
    private Path output = Path.of("");

    @Option(names = "--load", paramLabel = "ADDR", description = "Address of the first byte (default: 0x40080000).")
    private String load = "0x" + Long.toHexString(Scenario.DEFAULT_LOAD);

    AsmCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long base = Arguments.number(spec, "--load", load);
        Path folder = Optional.ofNullable(source.getParent()).orElse(Path.of(""));
        Options options = Options.DEFAULT.withFiles(new ProjectFolder(folder));
        String text;
        try {
            text = Files.readString(source);
        } catch (CharacterCodingException _) {
            streams.complain("seascope: %s: not UTF-8 text".formatted(source));
            return ExitCode.UNUSABLE;
        } catch (IOException e) {
            streams.complain("seascope: %s: %s".formatted(source, Arguments.reason(e)));
            return ExitCode.UNUSABLE;
        }
        Assembly assembly = Assembler.assemble(List.of(Source.of(source.toString(), text, base)), options);
        assembly.diagnostics().forEach(diagnostic -> streams.complain(diagnostic.toString()));
        if (!assembly.errors().isEmpty()) {
            return ExitCode.FAILED;
        }
        try {
            Files.write(output, ElfWriter.executable(assembly, Path.of("").toAbsolutePath().toString()));
        } catch (IOException e) {
            streams.complain("seascope: %s: %s".formatted(output, Arguments.reason(e)));
            return ExitCode.UNUSABLE;
        }
        return ExitCode.OK;
    }
}
