package dev.seascope.views.registers;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.kvm.Effect;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// What the register view shows: values, what changed since the last stop, and what the composed injection would
/// change. Holds no controls.
public final class RegistersModel {
    /// The system registers that are always listed: those that an exception entry reads or writes.
    static final List<String> LISTED = List.of("PC", "PSTATE", "ESR_EL1", "FAR_EL1", "ELR_EL1", "SPSR_EL1", "VBAR_EL1",
            "SCTLR_EL1", "ISR_EL1");
    private static final Set<String> ADDRESSES = Set.of("PC", "FAR_EL1", "ELR_EL1", "VBAR_EL1");
    private static final int GENERAL = 31;

    /// What is on show at one moment.
    ///
    /// @param loaded a guest is loaded; otherwise there are no values to show
    /// @param general X0 to X30 and SP
    /// @param system system registers, their fields and the rest
    /// @param composed the column *if injected* exists
    /// @param known how many system registers there are
    /// @param all they are all listed
    /// @param wide some value of that column needs more than 32 bits
    /// @param searching only registers that are searched for are listed
    record Shown(boolean loaded, List<RegisterRow.General> general, List<RegisterRow> system, int known,
            boolean all, boolean composed, boolean wide, boolean searching) {}

    private final SessionModel session;
    private final Selection selection;
    private final Set<String> open = new HashSet<>();
    private final BooleanProperty sinceStart = new SimpleBooleanProperty(this, "sinceStart");
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final BooleanProperty all = new SimpleBooleanProperty(this, "all");
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new Shown(false, List.of(), List.of(), 0, false, false, false, false));

    public RegistersModel(SessionModel session, Selection selection) {
        this.session = session;
        this.selection = selection;
        session.previewProperty().subscribe(_ -> update());
        session.snapshotProperty().subscribe(_ -> update());
        selection.selectedProperty().subscribe(_ -> update());
        sinceStart.subscribe(_ -> update());
        all.subscribe(_ -> update());
        filter.subscribe(_ -> update());
    }

    /// Only system registers whose names contain this are listed, of all there are; empty for the usual list.
    StringProperty filterProperty() {
        return filter;
    }

    /// The first register whose name is, begins with, or contains what is searched for.
    Optional<String> match() {
        String wanted = filter.get().strip().toUpperCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(shown.get().general().stream().map(RegisterRow.General::name).toList());
        names.addAll(LISTED);
        names.addAll(rest(session.snapshot()));
        return names.stream().filter(name -> name.contains(wanted)).min(Comparator
                .comparingInt((String name) -> name.equals(wanted) ? 0 : name.startsWith(wanted) ? 1 : 2));
    }

    /// Change marks compare with the start of the guest, not with the last stop.
    public BooleanProperty sinceStartProperty() {
        return sinceStart;
    }

    /// A new value after every change of anything that is drawn.
    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    Shown shown() {
        return shown.get();
    }

    /// What the change marks compare with, in words: `since exit 7`.
    public ObservableValue<String> comparison() {
        return shown.map(_ -> switch (session.snapshot().state()) {
            case RunState.Empty _ -> "";
            case RunState.Running _ -> "running";
            case RunState.Failed _ -> "at the failure";
            case RunState.AtExit _, RunState.AtError _, RunState.AtBreakpoint _, RunState.Paused _ ->
                    sinceStart.get() ? "since start" : sinceStop(session.previousStopProperty().get());
        });
    }

    /// Whether the selection concerns a register: the register itself, one of its fields, or for FAR_EL1 the bit of
    /// ESR_EL1 that says whether it means anything.
    boolean isSelected(String register) {
        return switch (selection.selected()) {
            case Subject.Register(String name) -> name.equals(register);
            case Subject.RegisterBits(String of, Bits bits) -> register.equals(
                    of.equals("ESR_EL1") && isFnv(bits) ? "FAR_EL1" : of);
            case Subject.Nothing _, Subject.Address _, Subject.StructByte _, Subject.Event _ -> false;
        };
    }

    /// Observes the selection, for [#isSelected].
    ReadOnlyObjectProperty<Subject> selectedProperty() {
        return selection.selectedProperty();
    }

    /// Select a register.
    void select(String register) {
        selection.select(new Subject.Register(register));
    }

    /// Whether the bits of a register can be shown.
    static boolean isDescribed(String register) {
        return RegisterLayouts.of(register).isPresent();
    }

    /// Show the bits of a register; one that is not described is only selected.
    void open(String register) {
        selection.open(new Subject.Register(register));
    }

    /// List the fields of a register, or no longer.
    void toggle(String register) {
        if (!open.remove(register)) {
            open.add(register);
        }
        update();
    }

    /// List all system registers, or only the usual ones.
    void toggleAll() {
        all.set(!all.get());
    }

    private void update() {
        MachineSnapshot now = session.snapshot();
        boolean loaded = !(now.state() instanceof RunState.Empty);
        boolean marks = loaded && !(now.state() instanceof RunState.Running);
        MachineSnapshot before = !marks ? now
                : sinceStart.get() ? session.startProperty().get() : session.previousStopProperty().get();
        boolean composed = loaded && session.isComposed() && !session.preview().effect().writes().isEmpty();
        List<RegisterRow> system = system(now, before, composed);
        boolean wide = system.stream().anyMatch(row ->
                row instanceof RegisterRow.SystemRegister(_, _, _, _, boolean injected, long after, _, _)
                        && injected && after >>> 32 != 0);
        int known = LISTED.size() + rest(now).size();
        shown.set(new Shown(loaded, general(now, before), system, known, all.get(), composed, wide, !filter.get().isBlank()));
    }

    private static List<RegisterRow.General> general(MachineSnapshot now, MachineSnapshot before) {
        List<RegisterRow.General> rows = new ArrayList<>();
        for (int i = 0; i < GENERAL; i++) {
            long value = now.x().get(i);
            rows.add(new RegisterRow.General("X" + i, value, value != before.x().get(i)));
        }
        rows.add(new RegisterRow.General("SP", now.sp(), now.sp() != before.sp()));
        return rows;
    }

    private List<RegisterRow> system(MachineSnapshot now, MachineSnapshot before, boolean composed) {
        List<RegisterRow> rows = new ArrayList<>();
        String wanted = filter.get().strip().toUpperCase(Locale.ROOT);
        boolean searching = !wanted.isEmpty();
        Stream.concat(LISTED.stream(), all.get() || searching ? rest(now).stream() : Stream.empty())
                .filter(register -> register.contains(wanted))
                .forEach(register -> add(rows, register, now, before, composed));
        return rows;
    }

    private static List<String> rest(MachineSnapshot machine) {
        return machine.system().keySet().stream().filter(name -> !LISTED.contains(name)).toList();
    }

    private void add(List<RegisterRow> rows, String register, MachineSnapshot now, MachineSnapshot before,
            boolean composed) {
        long value = value(now, register);
        Optional<Effect.Write> write =
                composed ? session.preview().effect().result(register) : Optional.empty();
        boolean isFar = register.equals("FAR_EL1");
        long esrAfter = composed
                ? session.preview().effect().result("ESR_EL1").map(Effect.Write::after).orElse(0L)
                : 0;
        rows.add(new RegisterRow.SystemRegister(register, value, value != value(before, register),
                isFar && saysFarUnknown(value(now, "ESR_EL1")), write.isPresent(),
                write.map(Effect.Write::after).orElse(0L), isFar && saysFarUnknown(esrAfter),
                open.contains(register)));
        if (open.contains(register)) {
            parts(rows, register, now, value, write.map(Effect.Write::after));
        }
    }

    /// What a register holds in detail: its fields as they would be after the injection, or where an address points.
    private static void parts(List<RegisterRow> rows, String register, MachineSnapshot now, long value,
            Optional<Long> after) {
        Optional<Layout> layout = RegisterLayouts.of(register);
        if (layout.isPresent()) {
            layout.get().read(after.orElse(value)).stream().filter(RegistersModel::isShown)
                    .forEach(reading -> rows.add(part(register, reading)));
        } else if (ADDRESSES.contains(register)) {
            rows.add(new RegisterRow.Part(register, "now", "", "", place(now, value)));
            after.ifPresent(then -> rows.add(new RegisterRow.Part(register, "if injected", "", "", place(now, then))));
        } else {
            rows.add(new RegisterRow.Part(register, "decimal", "", Long.toUnsignedString(value), ""));
        }
    }

    private static String place(MachineSnapshot machine, long address) {
        return machine.program().symbolic(address).orElse("not in the program");
    }

    private static boolean isShown(Layout.Reading reading) {
        boolean reserved = reading.field() instanceof Field.Res0 || reading.field() instanceof Field.Res1;
        return !reserved || reading.value() != 0;
    }

    private static RegisterRow.Part part(String register, Layout.Reading reading) {
        Bits bits = reading.field().bits();
        String value = bits.width() <= 3 ? Long.toString(reading.value()) : Notation.hex(reading.value());
        String range = bits.width() == 1 ? Integer.toString(bits.lsb()) : bits.msb() + ":" + bits.lsb();
        return new RegisterRow.Part(register, reading.field().name(), range, value,
                reading.meaning().isEmpty() ? reading.field().title() : reading.meaning());
    }

    private static long value(MachineSnapshot machine, String register) {
        return switch (register) {
            case "PC" -> machine.pc();
            case "PSTATE" -> machine.pstate();
            default -> machine.systemRegister(register).orElse(0L);
        };
    }

    private static boolean isFnv(Bits bits) {
        return bits.msb() == Esr.FNV.bits().msb() && bits.lsb() == Esr.FNV.bits().lsb();
    }

    private static boolean saysFarUnknown(long esr) {
        int ec = Esr.ec(esr);
        boolean abort = ec == Esr.EC_IABT_LOW || ec == Esr.EC_IABT_CUR || ec == Esr.EC_DABT_LOW
                || ec == Esr.EC_DABT_CUR;
        return abort && Esr.FNV.bits().get(esr) == 1;
    }

    private String sinceStop(MachineSnapshot stop) {
        return stop.retired() == session.snapshot().retired() ? "first stop" : "since " + moment(stop);
    }

    private static String moment(MachineSnapshot machine) {
        return switch (machine.state()) {
            case RunState.AtExit _ -> "exit " + machine.exits();
            case RunState.AtBreakpoint stop -> "breakpoint " + stop.breakpoint().id();
            case RunState.Empty _, RunState.Running _, RunState.AtError _, RunState.Paused _, RunState.Failed _ ->
                    "t " + Notation.grouped(machine.retired());
        };
    }
}
