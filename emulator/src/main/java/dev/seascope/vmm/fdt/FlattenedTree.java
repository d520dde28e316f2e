package dev.seascope.vmm.fdt;

import dev.seascope.arch.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a device tree as the block that a kernel is handed: version 17, readable by all since version 16. (Devicetree
/// Specification 0.4, chapter 5.)
public final class FlattenedTree {
    private static final int MAGIC = 0xd00d_feed;
    private static final int VERSION = 17;
    private static final int LAST_COMPATIBLE_VERSION = 16;
    private static final int HEADER_BYTES = 40;
    /// The list of memory to leave alone, which is empty: one entry of zeros.
    private static final int RESERVATION_BYTES = 16;
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROP = 3;
    private static final int END = 9;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();

    private FlattenedTree() {}

    /// The tree below `root` as one block.
    ///
    /// @param bootCpu `reg` of the processor that starts
    public static Bytes of(Node root, int bootCpu) {
        var tree = new FlattenedTree();
        tree.write(root);
        tree.cell(END);
        return tree.block(bootCpu);
    }

    /// Whether `block` has the header of a flattened tree that lies in it whole.
    public static boolean isOne(Bytes block) {
        if (block.size() < HEADER_BYTES) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(block.toArray());
        long total = Integer.toUnsignedLong(header.getInt(4));
        return header.getInt(0) == MAGIC && total >= HEADER_BYTES && total <= block.size();
    }

    private Bytes block(int bootCpu) {
        int structureAt = HEADER_BYTES + RESERVATION_BYTES;
        int stringsAt = structureAt + structure.size();
        int total = stringsAt + strings.size();
        ByteBuffer block = ByteBuffer.allocate(total);
        block.putInt(MAGIC).putInt(total).putInt(structureAt).putInt(stringsAt).putInt(HEADER_BYTES).putInt(VERSION)
                .putInt(LAST_COMPATIBLE_VERSION).putInt(bootCpu).putInt(strings.size()).putInt(structure.size());
        block.position(structureAt).put(structure.toByteArray()).put(strings.toByteArray());
        return Bytes.copyOf(block.array());
    }

    private void write(Node node) {
        cell(BEGIN_NODE);
        structure.writeBytes(node.name().getBytes(StandardCharsets.UTF_8));
        structure.write(0);
        align();
        for (Property property : node.properties()) {
            cell(PROP);
            cell(property.value().size());
            cell(stringOffset(property.name()));
            structure.writeBytes(property.value().toArray());
            align();
        }
        node.nodes().forEach(this::write);
        cell(END_NODE);
    }

    private int stringOffset(String name) {
        return stringOffsets.computeIfAbsent(name, text -> {
            int offset = strings.size();
            strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            strings.write(0);
            return offset;
        });
    }

    private void cell(int value) {
        structure.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private void align() {
        while (structure.size() % Integer.BYTES != 0) {
            structure.write(0);
        }
    }
}
