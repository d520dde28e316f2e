package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.fdt.FlattenedTree;
import dev.seascope.vmm.fdt.Node;
import dev.seascope.vmm.linux.LinuxImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where a guest, its initial file system and the device tree go in memory, and where it starts. Follows the boot
/// protocol of arm64 Linux, which other guests understand as well: X0 points at the device tree. (Linux,
/// Documentation/arch/arm64/booting.rst.)
///
/// @param segments what to put where; they do not overlap
/// @param entry address of the first instruction
/// @param deviceTree address of the device tree, for X0
public record BootPlan(List<GuestImage.Segment> segments, long entry, long deviceTree) {
    /// The most that a device tree may have.
    public static final int MOST_TREE_BYTES = 2 << 20;
    private static final long BOUNDARY = 2 << 20;
    /// The offset in a kernel's header counts from here: not from the first byte of RAM, where firmware would be.
    private static final long KERNEL_BASE = MemoryMap.RAM + BOUNDARY;

    public BootPlan {
        segments = List.copyOf(segments);
    }

    /// A file that goes to memory as it is.
    ///
    /// @param name for messages
    public record NamedFile(String name, Bytes content) {}

    /// What is to be started besides the program itself.
    ///
    /// @param board the machine
    /// @param arguments the command line
    /// @param initrd an initial file system
    /// @param deviceTree a flattened device tree to hand over instead of the board's own
    public record Request(BoardSpec board, String arguments, Optional<NamedFile> initrd,
            Optional<NamedFile> deviceTree) {}

    /// Lay out a Linux kernel.
    ///
    /// @throws ImageFormatException if something does not fit
    public static BootPlan of(LinuxImage kernel, Request request) throws ImageFormatException {
        long address = address(kernel);
        requireRoom(request.board, kernel.name(), kernel.imageBytes(), address);
        var segment = new GuestImage.Segment(address, kernel.content(), kernel.imageBytes());
        return finish(List.of(segment), address, request);
    }

    /// Where a Linux kernel goes.
    public static long address(LinuxImage kernel) {
        return KERNEL_BASE + kernel.textOffset();
    }

    /// Lay out any other program: it is where it says, wherever that is.
    ///
    /// @throws ImageFormatException if the device tree or the initial file system does not fit beside it
    public static BootPlan of(GuestImage program, Request request) throws ImageFormatException {
        return finish(program.segments(), program.entry(), request);
    }

    private static BootPlan finish(List<GuestImage.Segment> program, long entry, Request request)
            throws ImageFormatException {
        List<GuestImage.Segment> segments = new ArrayList<>(program);
        Optional<BoardTables> tables = request.board.acpi() ? Optional.of(BoardTables.of(request.board))
                : Optional.empty();
        if (tables.isPresent()) {
            add(segments, tables.get(), request);
        }
        long initrdStart = 0;
        long initrdEnd = 0;
        if (request.initrd.isPresent()) {
            NamedFile initrd = request.initrd.get();
            initrdStart = place(segments, initrd, behindProgram(program), request.board);
            initrdEnd = initrdStart + initrd.content.size();
        }
        var chosen = new BoardTree.Chosen(request.arguments, initrdStart, initrdEnd);
        NamedFile tree = tree(request, tables.map(found -> BoardTree.withTables(chosen, found))
                .orElseGet(() -> BoardTree.of(request.board, chosen)));
        // Firmware looks for the device tree at the first byte of RAM, whatever X0 says.
        long treeAt = place(segments, tree, MemoryMap.RAM, request.board);
        return new BootPlan(segments, entry, treeAt);
    }

    private static void add(List<GuestImage.Segment> segments, BoardTables tables, Request request)
            throws ImageFormatException {
        if (request.deviceTree.isPresent()) {
            throw new ImageFormatException(request.deviceTree.get().name
                    + ": a board with ACPI has a device tree of its own, which says where its tables are");
        }
        for (GuestImage.Segment segment : segments) {
            if (segment.address() < MemoryMap.ERRORS + ErrorSource.BYTES
                    && segment.address() + segment.size() > MemoryMap.TABLES) {
                throw new ImageFormatException("0x%x bytes at 0x%x: a board with ACPI has its tables there, at 0x%x"
                        .formatted(segment.size(), segment.address(), MemoryMap.TABLES));
            }
        }
        segments.addAll(tables.segments());
    }

    private static NamedFile tree(Request request, Node own) throws ImageFormatException {
        NamedFile tree = request.deviceTree.orElseGet(() -> new NamedFile("the device tree",
                FlattenedTree.of(own, 0)));
        if (tree.content.size() > MOST_TREE_BYTES) {
            throw new ImageFormatException("%s has %d bytes; a device tree has at most %d".formatted(tree.name,
                    tree.content.size(), MOST_TREE_BYTES));
        }
        if (!FlattenedTree.isOne(tree.content)) {
            throw new ImageFormatException("%s: not a flattened device tree".formatted(tree.name));
        }
        return tree;
    }

    private static long behindProgram(List<GuestImage.Segment> program) {
        return program.stream().filter(segment -> segment.address() >= MemoryMap.RAM)
                .mapToLong(segment -> segment.address() + segment.size()).max().orElse(MemoryMap.RAM);
    }

    /// Put a file at the first 2 MiB boundary from `from` on where nothing else is.
    private static long place(List<GuestImage.Segment> segments, NamedFile file, long from, BoardSpec board)
            throws ImageFormatException {
        if (file.content.size() == 0) {
            throw new ImageFormatException(file.name + ": the file is empty");
        }
        long at = align(from);
        List<GuestImage.Segment> inOrder = segments.stream()
                .sorted(Comparator.comparingLong(GuestImage.Segment::address)).toList();
        for (GuestImage.Segment segment : inOrder) {
            long end = segment.address() + segment.size();
            if (segment.address() < at + file.content.size() && end > at) {
                at = align(end);
            }
        }
        requireRoom(board, file.name, file.content.size(), at);
        segments.add(new GuestImage.Segment(at, file.content, file.content.size()));
        return at;
    }

    private static long align(long address) {
        return address + BOUNDARY - 1 & -BOUNDARY;
    }

    private static void requireRoom(BoardSpec board, String name, long bytes, long address)
            throws ImageFormatException {
        if (address + bytes > board.ramEnd()) {
            throw new ImageFormatException(
                    "%s: %d bytes from 0x%x on do not fit: the machine has %dMiB of memory, which end at 0x%x"
                            .formatted(name, bytes, address, board.memoryBytes() >> 20, board.ramEnd()));
        }
    }
}
