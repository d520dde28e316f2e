package dev.seascope.session;

import static dev.seascope.session.SessionProbe.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveCodeTest {
    /// Writes `nop`, `mov x5, #7` and a branch to itself where the file has nothing, and goes there.
    private static final String MAKER = """
            start:  ldr     x1, =0x40200000
                    msr     vbar_el1, x1
                    ldr     w2, =0xd503201f
                    ldr     w3, =0xd28000e5
                    ldr     w4, =0x14000000
                    add     x6, x1, #0x1000
                    stp     w2, w3, [x6]
                    str     w4, [x6, #8]
                    br      x6
            """;

    private static MachineSnapshot after(int instructions) throws MachineSpec.UnusableException {
        Machine machine = Machine.create(program(MAKER), _ -> { });
        machine.run(instructions, Set.of());
        return machine.snapshot(new RunState.Paused("test"));
    }

    @Test
    void aProgramThatHasALineForPcIsShownAsItWasWritten() throws MachineSpec.UnusableException {
        assertThat(after(4).program().lines().getFirst().number()).isEqualTo(1);
    }

    @Test
    void codeThatNoFileShowsIsReadOutOfMemory() throws MachineSpec.UnusableException {
        MachineSnapshot stopped = after(11);

        assertThat(stopped.pc()).isEqualTo(0x4020_1008L);
        assertThat(stopped.program().at(0x4020_1000L)).map(Instruction::text).contains("nop");
        assertThat(stopped.program().at(0x4020_1004L)).map(Instruction::text).hasValueSatisfying(
                text -> assertThat(text).startsWith("mov").contains("x5, #0x7"));
        assertThat(stopped.program().at(0x4020_1008L)).map(Instruction::text).hasValueSatisfying(
                text -> assertThat(text).startsWith("b").contains("0x40201008"));
        assertThat(stopped.program().title()).isEqualTo("test.s");
    }

    @Test
    void eachVectorIsThereWithItsFirstInstructionsAndGapsAreMarked() throws MachineSpec.UnusableException {
        List<Line> lines = after(11).program().lines();

        for (int vector = 0; vector < 16; vector++) {
            assertThat(after(11).program().holds(0x4020_0000L + 0x80L * vector)).isTrue();
        }
        assertThat(lines.stream().filter(ProgramListing.Text.class::isInstance)).hasSize(16);
        assertThat(lines).filteredOn(Instruction.class::isInstance).extracting(line -> ((Instruction) line).address())
                .isSorted();
    }

    @Test
    void aPcThatLeadsNowhereLeavesTheProgramOnShow() throws MachineSpec.UnusableException {
        Machine machine = Machine.create(program("mov x1, #0x100\nbr x1\n"), _ -> { });
        machine.run(2, Set.of());

        assertThat(machine.snapshot(new RunState.Paused("test")).program().lines().getFirst().number()).isEqualTo(1);
    }
}
