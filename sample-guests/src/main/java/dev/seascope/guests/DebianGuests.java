package dev.seascope.guests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Guests out of Debian's packages, which do not come with the program: they are fetched from Debian's archive when the
/// user asks for it, and kept in the user's cache.
public final class DebianGuests {
    /// The packages. The build reads the same file.
    static final List<DebianPackage> PACKAGES = packages();

    private static final long MEGABYTE = 1_000_000;
    private static final String INSTALLER = "usr/lib/debian-installer/images/12/arm64/text/debian-installer/arm64/";
    /// Unpacks a folder `$2` of a package `$1` here.
    private static final String UNPACK = "dpkg-deb --fsys-tarfile \"$1\" | tar -x \"./$2\"";
    private static final int TOLD_CHARACTERS = 300;

    private final Path folder;

    /// A package.
    ///
    /// @param folder what is needed of it, a path without a slash at either end
    record DebianPackage(String name, String folder) {}

    private static List<DebianPackage> packages() {
        try (@Nullable InputStream in = DebianGuests.class.getResourceAsStream("debian-packages.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .map(line -> line.split(" ", 2)).map(words -> new DebianPackage(words[0], words[1])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param folder where the packages are, or are going to be, unpacked
    public DebianGuests(Path folder) {
        this.folder = folder;
    }

    /// Those in the user's cache.
    ///
    /// @param environment the variable of this name, or empty
    /// @param home the user's home folder
    public static DebianGuests ofUser(Optional<String> environment, String home) {
        Path cache = environment.filter(text -> !text.isEmpty()).map(Path::of).orElse(Path.of(home, ".cache"));
        return new DebianGuests(cache.resolve("seascope"));
    }

    /// The folder.
    public Path folder() {
        return folder;
    }

    /// The kernel of Debian's installer, if it is there.
    public Optional<Path> kernel() {
        return existing(INSTALLER + "linux");
    }

    /// The installer itself, an initial file system, if it is there.
    public Optional<Path> installer() {
        return existing(INSTALLER + "initrd.gz");
    }

    /// U-Boot as it lies in the flash of QEMU's machine, if it is there.
    public Optional<Path> uBoot() {
        return existing("usr/lib/u-boot/qemu_arm64/u-boot.bin");
    }

    /// Those in the cache of the user who runs this.
    public static DebianGuests ofUser() {
        return ofUser(Optional.ofNullable(System.getenv("XDG_CACHE_HOME")), System.getProperty("user.home", ""));
    }

    /// What is in front of a name of [#NAMES] where a file could be named as well.
    public static final String PREFIX = "debian:";

    /// What scenarios and commands call them, behind [#PREFIX].
    public static final List<String> NAMES = List.of("linux", "installer", "u-boot", "uefi");

    /// A guest by its name, if it is there.
    ///
    /// @throws IllegalArgumentException if there is no such name
    public Optional<Path> named(String name) {
        return switch (name) {
            case "linux" -> kernel();
            case "installer" -> installer();
            case "u-boot" -> uBoot();
            case "uefi" -> uefi();
            default -> throw new IllegalArgumentException("no guest '%s' of Debian; known: %s".formatted(name,
                    String.join(", ", NAMES)));
        };
    }

    /// What to tell a user who names one that is not there.
    ///
    /// @param name with [#PREFIX]
    public String absent(String name) {
        return "%s is not here yet; fetch it once with: seascope guests --fetch (130 MB, into %s)".formatted(name, folder);
    }

    /// UEFI firmware for the flash of QEMU's machine, EDK II, if it is there.
    public Optional<Path> uefi() {
        return existing("usr/share/qemu-efi-aarch64/QEMU_EFI.fd");
    }

    private Optional<Path> existing(String file) {
        return Optional.of(folder.resolve(file)).filter(Files::exists);
    }

    /// Fetch and unpack the packages with the tools of a Debian system, which check their signatures. An interrupt of the
    /// thread ends it.
    ///
    /// @throws IOException with a message for the user if that fails
    public void fetch() throws IOException {
        fetch(_ -> { });
    }

    /// As [#fetch()], told of each package as its turn comes, `u-boot-qemu, 2 of 3`, and then each second how much of it
    /// has arrived, `u-boot-qemu, 2 of 3, 14 MB`.
    ///
    /// @throws IOException with a message for the user if that fails
    public void fetch(Consumer<String> telling) throws IOException {
        Files.createDirectories(folder);
        for (DebianPackage wanted : PACKAGES) {
            String name = wanted.name();
            String step = "%s, %d of %d".formatted(name, PACKAGES.indexOf(wanted) + 1, PACKAGES.size());
            telling.accept(step);
            run(List.of("apt-get", "download", name), () ->
                    telling.accept("%s, %d MB".formatted(step, arrived(name) / MEGABYTE)));
            for (Path file : archives(name)) {
                run(List.of("sh", "-c", UNPACK, "sh", file.toString(), wanted.folder()), () -> { });
                Files.delete(file);
            }
        }
    }

    private List<Path> archives(String name) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name + "_*.deb")) {
            found.forEach(files::add);
        }
        return files;
    }

    /// How many bytes of a package there are so far.
    private long arrived(String name) {
        long bytes = 0;
        try {
            for (Path file : archives(name)) {
                bytes += Files.size(file);
            }
        } catch (IOException _) {
            // It was renamed just now; what is said of it is a second old anyway.
        }
        return bytes;
    }

    private void run(List<String> command, Runnable eachSecond) throws IOException {
        Path log = Files.createTempFile("seascope", ".log");
        try {
            run(command, eachSecond, log);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /// What the command says goes to a file, so that waiting for it can be interrupted.
    private void run(List<String> command, Runnable eachSecond, Path log) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new IOException("%s cannot be run; unpack the packages %s into %s by hand".formatted(
                    command.getFirst(), PACKAGES.stream().map(DebianPackage::name).collect(Collectors.joining(", ")),
                    folder), e);
        }
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                eachSecond.run();
            }
            if (process.exitValue() != 0) {
                String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
                throw new IOException("%s failed: %s".formatted(String.join(" ", command),
                        said.substring(Math.max(0, said.length() - TOLD_CHARACTERS))));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        }
    }
}
