package dev.seascope.views.memory;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// State of the memory card: an address in words, where it leads and what is there. Holds no controls.
public final class MemoryModel {
    static final int ROW = 16;
    private static final int ROWS = 16;
    private static final int ROWS_BEFORE = 4;
    private static final String FIRST = "PC";
    private static final char UNPRINTABLE = '.';

    private final SessionModel session;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final StringProperty address = new SimpleStringProperty(this, "address", FIRST);
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown", Shown.NOTHING);

    /// What the card shows.
    ///
    /// @param va the address meant, if the words mean one
    /// @param rows of memory
    record Shown(OptionalLong va, Optional<Translation> translation, List<Row> rows) {
        static final Shown NOTHING = new Shown(OptionalLong.empty(), Optional.empty(), List.of());
    }

    /// Sixteen bytes.
    ///
    /// @param va guest virtual address of the first
    /// @param bytes pairs of digits, `--` where nothing is
    /// @param text what they are as ASCII
    /// @param at which of them the address is, or -1
    record Row(long va, List<String> bytes, String text, int at) {}

    public MemoryModel(SessionModel session) {
        this.session = session;
        session.snapshotProperty().subscribe(_ -> update());
        address.subscribe(_ -> update());
        open.subscribe(_ -> update());
    }

    /// Whether the card is on show.
    public BooleanProperty openProperty() {
        return open;
    }

    /// Show an address, written as a number or as the name of a register or symbol.
    public void open(String where) {
        address.set(where);
        open.set(true);
    }

    /// The address in words.
    StringProperty addressProperty() {
        return address;
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Registers that often hold an address of interest.
    static List<String> suggestions() {
        return List.of("PC", "SP", "FAR_EL1", "ELR_EL1", "VBAR_EL1", "X0", "X1");
    }

    /// Show memory further on, or back.
    void move(long bytes) {
        shown.get().va().ifPresent(va -> address.set(Notation.address(va + bytes)));
    }

    private void update() {
        if (open.get()) {
            MachineSnapshot machine = session.snapshot();
            OptionalLong va = value(address.get().strip(), machine);
            shown.set(va.isEmpty() ? Shown.NOTHING : new Shown(va, Optional.of(Translation.of(machine, va.getAsLong())),
                    rows(machine, va.getAsLong())));
        }
    }

    private static OptionalLong value(String words, MachineSnapshot machine) {
        String name = words.toUpperCase(Locale.ROOT);
        if (name.equals("PC")) {
            return OptionalLong.of(machine.pc());
        }
        if (name.equals("SP")) {
            return OptionalLong.of(machine.sp());
        }
        if (name.matches("X([0-9]|[12][0-9]|30)")) {
            return OptionalLong.of(machine.x().get(Integer.parseInt(name.substring(1))));
        }
        if (machine.systemRegister(name).isPresent()) {
            return OptionalLong.of(machine.systemRegister(name).get());
        }
        for (Map.Entry<Long, String> symbol : machine.program().symbols().entrySet()) {
            if (symbol.getValue().equals(words)) {
                return OptionalLong.of(symbol.getKey());
            }
        }
        return number(words.replace("_", ""));
    }

    /// Hexadecimal with or without `0x`: addresses are never written otherwise.
    private static OptionalLong number(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        try {
            return OptionalLong.of(Long.parseUnsignedLong(digits, 16));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private static List<Row> rows(MachineSnapshot machine, long va) {
        List<Row> rows = new ArrayList<>();
        long from = (va & -ROW) - (long) ROW * ROWS_BEFORE;
        for (int i = 0; i < ROWS; i++) {
            long first = from + (long) ROW * i;
            OptionalLong gpa = Translation.of(machine, first).output(); // a row does not cross a page
            List<String> bytes = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < ROW; column++) {
                int octet = gpa.isEmpty() ? -1 : machine.memory().byteAt(gpa.getAsLong() + column);
                bytes.add(octet < 0 ? "--" : Notation.digits(octet, 2));
                text.append(octet >= ' ' && octet < 0x7f ? (char) octet : octet < 0 ? ' ' : UNPRINTABLE);
            }
            rows.add(new Row(first, bytes, text.toString(), first == (va & -ROW) ? (int) (va & ROW - 1) : -1));
        }
        return rows;
    }
}
