package dev.seascope.app;

import dev.seascope.guests.DebianGuests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says where guests out of Debian's packages are, and fetches them.
@Command(name = "guests", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Say which guests out of Debian's packages are here: a kernel, the installer, "
                + "U-Boot, UEFI. With --fetch, get them from Debian's archive by apt-get and dpkg-deb.",
        footer = {"", "Exit code: 0 they are here, 1 they are not, 2 they cannot be fetched."})
final class GuestsCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--fetch", description = "Fetch what is missing, some 130 MB, into the user's cache.")
    private boolean fetch;

    GuestsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        DebianGuests guests = DebianGuests.ofUser();
        if (fetch && !areHere(guests)) {
            try {
                guests.fetch();
            } catch (IOException e) {
                streams.complain("seascope: " + e.getMessage());
                return ExitCode.UNUSABLE;
            }
        }
        print("kernel", guests.kernel());
        print("installer", guests.installer());
        print("u-boot", guests.uBoot());
        print("uefi", guests.uefi());
        return areHere(guests) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean areHere(DebianGuests guests) {
        return guests.kernel().isPresent() && guests.installer().isPresent() && guests.uBoot().isPresent()
                && guests.uefi().isPresent();
    }

    private void print(String what, Optional<Path> file) {
        streams.out().printf("%-10s %s%n", what, file.map(Path::toString).orElse("not here"));
    }
}
