package dev.seascope.app;

import dev.seascope.arch.Bytes;
import dev.seascope.guests.BoardGuest;
import dev.seascope.guests.DebianGuests;
import dev.seascope.guests.LinuxPrograms;
import dev.seascope.guests.Scenario;
import dev.seascope.session.MachineSpec;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan.NamedFile;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.virtio.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a guest on a board, its serial console on standard input and output.
@Command(name = "run", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Run a guest without a window: an ELF executable, a Linux Image, firmware, an assembly source, or "
                + "bytes. Its serial console is on standard input and output; Ctrl-A x ends it. X0 points at the device tree.",
        footer = {"", "What a file on standard input holds is typed before the first instruction, so that the run is "
                + "the same each time. Disks are never written: what the guest writes is forgotten at the end and when "
                + "it resets itself.", "",
            "Exit code: 0 the guest switched itself off, 1 the limit was reached or the guest cannot go on, 2 a file or "
                + "an argument cannot be used, 3 internal fault."})
final class RunCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(?:([KMG])(?:iB)?)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_FILE_BYTES = 512 << 20;
    private static final String PROGRAM = "program:";

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The guest, or debian:linux, debian:u-boot or debian:uefi.")
    private Path program = Path.of("");

    @Option(names = "--load", paramLabel = "ADDR", description = "Where a file goes that does not say it "
            + "itself; below 64MiB that is flash. Firmware that starts at 0 is known without it.")
    private String load = "";

    @Option(names = "--append", paramLabel = "ARGS", description = "Command line, for /chosen/bootargs.")
    private String arguments = "";

    @Option(names = "--initrd", paramLabel = "FILE",
            description = "Initial file system; program:hello and program:aborts are built in, debian:installer is"
                    + " one that `seascope guests --fetch` gets.")
    private String initrd = "";

    @Option(names = "--dtb", paramLabel = "FILE", description = "Device tree to hand over instead of the board's own.")
    private String deviceTree = "";

    @Option(names = "--disk", paramLabel = "FILE", description = "Image of a virtio disk, never written. Repeatable.")
    private List<Path> disks = List.of();

    @Option(names = "--smp", paramLabel = "N", description = "vCPUs (default: 1).")
    private int vcpus = 1;

    @Option(names = "--memory", paramLabel = "SIZE", description = "RAM, such as 512MiB or 1GiB (default: 256MiB).")
    private String memory = "256MiB";

    @Option(names = "--gic", paramLabel = "2|3", description = "Version of the interrupt controller (default: 2).")
    private int gic = 2;

    @Option(names = "--acpi", description = "Describe the board by ACPI tables instead of a device tree, with an error source "
            + "for synchronous External aborts among them.")
    private boolean acpi;

    @Option(names = "--kernel", paramLabel = "ID", description = "The kernel below (default: series-v1).")
    private String kernelId = Scenario.DEFAULT_KERNEL;

    @Option(names = "--max-instructions", paramLabel = "N", description = "Stop after so many instructions.")
    private String limit = "";

    @Option(names = "--stats", description = "Print to standard error what the run took and the SHA-256 of RAM.")
    private boolean stats;

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long most = limit.isEmpty() ? Long.MAX_VALUE : Arguments.number(spec, "--max-instructions", limit);
        OptionalLong address = load.isEmpty() ? OptionalLong.empty()
                : OptionalLong.of(Arguments.number(spec, "--load", load));
        List<FileChannel> open = new ArrayList<>();
        try {
            var guest = new BoardGuest(file(program), address, arguments, initrd(), deviceTree.isEmpty()
                    ? Optional.empty() : Optional.of(file(Path.of(deviceTree))), board(open),
                    Arguments.kernel(spec, kernelId));
            return new GuestConsole(streams, guest.spec(), most, stats).run();
        } catch (ImageFormatException | MachineSpec.UnusableException e) {
            streams.complain("seascope: " + e.getMessage());
            return ExitCode.UNUSABLE;
        } catch (UnreadableException e) {
            streams.complain("seascope: %s: %s".formatted(e.file, Arguments.reason(e.why)));
            return ExitCode.UNUSABLE;
        } finally {
            open.forEach(RunCommand::close);
        }
    }

    private Optional<NamedFile> initrd() throws UnreadableException, ImageFormatException {
        if (initrd.startsWith(PROGRAM)) {
            String name = initrd.substring(PROGRAM.length());
            if (!LinuxPrograms.names().contains(name)) {
                throw new ParameterException(spec.commandLine(), "--initrd: no program '%s'; known: %s".formatted(name,
                        String.join(", ", LinuxPrograms.names())));
            }
            return Optional.of(new NamedFile(initrd, LinuxPrograms.initrd(name)));
        }
        return initrd.isEmpty() ? Optional.empty() : Optional.of(file(Path.of(initrd)));
    }

    private BoardSpec board(List<FileChannel> open) throws UnreadableException {
        if (gic != 2 && gic != 3) {
            throw new ParameterException(spec.commandLine(), "--gic: the interrupt controller is 2 or 3, not " + gic);
        }
        List<Disk.Image> images = new ArrayList<>();
        for (Path disk : disks) {
            images.add(disk(disk, open));
        }
        try {
            return new BoardSpec(size(), vcpus, gic == 2 ? Gic.V2 : Gic.V3, images).withAcpi(acpi);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private long size() {
        Matcher matcher = SIZE.matcher(memory);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(),
                    "--memory: '%s' is not a size; write 536870912, 512MiB or 1GiB".formatted(memory));
        }
        String unit = matcher.group(2);
        int shift = unit == null ? 0 : 10 * ("KMG".indexOf(Character.toUpperCase(unit.charAt(0))) + 1);
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
    }

    /// A file out of Debian's packages by its name.
    private static Path debian(String name) throws ImageFormatException {
        DebianGuests guests = DebianGuests.ofUser();
        try {
            return guests.named(name.substring(DebianGuests.PREFIX.length()))
                    .orElseThrow(() -> new ImageFormatException(guests.absent(name)));
        } catch (IllegalArgumentException e) {
            throw new ImageFormatException("%s: %s".formatted(name, e.getMessage()));
        }
    }

    private NamedFile file(Path named) throws UnreadableException, ImageFormatException {
        Path file = named.toString().startsWith(DebianGuests.PREFIX) ? debian(named.toString()) : named;
        try {
            if (Files.isDirectory(file)) {
                throw new ImageFormatException(file + ": is a folder");
            }
            if (Files.size(file) > MOST_FILE_BYTES) {
                throw new ImageFormatException("%s: larger than %dMiB".formatted(file, MOST_FILE_BYTES >> 20));
            }
            return new NamedFile(file.toString(), Bytes.copyOf(Files.readAllBytes(file)));
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableException(file, e);
        }
    }

    private static Disk.Image disk(Path file, List<FileChannel> open) throws UnreadableException {
        try {
            FileChannel channel = FileChannel.open(file);
            open.add(channel);
            return new DiskFile(channel, channel.size());
        } catch (IOException e) {
            throw new UnreadableException(file, e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It was only read.
        }
    }

    /// A file could not be read.
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Path file;
        private final IOException why;

        UnreadableException(Path file, IOException why) {
            super(why);
            this.file = file;
            this.why = why;
        }
    }
}
