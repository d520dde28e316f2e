package dev.seascope.vmm.fdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlattenedTreeTest {
    private static final Node TREE = Node.of("",
            Property.cells("#address-cells", 2),
            Node.of("chosen", Property.text("bootargs", "console=ttyAMA0"), Property.flag("empty")),
            Property.text("compatible", "one", "two"),
            Node.of("memory@40000000", Property.wide("reg", 0x4000_0000L, 0x1_0000_0000L)));

    /// Walks a block by the words of the specification alone and writes down what it sees.
    private static List<String> walk(byte[] block) {
        ByteBuffer in = ByteBuffer.wrap(block);
        int strings = in.getInt(12);
        List<String> seen = new ArrayList<>();
        in.position(in.getInt(8));
        while (true) {
            switch (in.getInt()) {
                case 1 -> {
                    seen.add("{" + string(in));
                    align(in);
                }
                case 2 -> seen.add("}");
                case 3 -> {
                    byte[] value = new byte[in.getInt()];
                    String name = string(ByteBuffer.wrap(block).position(strings + in.getInt()));
                    in.get(value);
                    align(in);
                    seen.add(name + "=" + Bytes.copyOf(value));
                }
                case 4 -> { }
                case 9 -> {
                    return seen;
                }
                default -> throw new AssertionError("no token at " + in.position());
            }
        }
    }

    private static String string(ByteBuffer in) {
        var text = new StringBuilder();
        for (byte next = in.get(); next != 0; next = in.get()) {
            text.append((char) next);
        }
        return text.toString();
    }

    private static void align(ByteBuffer in) {
        in.position(in.position() + 3 & -4);
    }

    private static String hex(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    @Test
    void aTreeIsReadBackAsItWasWrittenWithPropertiesBeforeNodes() {
        assertThat(walk(FlattenedTree.of(TREE, 0).toArray())).containsExactly("{",
                "#address-cells=00 00 00 02", "compatible=" + hex("one\0two\0"),
                "{chosen", "bootargs=" + hex("console=ttyAMA0\0"), "empty=", "}",
                "{memory@40000000", "reg=00 00 00 00 40 00 00 00 00 00 00 01 00 00 00 00", "}",
                "}");
    }

    @Test
    void theHeaderSaysWhereEverythingIs() {
        Bytes block = FlattenedTree.of(TREE, 3);
        ByteBuffer header = ByteBuffer.wrap(block.toArray());

        assertThat(header.getInt(0)).isEqualTo(0xd00dfeed);
        assertThat(header.getInt(4)).as("totalsize").isEqualTo(block.size());
        assertThat(header.getInt(16) % 8).as("alignment of the reservation block").isZero();
        assertThat(header.getInt(8) % 4).as("alignment of the structure block").isZero();
        assertThat(header.getInt(20)).as("version").isEqualTo(17);
        assertThat(header.getInt(28)).as("boot_cpuid_phys").isEqualTo(3);
        assertThat(header.getInt(8) + header.getInt(36)).as("end of structure").isEqualTo(header.getInt(12));
        assertThat(header.getInt(12) + header.getInt(32)).as("end of strings").isEqualTo(block.size());
        assertThat(header.getLong(header.getInt(16))).as("no reserved memory").isZero();
    }

    @Test
    void aBlockIsKnownByItsHeader() {
        Bytes block = FlattenedTree.of(TREE, 0);

        assertThat(FlattenedTree.isOne(block)).isTrue();
        assertThat(FlattenedTree.isOne(block.with(0, 1, 0))).isFalse();
        assertThat(FlattenedTree.isOne(block.with(4, 1, 0x7f))).as("larger than the file").isFalse();
        assertThat(FlattenedTree.isOne(Bytes.copyOf(new byte[39]))).isFalse();
    }

    @Test
    void aNodeHasNoTwoEntriesOfOneName() {
        assertThatThrownBy(() -> Node.of("n", Property.flag("a"), Property.cells("a", 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'a'");
    }
}
