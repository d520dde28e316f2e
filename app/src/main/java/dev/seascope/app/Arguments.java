package dev.seascope.app;

import dev.seascope.kvm.Kernel;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Arguments that several commands take.
final class Arguments {
    private Arguments() {}

    /// A kernel by its id.
    ///
    /// @throws ParameterException if there is none
    static Kernel kernel(CommandSpec spec, String id) {
        try {
            return Kernel.of(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /// Why a file cannot be read or written, in a few words.
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "access denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// An unsigned number of up to 64 bits, decimal, `0x` or `0b`.
    ///
    /// @throws ParameterException if it is none
    static long number(CommandSpec spec, String what, String text) {
        try {
            BigInteger number = text.startsWith("0x") || text.startsWith("0X") ? new BigInteger(text.substring(2), 16)
                    : text.startsWith("0b") ? new BigInteger(text.substring(2), 2) : new BigInteger(text);
            if (number.signum() >= 0 && number.bitLength() <= Long.SIZE) {
                return number.longValue();
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ParameterException(spec.commandLine(),
                "%s: '%s' is not a number of up to 64 bits; write 42, 0x2a or 0b101010".formatted(what, text));
    }

    /// The file that `-o` names, opened for writing.
    static OutputStream output(CommandSpec spec, String file) {
        try {
            return Files.newOutputStream(Path.of(file));
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "-o: '%s' is not a path: %s".formatted(file, e.getReason()));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "-o: %s: %s".formatted(file, reason(e)));
        }
    }
}
