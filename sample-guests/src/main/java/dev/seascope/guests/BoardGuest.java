package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Options;
import dev.seascope.asm.ProjectFolder;
import dev.seascope.asm.Source;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.session.MachineSpec;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.ProgramListings;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan;
import dev.seascope.vmm.board.MemoryMap;
import dev.seascope.vmm.firmware.FirmwareImage;
import dev.seascope.vmm.firmware.FlashBank;
import dev.seascope.vmm.linux.LinuxImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// A guest that is given a whole board and a device tree: firmware, an operating system, or any program that wants
/// devices.
///
/// @param program what runs: an ELF executable, a Linux `Image` (perhaps compressed), an assembly source, or bytes
/// @param load where bytes go that do not say it themselves, below 64 MiB into flash; an assembly source goes there too
/// @param arguments the command line, for `/chosen/bootargs`
/// @param initrd an initial file system
/// @param deviceTree handed over instead of the board's own description
/// @param board the devices and the size of the memory
/// @param kernel the kernel below
public record BoardGuest(BootPlan.NamedFile program, OptionalLong load, String arguments,
        Optional<BootPlan.NamedFile> initrd, Optional<BootPlan.NamedFile> deviceTree, BoardSpec board,
        Kernel kernel) {
    private static final int IPA_BITS = 40;
    private static final long SLOT_ROUNDING = 2 << 20;
    private static final int RAM_SLOT = 0;

    /// What the machine is, before its first instruction.
    ///
    /// @throws ImageFormatException with a message for the user if something cannot be used or does not fit
    public MachineSpec spec() throws ImageFormatException {
        byte[] file = program.content().toArray();
        var request = new BootPlan.Request(board, arguments, initrd, deviceTree);
        if (LinuxImage.isImage(file) || LinuxImage.isCompressed(file)) {
            return spec(BootPlan.of(LinuxImage.read(program.name(), file), request), ProgramListing.EMPTY, board);
        }
        GuestImage image = image(file);
        if (isInFlash(file)) {
            return inFlash(image, request);
        }
        List<MemorySlot> slots = slots(image.segments());
        for (GuestImage.Segment segment : image.segments()) {
            if (ScenarioLoader.isHole(slots, segment.address(), segment.size())) {
                throw new ImageFormatException("%s: %d bytes at 0x%x do not fit: memory ends at 0x%x"
                        .formatted(program.name(), segment.size(), segment.address(), board.ramEnd()));
            }
        }
        return spec(BootPlan.of(image, request), ProgramListings.of(image), board);
    }

    /// Bytes below everything else of the board are the content of its flash.
    private boolean isInFlash(byte[] file) {
        return !GuestImage.isElf(file) && !isAssembly()
                && load.orElse(FirmwareImage.isOne(file) ? 0 : FlashBank.BYTES) < FlashBank.BYTES;
    }

    private MachineSpec inFlash(GuestImage image, BootPlan.Request request) throws ImageFormatException {
        if (board.acpi()) {
            throw new ImageFormatException(program.name() + ": firmware makes its own ACPI tables, from the device tree; "
                    + "the board must not have any");
        }
        BoardSpec withFlash = board.with(FirmwareImage.inFlash(program.name(), image.segments()));
        var inMemory = new GuestImage(image.name(), List.of(), image.entry(), image.symbols(), image.lines());
        BootPlan plan = BootPlan.of(inMemory, new BootPlan.Request(withFlash, request.arguments(), request.initrd(),
                request.deviceTree()));
        return spec(plan, ProgramListing.EMPTY, withFlash);
    }

    private GuestImage image(byte[] file) throws ImageFormatException {
        String name = program.name();
        if (GuestImage.isElf(file)) {
            return GuestImage.ofElf(name, file);
        }
        if (isAssembly()) {
            return assembled(name, new String(file, StandardCharsets.UTF_8));
        }
        if (load.isEmpty() && FirmwareImage.isOne(file)) {
            return GuestImage.ofRaw(name, file, 0);
        }
        if (load.isEmpty()) {
            throw new ImageFormatException(name + ": neither an ELF executable nor a Linux Image; say where it goes with"
                    + " --load");
        }
        return GuestImage.ofRaw(name, file, load.getAsLong());
    }

    private boolean isAssembly() {
        return program.name().matches(".*\\.(s|S|asm)");
    }

    private GuestImage assembled(String name, String text) throws ImageFormatException {
        Path folder = Optional.ofNullable(Path.of(name).getParent()).orElse(Path.of(""));
        Assembly assembly = Assembler.assemble(
                List.of(Source.of(name, text, load.orElse(Scenario.DEFAULT_LOAD))),
                Options.DEFAULT.withFiles(new ProjectFolder(folder)));
        if (!assembly.errors().isEmpty()) {
            throw new ImageFormatException(assembly.errors().getFirst().toString());
        }
        return GuestImage.ofAssembly(name, assembly);
    }

    private MachineSpec spec(BootPlan plan, ProgramListing listing, BoardSpec built) {
        List<MachineSpec.Content> contents = plan.segments().stream()
                .map(segment -> new MachineSpec.Content(segment.address(), segment.content())).toList();
        var registers = List.of(new MachineSpec.Register("PC", plan.entry(), 0),
                new MachineSpec.Register("X0", plan.deviceTree(), 0));
        return new MachineSpec(kernel, Host.DEFAULT, Set.of(VmFeature.RAS), IPA_BITS, new TreeSet<>(),
                slots(plan.segments()), List.of(), contents, registers, true, listing, Optional.of(built));
    }

    /// RAM, and memory wherever else the program lies.
    private List<MemorySlot> slots(List<GuestImage.Segment> segments) {
        List<MemorySlot> slots = new ArrayList<>();
        slots.add(MemorySlot.of(RAM_SLOT, MemoryMap.RAM, board.memoryBytes()));
        for (GuestImage.Segment segment : segments) {
            long start = segment.address() & -SLOT_ROUNDING;
            long end = segment.address() + segment.size() + SLOT_ROUNDING - 1 & -SLOT_ROUNDING;
            boolean apart = start >= 0 && end > start && slots.stream()
                    .noneMatch(slot -> start < slot.end() && slot.gpa() < end);
            if (apart) {
                slots.add(MemorySlot.of(slots.size(), start, end - start));
            }
        }
        return slots;
    }
}
