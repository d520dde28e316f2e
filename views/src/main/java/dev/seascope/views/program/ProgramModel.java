package dev.seascope.views.program;

import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import dev.seascope.session.RunState;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.program.ProgramRow.Code;
import dev.seascope.views.program.ProgramRow.Fold;
import dev.seascope.views.program.ProgramRow.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

/// What the program view shows: the rows, and for each row its arrow, its breakpoint and its hint. Holds no controls.
public final class ProgramModel {
    /// Which text of the program is shown.
    public enum Mode {
        /// The source as it was written.
        SOURCE,
        /// The source with addresses and instruction words.
        BOTH,
        /// What the instruction words say.
        DISASSEMBLY
    }

    /// What points at a line.
    public enum Arrow {
        /// Nothing.
        NONE,
        /// PC.
        PC,
        /// PC, of a machine that failed or whose view is old: outlined.
        STALE_PC,
        /// PC after the composed injection.
        NEXT_PC
    }

    /// A remark at the right end of a line.
    public record Hint(String text, Kind kind) {
        /// No remark.
        static final Hint NONE = new Hint("", Kind.COMMENT);

        /// What a hint says.
        public enum Kind {
            /// The comment of the source.
            COMMENT,
            /// A value, written as a number.
            VALUE,
            /// What the host knows: why the access left the guest.
            HOST
        }
    }

    /// What is on show at one moment.
    ///
    /// @param rows top to bottom
    /// @param pcRow index of the row at PC, or -1
    /// @param nextPcRow index of the first row of what PC would enter if injected, header included, or -1
    /// @param remark one sentence when there are no rows, or when PC points at none of them; otherwise empty
    public record Shown(List<ProgramRow> rows, int pcRow, int nextPcRow, String remark) {
        static final Shown NOTHING = new Shown(List.of(), -1, -1, "");
    }

    private record Shape(ProgramListing program, Mode mode, long vectors) {}

