package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Options;
import dev.seascope.asm.ProjectFolder;
import dev.seascope.asm.Source;
import dev.seascope.guests.Scenario.Content;
import dev.seascope.session.MachineSpec;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.ProgramListings;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.board.BootPlan;
import dev.seascope.vmm.firmware.FirmwareImage;
import dev.seascope.vmm.linux.LinuxImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The guest of a scenario, read or assembled, together with the assembly in its `memory`: they share their labels.
///
/// @param segments what is loaded, in the order it is written
/// @param sizes bytes of memory that each segment takes, zeros included
/// @param blocks the bytes of the assembly in `memory`, by its place in the file
/// @param entry where the program begins, if there is one
record GuestProgram(List<MachineSpec.Content> segments, List<Long> sizes, Map<Content, Bytes> blocks,
        OptionalLong entry, Map<String, Long> symbols, ProgramListing listing) {
    /// The bytes of one of the [#blocks].
    Bytes block(Content content) {
        return Objects.requireNonNull(blocks.get(content));
    }

    /// What is loaded, with the memory it takes.
    List<GuestImage.Segment> image() {
        List<GuestImage.Segment> image = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            MachineSpec.Content segment = segments.get(i);
            image.add(new GuestImage.Segment(segment.gpa(), segment.bytes(), sizes.get(i)));
        }
        return image;
    }

    /// Read or assemble the guest of a scenario.
    ///
    /// @param places where its files are
    static GuestProgram of(Scenario scenario, Places places) throws ScenarioException {
        List<Source> sources = new ArrayList<>();
        GuestImage file = null;
        switch (scenario.guest()) {
            case Scenario.Guest.Empty _ -> { }
            case Scenario.Guest.Sample(int line, String name) ->
                sources.add(Source.of(name + ".s", Samples.source(name).orElseThrow(() -> new ScenarioException(
                        scenario.file(), line, "unknown sample '%s'; known: %s".formatted(name,
                                String.join(", ", Samples.programs())))), Scenario.DEFAULT_LOAD));
            case Scenario.Guest.Assembly(Scenario.Source source, long load) ->
                sources.add(new Source(scenario.file(), source.text(), source.line(), load));
            case Scenario.Guest.Elf(int line, String path) -> file = elf(scenario, line, path, places);
            case Scenario.Guest.Image(int line, String path, OptionalLong load) ->
                file = image(scenario, line, path, load, places);
        }
        Options options = Options.DEFAULT.withFiles(new ProjectFolder(places.folder()));
        return file == null ? assembled(scenario, sources, options) : loaded(scenario, file, options);
    }

    /// Assemble what a step puts at `address`. It may use the guest's symbols.
    static Bytes assemble(Scenario scenario, Scenario.Source source, long address, Map<String, Long> symbols)
            throws ScenarioException {
        var definitions = new StringBuilder();
        symbols.forEach((name, value) -> {
            if (!name.startsWith(".") && source.text().contains(name)) {
                definitions.append(".set %s, 0x%x%n".formatted(name, value));
            }
        });
        return Bytes.copyOf(checked(Assembler.assemble(List.of(
                new Source(scenario.file(), source.text(), source.line(), address),
                Source.of("symbols of the guest", definitions.toString(), 0)), Options.DEFAULT)).image(0));
    }

    private static GuestProgram assembled(Scenario scenario, List<Source> program, Options options)
            throws ScenarioException {
        Map<String, Long> labels = Map.of();
        List<Content.Assembly> blocks = blocks(scenario);
        if (!program.isEmpty() && blocks.stream().anyMatch(block -> block.address() instanceof Operand.Symbol)) {
            // Blocks lie at labels of the program, which must be known before the blocks have a place.
            List<Source> placed = new ArrayList<>(program);
            blocks.forEach(block -> placed.add(source(scenario, block, 0)));
            labels = values(checked(Assembler.assemble(placed, options)));
        }
        List<Source> all = new ArrayList<>(program);
        for (Content.Assembly block : blocks) {
            all.add(source(scenario, block, Symbols.of(scenario, labels).number(block.address()).longValue()));
        }
        if (all.isEmpty()) {
            return new GuestProgram(List.of(), List.of(), Map.of(), OptionalLong.empty(), Map.of(),
                    ProgramListing.EMPTY);
        }
        Assembly assembly = checked(Assembler.assemble(all, options));
        List<MachineSpec.Content> segments = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (Assembly.Section section : assembly.sections()) {
            if (section.source() < program.size() && section.flags().allocated() && section.size() > 0) {
                segments.add(new MachineSpec.Content(section.address(), section.content()));
                sizes.add(section.size());
            }
        }
        String title = program.isEmpty() ? scenario.file() : program.getFirst().file();
        return new GuestProgram(segments, sizes, contents(blocks, assembly, program.size()),
                program.isEmpty() ? OptionalLong.empty() : OptionalLong.of(assembly.entry()), values(assembly),
                ProgramListings.of(title, all, assembly));
    }

    private static GuestProgram loaded(Scenario scenario, GuestImage image, Options options)
            throws ScenarioException {
        // An operating system is not read as a listing: it runs elsewhere than where it lies, and takes long to read.
        boolean system = scenario.board().isPresent() && scenario.guest() instanceof Scenario.Guest.Image;
        ProgramListing listing = system ? new ProgramListing(image.name(), List.of(), new TreeMap<>())
                : ProgramListings.of(image);
        Map<String, Long> symbols = new HashMap<>(image.symbols());
        List<Content.Assembly> blocks = blocks(scenario);
        Map<Content, Bytes> contents = Map.of();
        if (!blocks.isEmpty()) {
            List<Source> sources = new ArrayList<>();
            for (Content.Assembly block : blocks) {
                sources.add(source(scenario, block,
                        Symbols.of(scenario, symbols).number(block.address()).longValue()));
            }
            Assembly assembly = checked(Assembler.assemble(sources, options));
            symbols.putAll(values(assembly));
            contents = contents(blocks, assembly, 0);
        }
        List<MachineSpec.Content> segments = image.segments().stream()
                .map(segment -> new MachineSpec.Content(segment.address(), segment.content())).toList();
        return new GuestProgram(segments, image.segments().stream().map(GuestImage.Segment::size).toList(), contents,
                OptionalLong.of(image.entry()), symbols, listing);
    }

    private static List<Content.Assembly> blocks(Scenario scenario) {
        return scenario.memory().stream().filter(Content.Assembly.class::isInstance).map(Content.Assembly.class::cast)
                .toList();
    }

    private static Source source(Scenario scenario, Content.Assembly block, long address) {
        return new Source(scenario.file(), block.source().text(), block.source().line(), address);
    }

    private static Map<Content, Bytes> contents(List<Content.Assembly> blocks, Assembly assembly, int firstSource) {
        Map<Content, Bytes> contents = new HashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            contents.put(blocks.get(i), Bytes.copyOf(assembly.image(firstSource + i)));
        }
        return contents;
    }

    private static Map<String, Long> values(Assembly assembly) {
        Map<String, Long> values = new HashMap<>();
        assembly.symbols().forEach((name, symbol) -> values.put(name, symbol.value()));
        return values;
    }

    private static Assembly checked(Assembly assembly) throws ScenarioException {
        if (!assembly.errors().isEmpty()) {
            var first = assembly.errors().getFirst();
            throw ScenarioException.said(first.toString(),
                    new ScenarioException.Place(first.place().file(), first.place().line(), first.place().column()));
        }
        return assembly;
    }

    private static GuestImage elf(Scenario scenario, int line, String path, Places places) throws ScenarioException {
        try {
            return GuestImage.ofElf(path, places.read(scenario, line, path));
        } catch (IOException e) {
            throw new ScenarioException(scenario.file(), line, String.valueOf(e.getMessage()));
        }
    }

    /// Any file at `load`, a Linux `Image` where its header asks to be, or firmware in flash.
    private static GuestImage image(Scenario scenario, int line, String path, OptionalLong load, Places places)
            throws ScenarioException {
        byte[] content = places.read(scenario, line, path);
        try {
            if (load.isPresent()) {
                return GuestImage.ofRaw(path, content, load.getAsLong());
            }
            if (FirmwareImage.isOne(content)) {
                if (scenario.board().isEmpty()) {
                    throw new ScenarioException(scenario.file(), line,
                            "%s is firmware, which runs in the flash of a board; add board: {}".formatted(path));
                }
                return GuestImage.ofRaw(path, content, 0);
            }
            if (!LinuxImage.isImage(content) && !LinuxImage.isCompressed(content)) {
                throw new ScenarioException(scenario.file(), line,
                        "%s has no header of a Linux Image; say where it goes with load:".formatted(path));
            }
            LinuxImage kernel = LinuxImage.read(path, content);
            long address = BootPlan.address(kernel);
            return new GuestImage(path, List.of(new GuestImage.Segment(address, kernel.content(), kernel.imageBytes())),
                    address, new LinkedHashMap<>(), List.of());
        } catch (IOException e) {
            throw new ScenarioException(scenario.file(), line, String.valueOf(e.getMessage()));
        }
    }
}
