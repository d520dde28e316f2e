package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.guests.Scenario.Slot;
import dev.seascope.guests.parser.ScenarioParser;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Accesses;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.firmware.FirmwareImage;
import dev.seascope.vmm.linux.LinuxImage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Finds what a user names: scenarios and samples, to run them, and guests of any kind, to open them in a session.
public final class GuestFiles {
    private static final long RAM_BASE = 0x4000_0000L;
    private static final long RAM_BYTES = 256 << 20;
    private static final long SLOT_ROUNDING = 2 << 20;
    private static final long MOST_BYTES = 256 << 20;

    private static final long MOST_SCENARIO_BYTES = 16 << 20;

    private GuestFiles() {}

    /// A scenario, and where its files are.
    public record Found(Scenario scenario, Places places) {}

    /// Read a scenario.
    ///
    /// @param name a file, or a sample where there is no such file
    /// @throws ScenarioException if it cannot be read or used
    public static Found scenario(String name) throws ScenarioException {
        try {
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                Optional<Scenario> sample = Samples.scenario(name);
                if (sample.isPresent()) {
                    return new Found(sample.get(), Places.ofUser(Path.of("")));
                }
                throw new ScenarioException(name, "no such file");
            }
            if (Files.isDirectory(file)) {
                throw new ScenarioException(name, "is a folder");
            }
            if (Files.size(file) > MOST_SCENARIO_BYTES) {
                throw new ScenarioException(name, "larger than 16MiB");
            }
            return new Found(ScenarioParser.parse(name, Files.readString(file)),
                    Places.ofUser(Optional.ofNullable(file.getParent()).orElse(Path.of(""))));
        } catch (CharacterCodingException _) {
            throw new ScenarioException(name, 1, "not UTF-8 text");
        } catch (NoSuchFileException | InvalidPathException _) {
            throw new ScenarioException(name, "no such file");
        } catch (IOException e) {
            throw new ScenarioException(name, "cannot be read: " + e.getMessage());
        }
    }

    /// What a session has to do to show a guest for the first time: load it, run it to its first exit where its scenario
    /// begins so, and tell of the memory error that it describes there.
    ///
    /// @param name a scenario, an ELF executable, a Linux `Image`, firmware, an assembly source, or the name of a sample
    /// @throws ScenarioException if it cannot be used
    public static List<Command> open(String name) throws ScenarioException {
        if (name.endsWith(".yaml") || name.endsWith(".yml") || Samples.names().contains(name)) {
            Found found = scenario(name);
            return begin(found.scenario(), found.places());
        }
        Optional<List<Command>> onBoard = onBoard(name);
        if (onBoard.isPresent()) {
            return onBoard.get();
        }
        Scenario scenario = around(name);
        Path folder = Optional.ofNullable(Path.of(name).getParent()).orElse(Path.of(""));
        return begin(scenario, Places.ofUser(folder));
    }

    private static List<Command> begin(Scenario scenario, Places places) throws ScenarioException {
        Kernel kernel = scenario.kernelList().getFirst();
        ScenarioLoader.Loaded loaded = ScenarioLoader.load(scenario, kernel, places);
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.Load(loaded.spec()));
        List<Breakpoint> breakpoints = new ArrayList<>();
        for (long address : loaded.breakpoints()) {
            breakpoints.add(new Breakpoint.AtAddress(breakpoints.size() + 1, true, address));
        }
        Optional<Step> firstRun = scenario.steps().stream().filter(step -> step.action() instanceof Step.Action.Run)
                .findFirst();
        firstRun.flatMap(step -> stop(breakpoints.size() + 1, (Step.Action.Run) step.action()))
                .ifPresent(breakpoints::add);
        commands.add(new Command.SetBreakpoints(breakpoints));
        boolean ran = false;
        for (Step step : scenario.steps()) {
            if (!ran && step.action() instanceof Step.Action.EnableCap(_, Step.CapabilityRef.ByName(String name), _, _,
                    _)) {
                commands.add(new Command.EnableCap(name));
            } else if (step.action() instanceof Step.Action.Run(_, Step.Until until, _) && !ran) {
                ran = true;
                // What a window cannot wait for would be passed, and another machine kept.
                boolean endsAlike = until instanceof Step.Until.End || until instanceof Step.Until.Access;
                commands.add(loaded.kept(scenario, step, places).filter(_ -> endsAlike)
                        .<Command>map(kept -> new Command.RunOnce(kept.file())).orElseGet(Command.Run::new));
            } else if (ran && step.action() instanceof Step.Action.ReportError(_, var severity,
                    Operand.Literal(_, var address))) {
                var report = new Command.ReportError(severity, address.longValue());
                if (commands.getLast() instanceof Command.RunOnce(Path kept, var before) && before.isEmpty()) {
                    commands.set(commands.size() - 1, new Command.RunOnce(kept, Optional.of(report)));
                } else {
                    commands.add(report);
                }
            } else {
                break;
            }
        }
        return commands;
    }

    /// The breakpoint that ends a run where its scenario ends it.
    private static Optional<Breakpoint> stop(int id, Step.Action.Run run) {
        return switch (run.until()) {
            case Step.Until.Access(Accesses accesses) -> Optional.of(new Breakpoint.OnAccess(id, true, accesses));
            case Step.Until.Taken(int ec) -> Optional.of(new Breakpoint.OnException(id, true, ec));
            case Step.Until.End _, Step.Until.Console _ -> Optional.empty();
        };
    }

    /// What needs a board, a Linux kernel or firmware, on one; nothing if the file is something else.
    private static Optional<List<Command>> onBoard(String name) throws ScenarioException {
        byte[] content = read(name);
        if (!LinuxImage.isImage(content) && !LinuxImage.isCompressed(content) && !FirmwareImage.isOne(content)) {
            return Optional.empty();
        }
        var guest = new BoardGuest(new BootPlan.NamedFile(name, Bytes.copyOf(content)), OptionalLong.empty(),
                "console=ttyAMA0 earlycon", Optional.empty(), Optional.empty(), BoardSpec.of(RAM_BYTES, Gic.V2),
                Kernel.DEFAULT);
        try {
            return Optional.of(List.of(new Command.Load(guest.spec())));
        } catch (IOException e) {
            throw ScenarioException.said(String.valueOf(e.getMessage()));
        }
    }

    /// A program without a scenario, on the default kernel, with memory wherever it needs some.
    private static Scenario around(String name) throws ScenarioException {
        byte[] content = read(name);
        String file = Path.of(name).getFileName().toString();
        Scenario.Guest guest;
        List<Slot> slots = new ArrayList<>(List.of(new Slot(1, RAM_BASE, RAM_BYTES, false)));
        if (GuestImage.isElf(content)) {
            guest = new Scenario.Guest.Elf(1, file);
            for (GuestImage.Segment segment : elf(name, content).segments()) {
                cover(slots, segment.address(), segment.size());
            }
        } else if (name.matches(".*\\.(s|S|asm)")) {
            guest = new Scenario.Guest.Assembly(
                    new Scenario.Source(1, new String(content, StandardCharsets.UTF_8)), Scenario.DEFAULT_LOAD);
        } else {
            throw new ScenarioException(name, "not a guest: neither an ELF executable, a Linux Image or firmware, nor an"
                    + " assembly source (.s) or a scenario (.yaml)");
        }
        return new Scenario(name, file,
                List.of(new Scenario.KernelChoice(1, Scenario.DEFAULT_KERNEL, Map.of())),
                new Scenario.Host(true, false, 48),
                new Scenario.VmPlan(1, new TreeSet<>(List.of("ras")), slots, List.of(), 40), guest, Optional.empty(), Map.of(),
                List.of(), List.of(), List.of());
    }

    private static GuestImage elf(String name, byte[] content) throws ScenarioException {
        try {
            return GuestImage.ofElf(name, content);
        } catch (IOException e) {
            throw ScenarioException.said(String.valueOf(e.getMessage()));
        }
    }

    private static void cover(List<Slot> slots, long address, long size) {
        boolean covered = slots.stream().anyMatch(slot -> address >= slot.gpa()
                && address + size <= slot.gpa() + slot.size());
        if (!covered) {
            long start = address & -SLOT_ROUNDING;
            long end = address + size + SLOT_ROUNDING - 1 & -SLOT_ROUNDING;
            boolean apart = slots.stream().noneMatch(slot -> start < slot.gpa() + slot.size() && slot.gpa() < end);
            if (apart) {
                slots.add(new Slot(1, start, end - start, false));
            }
        }
    }

    private static byte[] read(String name) throws ScenarioException {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new ScenarioException(name, "is a folder");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ScenarioException(name, "larger than 256MiB");
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length == 0) {
                throw new ScenarioException(name, "the file is empty");
            }
            return content;
        } catch (InvalidPathException _) {
            throw new ScenarioException(name, "no such file");
        } catch (IOException e) {
            throw new ScenarioException(name, e instanceof NoSuchFileException ? "no such file"
                    : "cannot be read: " + e.getMessage());
        }
    }
}
