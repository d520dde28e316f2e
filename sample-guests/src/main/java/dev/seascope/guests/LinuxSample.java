package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan.NamedFile;
import dev.seascope.vmm.board.Gic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Debian's kernel, stopped where a process of it loads from an address that nothing backs: what the VMM answers, or
/// injects, is up to the user. The first time it boots; later it goes on from where it stopped then.
public final class LinuxSample {
    /// What it is opened by.
    public static final String NAME = "linux-takes-a-sea";
    /// One line for people.
    public static final String TITLE = "Linux takes a SEA: a process under Debian's kernel loads from a hole";

    private static final String ARGUMENTS = "console=ttyAMA0 panic=-1";
    private static final long MEMORY = 256 << 20;
    private static final int NAME_BYTES = 8;

    private LinuxSample() {}

    /// What a session has to do to show it.
    ///
    /// @param guests where the kernel is, and where the machine is kept for the next time
    /// @throws ScenarioException if the kernel is not there or cannot be used
    public static List<Command> open(DebianGuests guests) throws ScenarioException {
        Path kernel = guests.kernel().orElseThrow(() -> ScenarioException.said(
                "Debian's kernel is not here yet. Fetch it once with: seascope guests --fetch (130 MB, into %s)"
                        .formatted(guests.folder())));
        try {
            Bytes image = Bytes.copyOf(Files.readAllBytes(kernel));
            Bytes initrd = LinuxPrograms.initrd(LinuxPrograms.ABORTS);
            var guest = new BoardGuest(new NamedFile(kernel.toString(), image), OptionalLong.empty(), ARGUMENTS,
                    Optional.of(new NamedFile(LinuxPrograms.ABORTS, initrd)), Optional.empty(),
                    BoardSpec.of(MEMORY, Gic.V2), Kernel.DEFAULT);
            Path kept = guests.folder().resolve("%s-%s.machine".formatted(NAME, digest(image, initrd)));
            return List.of(new Command.Load(guest.spec()), new Command.RunOnce(kept));
        } catch (ImageFormatException e) {
            throw ScenarioException.said(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ScenarioException(kernel.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /// Of everything that makes the machine what it is.
    private static String digest(Bytes image, Bytes initrd) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(image.toArray());
            digest.update(initrd.toArray());
            digest.update(ARGUMENTS.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
