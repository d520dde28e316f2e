package dev.seascope.app;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Disassembler;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Disassembles.
@Command(name = "dis", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Disassemble an ELF executable, a file of raw words, or one word.",
        footer = {"", "Examples:", "  seascope dis --word f9400020 --at 0x40080c20",
            "  seascope dis --word f9400020 --fields", "  seascope dis --word f9400020 --fields -o word.svg"})
final class DisCommand implements Callable<Integer> {
    private static final int WORD = Integer.BYTES;

    private final Streams streams;
    private final Supplier<Window> window;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An ELF executable, or raw little-endian words.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--word", paramLabel = "HEX", description = "Disassemble this word instead of a file.")
    private String word = "";

    @Option(names = "--at", paramLabel = "ADDR",
            description = "Address of the word, or of the first of the raw words (default: 0).")
    private String at = "";

    @Option(names = "--fields", description = "Show the fields of the word: fixed bits, registers, immediates.")
    private boolean fields;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "Of --fields: text, json, markdown, svg, png or wavedrom (default: what -o says, else text).")
    private String formatName = "";

    @Option(names = {"-o", "--output"}, paramLabel = "FILE",
            description = "Write the fields there; - is standard output.")
    private String output = "";

    /// @param window draws strips as pixels
    DisCommand(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        this.window = window;
    }

    @Override
    public Integer call() throws IOException {
        long address = at.isEmpty() ? 0 : Arguments.number(spec, "--at", at);
        if (file.isPresent() == !word.isEmpty()) {
            throw error("give a FILE or --word, one of them");
        }
        if (fields) {
            fields(at.isEmpty() ? OptionalLong.empty() : OptionalLong.of(address));
            return ExitCode.OK;
        }
        if (!formatName.isEmpty() || !output.isEmpty()) {
            throw error("--format and -o go with --fields");
        }
        if (!word.isEmpty()) {
            streams.out().println(line(parse(), address));
            return ExitCode.OK;
        }
        try {
            byte[] content = Files.readAllBytes(file.get());
            GuestImage image = GuestImage.isElf(content) ? GuestImage.ofElf(file.get().toString(), content)
                    : GuestImage.ofRaw(file.get().toString(), content, address);
            for (GuestImage.Segment segment : image.segments()) {
                print(segment.address(), segment.content());
            }
            return ExitCode.OK;
        } catch (ImageFormatException e) {
            streams.complain("seascope: " + e.getMessage());
        } catch (IOException e) {
            streams.complain("seascope: %s: %s".formatted(file.get(), Arguments.reason(e)));
        }
        return ExitCode.UNUSABLE;
    }

    private void fields(OptionalLong address) throws IOException {
        if (word.isEmpty()) {
            throw error("--fields goes with --word");
        }
        EsrFormat format = formatName.isEmpty() ? EsrFormat.ofFile(output) : EsrFormat.of(formatName)
                .filter(EsrFormat::isOfAnyRegister).orElseThrow(() -> error("--format: '%s' is none of %s"
                        .formatted(formatName, Arrays.stream(EsrFormat.values()).filter(EsrFormat::isOfAnyRegister)
                                .map(EsrFormat::key).collect(Collectors.joining(", ")))));
        if (format == EsrFormat.PNG && output.isEmpty()) {
            throw error("--format png: say where it goes with -o FILE");
        }
        byte[] document = WordFields.document(new InstructionWord(parse(), address), format, window);
        if (output.isEmpty() || output.equals("-")) {
            streams.out().write(document);
            return;
        }
        try (OutputStream target = Arguments.output(spec, output)) {
            target.write(document);
        }
    }

    private ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int parse() {
        if (!word.matches("(0[xX])?[0-9a-fA-F]{1,8}")) {
            throw error("--word: '%s' is not a word; write up to 8 hexadecimal digits".formatted(word));
        }
        return Integer.parseUnsignedInt(word.replaceFirst("^0[xX]", ""), 16);
    }

    private void print(long address, Bytes content) {
        int whole = content.size() & -WORD;
        for (int offset = 0; offset < whole; offset += WORD) {
            streams.out().println(line((int) content.number(offset, WORD), address + offset));
        }
        if (whole < content.size()) {
            streams.complain("seascope: the last %d bytes at 0x%x are no whole word"
                    .formatted(content.size() - whole, address + whole));
        }
    }

    private static String line(int word, long address) {
        String text = A64.decode(word, A64.ALL_FEATURES).isPresent() ? Disassembler.text(word, address)
                : ".inst 0x%08x  // undefined".formatted(word);
        return "0x%x: %08x  %s".formatted(address, word, text);
    }
}
