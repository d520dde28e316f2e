package dev.seascope.app;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Disassembler;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Disassembles.
@Command(name = "dis", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Disassemble an ELF executable, a file of raw words, or one word.",
        footer = {"", "Example: seascope dis --word f9400020 --at 0x40080c20"})
final class DisCommand implements Callable<Integer> {
    private static final int WORD = Integer.BYTES;

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An ELF executable, or raw little-endian words.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--word", paramLabel = "HEX", description = "Disassemble this word instead of a file.")
    private String word = "";

    @Option(names = "--at", paramLabel = "ADDR",
            description = "Address of the word, or of the first of the raw words (default: 0).")
    private String at = "0";

    DisCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long address = Arguments.number(spec, "--at", at);
        if (file.isPresent() == !word.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give a FILE or --word, one of them");
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

    private int parse() {
        if (!word.matches("(0[xX])?[0-9a-fA-F]{1,8}")) {
            throw new ParameterException(spec.commandLine(),
                    "--word: '%s' is not a word; write up to 8 hexadecimal digits".formatted(word));
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
