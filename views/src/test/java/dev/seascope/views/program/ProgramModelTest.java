package dev.seascope.views.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Verdict;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.model.VectorEntry;
import dev.seascope.views.program.ProgramModel.Arrow;
import dev.seascope.views.program.ProgramModel.Mode;
import dev.seascope.views.program.ProgramRow.Code;
import dev.seascope.views.program.ProgramRow.Fold;
import dev.seascope.views.program.ProgramRow.Symbol;
import dev.seascope.views.program.ProgramRow.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgramModelTest {
    private static final Preview NOTHING = new Preview(Bytes.copyOf(new byte[64]), 0,
            new Verdict("", "", "", "", Verdict.Certainty.READ), Effect.NONE);

    private final List<Command> commands = new ArrayList<>();
    private final Selection selection = new Selection();
    private final Breakpoints breakpoints = new Breakpoints(commands::add);
    private final SessionModel session = new SessionModel((plan, _) ->
            plan.abort() == InjectionPlan.Abort.NONE ? NOTHING : MmioReadMoment.preview());
    private final ProgramModel model = new ProgramModel(session, selection, breakpoints, commands::add,
            (word, _) -> word == 0xd2a1_0001 ? "mov x1, #0x8000000" : ".inst 0x%08x".formatted(word));

    @Test
    void withoutAGuestOneSentenceSaysWhatToDo() {
        assertThat(model.shown().rows()).isEmpty();
        assertThat(model.shown().remark()).isEqualTo("Open or write a guest");
    }

    @Test
    void aVectorEntryIsAHeaderInPlaceOfTheDirectivesThatPlaceIt() {
        session.show(MmioReadMoment.snapshot());

        List<ProgramRow> rows = model.shown().rows();
        int header = rows.indexOf(rows.stream().filter(Vector.class::isInstance).findFirst().orElseThrow());

        assertThat(rows.get(header)).isEqualTo(new Vector(new VectorEntry(0x200), false));
        assertThat(number(rows.get(header - 1))).isEqualTo(33);
        assertThat(number(rows.get(header + 1))).isEqualTo(35);
    }

    @Test
    void composingAnInjectionFoldsWhatLiesBetweenPcAndWhereItWouldGo() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());

        List<ProgramRow> shown = model.shown().rows().subList(model.shown().nextPcRow(), model.shown().pcRow() + 1);

        assertThat(shown).filteredOn(Fold.class::isInstance).extracting("number", "lead", "code", "tail")
                .containsExactly(tuple(39, "7 more lines, to", "eret", "at 45"),
                        tuple(48, "7 more lines, from", "syscall:", ""));
        assertThat(shown.getFirst()).isInstanceOfSatisfying(Vector.class, vector -> assertThat(vector.next()).isTrue());
        assertThat(shown).hasSize(11);
    }

    @Test
    void anOpenedFoldStaysOpenUntilAnotherProgramIsLoaded() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());

        model.open((Fold) model.shown().rows().stream().filter(Fold.class::isInstance).findFirst().orElseThrow());
        session.show(MmioReadMoment.atExit(7));

        assertThat(model.shown().rows()).filteredOn(Fold.class::isInstance).extracting("number").containsExactly(48);
    }

    @Test
    void aBreakpointIsNeverFoldedAway() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());

        breakpoints.toggle(0x4008_0a24L);

        assertThat(model.shown().rows()).filteredOn(Fold.class::isInstance).extracting("lead")
                .containsExactly("6 more lines", "7 more lines, from");
    }

    @Test
    void arrowsFollowThePcAndThePreview() {
        session.show(MmioReadMoment.snapshot());

        assertThat(model.arrow(line(0x4008_0c20L))).isEqualTo(Arrow.PC);
        assertThat(model.arrow(line(0x4008_0a00L))).isEqualTo(Arrow.NONE);

        session.planProperty().set(MmioReadMoment.plan());

        assertThat(model.arrow(line(0x4008_0a00L))).isEqualTo(Arrow.NEXT_PC);
    }

    @Test
    void hintsSayWhyTheAccessLeftTheGuestWhatANameStandsForAndWhatTheSourceRemarks() {
        session.show(MmioReadMoment.snapshot());

        assertThat(model.hint(line(0x4008_0c20L)).text()).isEqualTo("no memory slot");
        assertThat(model.hint(line(0x4008_0c1cL)).text()).isEqualTo("0x8000000");
        assertThat(model.hint(line(0x4008_0a08L)).text()).isEqualTo("EC");
        assertThat(model.hint(line(0x4008_0c28L)).text()).isEmpty();
    }

    @Test
    void disassemblyShowsInstructionsAloneUnderTheirSymbols() {
        session.show(MmioReadMoment.snapshot());
        model.modeProperty().set(Mode.DISASSEMBLY);

        assertThat(model.shown().rows()).noneMatch(row -> row instanceof Code(ProgramListing.Text _));
        assertThat(model.shown().rows()).contains(new Symbol("syscall"));
        assertThat(model.statement(line(0x4008_0c1cL)).operandText()).isEqualTo("x1, #0x8000000");
    }

    @Test
    void togglingABreakpointSendsTheWholeList() {
        session.show(MmioReadMoment.snapshot());
        breakpoints.set(MmioReadMoment.breakpoints());

        model.toggleBreakpoint(new Code(line(0x4008_0c20L)));
        model.toggleBreakpoint(new Code(line(0x4008_0c18L)));

        assertThat(((Command.SetBreakpoints) commands.getLast()).breakpoints()).extracting("id", "address")
                .containsExactly(tuple(2, 0x4008_0c24L),
                        tuple(3, 0x4008_0c20L));
    }

    @Test
    void aPcOutsideTheProgramIsSaid() {
        ProgramListing other = new ProgramListing("b.s",
                List.of(new Instruction(1, 0x1000, 0xd503_201f, "", "nop")), new TreeMap<>());
        var machine = MmioReadMoment.snapshot();
        session.show(new MachineSnapshot(machine.retired(), machine.state(), machine.x(),
                machine.sp(), machine.pc(), machine.pstate(), machine.system(), machine.host(), machine.kvmRun(),
                machine.exits(), machine.exceptions(), machine.console(), machine.machine(), machine.memory(), other));

        assertThat(model.shown().remark()).isEqualTo("PC 0x40080c20 is not in this program");
    }

    @Test
    void withoutASourceOnlyTheVectorThatWouldBeEnteredKeepsItsHeader() {
        List<Line> code = new ArrayList<>();
        for (long address = 0x4008_0800L; address < 0x4008_0c40L; address += 4) {
            code.add(new Instruction(0, address, 0xd503_201f, "", "nop"));
        }
        var machine = MmioReadMoment.snapshot();
        session.show(new MachineSnapshot(machine.retired(), machine.state(), machine.x(),
                machine.sp(), machine.pc(), machine.pstate(), machine.system(), machine.host(), machine.kvmRun(),
                machine.exits(), machine.exceptions(), machine.console(), machine.machine(), machine.memory(),
                new ProgramListing("Image", code, new TreeMap<>())));
        session.planProperty().set(MmioReadMoment.plan());

        List<ProgramRow> between = model.shown().rows().subList(model.shown().nextPcRow(), model.shown().pcRow());
        assertThat(between).filteredOn(Vector.class::isInstance)
                .containsExactly(new Vector(new VectorEntry(0x200), true));
        assertThat(between).filteredOn(Fold.class::isInstance).hasSize(1);
    }

    private static int number(ProgramRow row) {
        return ((Code) row).line().number();
    }

    private static Line line(long address) {
        return MmioReadMoment.program().at(address).orElseThrow();
    }
}
