package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What the marker promises, for instructions of every row.
class ComputationTest {
    private static final long NOWHERE = 0xdead_0000_0000L;

    @Property(tries = 200)
    void computationUsesNeitherItsAddressNorMemoryAndCompletes(@ForAll long seed) {
        for (InstructionSpec row : A64.table()) {
            var random = new Random(seed ^ row.encoding().bits());
            int word = row.encoding().bits() | (random.nextInt() & ~row.encoding().mask());
            if (row.isDecoded() && row.matches(word) && row.bind(word) instanceof Computation) {
                assertThat(execute(row, word, seed, 0x4000_0000)).as(row.syntax())
                        .isEqualTo(execute(row, word, seed, NOWHERE));
            }
        }
    }

    /// @return general-purpose registers, vector registers, flags
    private static List<Object> execute(InstructionSpec row, int word, long seed, long pc) {
        var processor = new VectorProcessor();
        var random = new Random(seed);
        Arrays.setAll(processor.x, i -> i == Processor.ZR ? 0 : i == Processor.SINK ? 0 : random.nextLong());
        processor.nzcv = random.nextInt(16);
        processor.pc = pc;
        processor.nextPc = NOWHERE;
        row.bind(word).execute(processor);
        assertThat(processor.nextPc).as(row.syntax()).isEqualTo(NOWHERE);
        assertThat(processor.pc).as(row.syntax()).isEqualTo(pc);
        processor.x[Processor.SINK] = 0;
        return List.of(Arrays.stream(processor.x).boxed().toList(), Arrays.stream(processor.v).boxed().toList(),
                processor.nzcv);
    }

    @Test
    void arithmeticIsComputationAndWhatCanFailIsNot() {
        assertThat(bind(0x8b02_0020)).as("add x0, x1, x2").isInstanceOf(Computation.class);
        assertThat(bind(0xf940_0020)).as("ldr x0, [x1]").isNotInstanceOf(Computation.class);
        assertThat(bind(0x1000_0000)).as("adr x0, .").isNotInstanceOf(Computation.class);
        assertThat(bind(0x1e62_2820)).as("fadd d0, d1, d2, which may be trapped").isNotInstanceOf(Computation.class);
    }

    private static Instruction bind(int word) {
        return A64.decode(word, A64.ALL_FEATURES).orElseThrow().bind(word);
    }
}