    private final SessionModel session;
    private final Selection selection;
    private final Breakpoints breakpoints;
    private final Consumer<Command> commands;
    private final Disassembly disassembly;
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.BOTH);
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown", Shown.NOTHING);
    private final Set<Long> opened = new HashSet<>();
    private Shape shape = new Shape(ProgramListing.EMPTY, Mode.BOTH, 0);
    private List<ProgramRow> unfolded = List.of();

    /// @param commands to the session
    public ProgramModel(SessionModel session, Selection selection, Breakpoints breakpoints,
            Consumer<Command> commands, Disassembly disassembly) {
        this.session = session;
        this.selection = selection;
        this.breakpoints = breakpoints;
        this.commands = commands;
        this.disassembly = disassembly;
        session.previewProperty().subscribe(_ -> update());
        session.snapshotProperty().subscribe(_ -> update());
        mode.subscribe(_ -> update());
        selection.selectedProperty().subscribe(_ -> update());
        breakpoints.all().addListener((ListChangeListener<Breakpoint>) _ -> update());
    }

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /// What is on show. A new value after every change of anything the view draws.
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public Shown shown() {
        return shown.get();
    }

    /// The program's name.
    public ObservableValue<String> title() {
        return session.snapshotProperty().map(machine -> machine.program().title());
    }

    /// Where PC would go if the composed injection were sent now.
    public OptionalLong nextPc() {
        Preview preview = session.preview();
        return preview.effect().entered()
                ? preview.effect().writes().stream().filter(write -> write.register().equals("PC"))
                        .mapToLong(Effect.Write::after).findFirst()
                : OptionalLong.empty();
    }

    /// What points at a line.
    public Arrow arrow(Line line) {
        if (!(line instanceof Instruction instruction)) {
            return Arrow.NONE;
        }
        RunState state = session.snapshot().state();
        if (instruction.address() == session.snapshot().pc()) {
            return switch (state) {
                case RunState.Running _, RunState.Empty _ -> Arrow.NONE;
                case RunState.Failed _ -> Arrow.STALE_PC;
                case RunState.AtExit _, RunState.AtError _, RunState.AtBreakpoint _, RunState.Paused _ -> Arrow.PC;
            };
        }
        return nextPc().equals(OptionalLong.of(instruction.address())) ? Arrow.NEXT_PC : Arrow.NONE;
    }

    /// The breakpoint on a line.
    public Optional<Breakpoint.AtAddress> breakpoint(Line line) {
        return line instanceof Instruction instruction ? breakpoints.at(instruction.address()) : Optional.empty();
    }

    /// The text of a line in the mode chosen.
    Statement statement(Line line) {
        Statement written = Statement.of(line.text());
        return line instanceof Instruction instruction && mode.get() == Mode.DISASSEMBLY
                ? Statement.of(disassembly.text(instruction.word(), instruction.address()))
                : written;
    }

    /// The remark at the right end of a line.
    Hint hint(Line line) {
        if (!(line instanceof Instruction instruction)) {
            return Hint.NONE;
        }
        if (arrow(line) == Arrow.PC && session.isAtExit()
                && session.snapshot().state() instanceof RunState.AtExit(KvmExit exit)) {
            String why = whyAt(exit);
            if (!why.isEmpty()) {
                return new Hint(why, Hint.Kind.HOST);
            }
        }
        Statement written = Statement.of(line.text());
        String immediate = written.immediate();
        if (mode.get() == Mode.BOTH && immediate.length() > 1 && Character.isLetter(immediate.charAt(1))) {
            String value = Statement.of(disassembly.text(instruction.word(), instruction.address())).immediate();
            return new Hint(value.replace("#", ""), Hint.Kind.VALUE);
        }
        return mode.get() == Mode.SOURCE ? Hint.NONE : new Hint(written.comment(), Hint.Kind.COMMENT);
    }

    /// Whether the selection is this line, in one of its forms.
    public boolean isSelected(Line line) {
        return line instanceof Instruction instruction
                && selection.selected() instanceof Subject.Address(long address) && address == instruction.address();
    }

    /// Select the instruction of a row, if it has one.
    public void select(ProgramRow row) {
        if (row instanceof Code(Instruction line)) {
            selection.select(new Subject.Address(line.address()));
        }
    }

    /// Show the bits of the instruction of a row, if it has one.
    public void openInstruction(ProgramRow row) {
        if (row instanceof Code(Instruction line)) {
            selection.open(new Subject.Address(line.address()));
        }
    }

    /// What the word of a row says, as one line of a listing: `0x40080c20: f9400020  ldr x0, [x1]`.
    Optional<String> listing(ProgramRow row) {
        return row instanceof Code(Instruction line) ? Optional.of("0x%x: %08x  %s".formatted(line.address(), line.word(),
                disassembly.text(line.word(), line.address()))) : Optional.empty();
    }

    /// Run to the instruction of a row, if it has one.
    void runTo(ProgramRow row) {
        if (row instanceof Code(Instruction line)) {
            commands.accept(new Command.RunTo(line.address()));
        }
    }

    /// Show what a fold hides.
    public void open(Fold fold) {
        opened.add(fold.key());
        update();
    }

    /// Make or remove the breakpoint of a row.
    public void toggleBreakpoint(ProgramRow row) {
        if (row instanceof Code(Instruction line)) {
            breakpoints.toggle(line.address());
        }
    }

    /// Arm or disarm the breakpoint of a row.
    public void toggleEnabled(ProgramRow row) {
        if (row instanceof Code(Instruction line)) {
            breakpoints.toggleEnabled(line.address());
        }
    }

    /// Make or remove the breakpoint at the selected address, or at PC when no address is selected.
    public void toggleBreakpointAtSelection() {
        breakpoints.toggle(selectedAddress());
    }

    /// Run to the selected address.
    public void runToSelection() {
        commands.accept(new Command.RunTo(selectedAddress()));
    }

    private long selectedAddress() {
        return selection.selected() instanceof Subject.Address(long address) ? address : session.snapshot().pc();
    }

    private static String whyAt(KvmExit exit) {
        return switch (exit) {
            case KvmExit.Mmio _ -> "no memory slot";
            case KvmExit.ArmNisv _ -> "no memory slot, not decoded";
            case KvmExit.ArmLdst64b _ -> "no memory slot, 64 bytes";
            case KvmExit.ArmSea _ -> "memory error";
            case KvmExit.Unknown _, KvmExit.Hypercall _, KvmExit.Debug _, KvmExit.FailEntry _, KvmExit.Intr _,
                    KvmExit.Internal _, KvmExit.SystemEvent _, KvmExit.Unlisted _ ->
                exit.kernelName().replaceFirst("^KVM_EXIT_", "");
        };
    }

    private void update() {
        MachineSnapshot machine = session.snapshot();
        var wanted = new Shape(machine.program(), mode.get(), machine.systemRegister("VBAR_EL1").orElse(0L));
        if (!wanted.equals(shape)) {
            if (!wanted.program().equals(shape.program())) {
                opened.clear();
            }
            shape = wanted;
            unfolded = ProgramRows.of(wanted.program(), wanted.mode(), wanted.vectors());
        }
        OptionalLong next = nextPc();
        List<ProgramRow> rows = next.isEmpty() ? unfolded : withNext(next.getAsLong());
        int pcRow = ProgramRows.rowOf(rows, machine.pc());
        int nextPcRow = next.isEmpty() ? -1 : nextRow(rows, next.getAsLong());
        shown.set(new Shown(rows, pcRow, nextPcRow, remark(machine, rows, pcRow)));
    }

    /// The header above the row at `next`, or that row.
    private static int nextRow(List<ProgramRow> rows, long next) {
        int row = ProgramRows.rowOf(rows, next);
        for (int i = row - 1; i >= 0 && !(rows.get(i) instanceof Code(Instruction _)); i--) {
            if (rows.get(i) instanceof Vector) {
                return i;
            }
        }
        return row;
    }

    private static String remark(MachineSnapshot machine, List<ProgramRow> rows, int pcRow) {
        if (rows.isEmpty()) {
            return "Open or write a guest";
        }
        return pcRow >= 0 || machine.state() instanceof RunState.Running
                ? ""
                : "PC 0x%x is not in this program".formatted(machine.pc());
    }

    private List<ProgramRow> withNext(long next) {
        Set<Long> kept = breakpoints.all().stream().filter(Breakpoint.AtAddress.class::isInstance)
                .map(breakpoint -> ((Breakpoint.AtAddress) breakpoint).address()).collect(Collectors.toSet());
        List<ProgramRow> folded = new ArrayList<>(mode.get() == Mode.SOURCE
                ? unfolded
                : ProgramRows.folded(unfolded, session.snapshot().pc(), next, kept::contains, opened));
        for (int i = ProgramRows.rowOf(folded, next) - 1; i >= 0 && !(folded.get(i) instanceof Code(Instruction _))
                && !(folded.get(i) instanceof Fold); i--) {
            if (folded.get(i) instanceof Vector(var entry, _)) {
                folded.set(i, new Vector(entry, true));
            }
        }
        return folded;
    }
}
