package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.session.MachineSpec;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan;
import dev.seascope.vmm.board.BootPlan.NamedFile;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.board.MemoryMap;
import dev.seascope.vmm.firmware.FirmwareImage;
import dev.seascope.vmm.firmware.FlashBank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The board of a scenario, with what it puts beside the guest: the initial file system and the device tree.
///
/// @param spec the board itself, with the guest in its flash if that is where it lies
/// @param contents what it puts into memory besides the guest
/// @param deviceTree address of the device tree, for X0
record ScenarioBoard(BoardSpec spec, List<MachineSpec.Content> contents, long deviceTree) {
    /// The board, with everything at its place.
    ///
    /// @throws ScenarioException if there is no such board, or something does not fit
    static ScenarioBoard of(Scenario scenario, Scenario.Board board, GuestProgram program, List<MemorySlot> slots,
            Places places) throws ScenarioException {
        Scenario.Slot ram = scenario.vm().slots().stream().filter(slot -> slot.gpa() == MemoryMap.RAM).findFirst()
                .orElseThrow(() -> new ScenarioException(scenario.file(), board.line(),
                        "board: its RAM is the memory slot at 0x%x, which the virtual machine does not have"
                                .formatted(MemoryMap.RAM)));
        try {
            BoardSpec spec = new BoardSpec(ram.size(), board.vcpus(), board.gic() == 2 ? Gic.V2 : Gic.V3, List.of())
                    .withAcpi(board.acpi());
            List<GuestImage.Segment> segments = program.image();
            if (isInFlash(segments, slots)) {
                spec = spec.with(FirmwareImage.inFlash(scenario.file(), segments));
                segments = List.of();
            }
            var request = new BootPlan.Request(spec, board.append(), file(scenario, board.initrd(), places),
                    file(scenario, board.dtb(), places));
            BootPlan plan = BootPlan.of(new GuestImage(scenario.file(), segments, program.entry().orElse(MemoryMap.RAM),
                    new LinkedHashMap<>(), List.of()), request);
            List<MachineSpec.Content> contents = plan.segments().stream().skip(segments.size())
                    .map(segment -> new MachineSpec.Content(segment.address(), segment.content())).toList();
            return new ScenarioBoard(spec, contents, plan.deviceTree());
        } catch (ImageFormatException | IllegalArgumentException e) {
            throw refused(scenario, board, String.valueOf(e.getMessage()));
        }
    }

    /// A message that begins with the name of a file belongs where that is named.
    private static ScenarioException refused(Scenario scenario, Scenario.Board board, String message) {
        return Stream.of(board.dtb(), board.initrd()).flatMap(Optional::stream)
                .filter(file -> message.startsWith(file.name())).findFirst()
                .map(file -> new ScenarioException(scenario.file(), file.line(), message))
                .orElseGet(() -> new ScenarioException(scenario.file(), board.line(), "board: " + message));
    }

    /// A program below everything else of the board is the content of its flash, unless there is memory for it.
    private static boolean isInFlash(List<GuestImage.Segment> program, List<MemorySlot> slots) {
        return !program.isEmpty() && program.stream().allMatch(segment -> segment.address() < FlashBank.BYTES
                && slots.stream().noneMatch(slot -> slot.contains(segment.address())));
    }

    private static Optional<NamedFile> file(Scenario scenario, Optional<Scenario.FileName> name, Places places)
            throws ScenarioException {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = places.read(scenario, name.get().line(), name.get().name());
        return Optional.of(new NamedFile(name.get().name(), Bytes.copyOf(content)));
    }
}
