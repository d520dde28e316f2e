package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.board.BoardSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A name for the state that a machine is in, made of everything that led to it: what the machine was made of, what was
/// done to it, and the program that carried it out.
final class MachineDigest {
    private static final int BYTES = 12;
    private static final Bytes NO_FIRMWARE = Bytes.copyOf(new byte[0]);

    private MachineDigest() {}

    /// The name, in hexadecimal digits.
    ///
    /// @return nothing if the machine has disks: their content is not looked at
    static Optional<String> of(MachineSpec spec, List<String> done) {
        Optional<BoardSpec> board = spec.board();
        if (board.isPresent() && !board.get().disks().isEmpty()) {
            return Optional.empty();
        }
        Optional<Bytes> firmware = board.flatMap(BoardSpec::firmware);
        MessageDigest digest = sha256();
        try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            addProgram(out);
            add(out, spec.kernel().id(), spec.host().toString(), spec.features().toString(),
                    Integer.toString(spec.ipaBits()), spec.capabilities().toString(), spec.slots().toString(),
                    spec.poison().toString(), spec.registers().toString(), Boolean.toString(spec.initialise()),
                    board.map(devices -> firmware.isPresent() ? devices.with(NO_FIRMWARE) : devices).toString());
            out.write(firmware.orElse(NO_FIRMWARE).toArray());
            for (MachineSpec.Content content : spec.contents()) {
                out.writeLong(content.gpa());
                out.writeInt(content.bytes().size());
                out.write(content.bytes().toArray());
            }
            add(out, done.toArray(String[]::new));
        } catch (IOException | UncheckedIOException | URISyntaxException _) {
            // This program cannot be read any more. Then the machine has no name, and takes its time.
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
    }

    private static void add(DataOutputStream out, String... words) throws IOException {
        for (String word : words) {
            out.writeInt(word.length());
            out.writeChars(word);
        }
    }

    /// The classes of the emulator: what another version of them came to need not be what this one comes to.
    private static void addProgram(DataOutputStream out) throws IOException, URISyntaxException {
        @Nullable CodeSource source = MachineDigest.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return;
        }
        Path code = Path.of(source.getLocation().toURI());
        try (Stream<Path> files = Files.walk(code)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                out.writeChars(code.relativize(file).toString());
                out.write(Files.readAllBytes(file));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
