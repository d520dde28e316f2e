package dev.seascope.views.palette;

import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Accesses;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.session.ProgramListing;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.syndrome.RegisterCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// State of the palette: what was typed and what fits it. Everything with a key is there, the samples, the registers
/// that have a layout, the kernels, the symbols of the program, what the guest can be stopped at besides lines, and any
/// address. Holds no controls.
public final class PaletteModel {
    private static final int MOST = 60;
    private static final int EXIT_MMIO = 6;
    private static final long PAGE = 4096;
    /// The classes of exceptions that a breakpoint is offered for: unknown, SVC, aborts, SError.
    private static final List<Integer> CLASSES = List.of(0x00, 0x15, 0x20, 0x21, 0x24, 0x25, 0x2f);

    private final SessionModel session;
    private final Consumer<Command> commands;
    private final GuestLibrary guests;
    private final Keymap keys;
    private final Selection selection;
    private final Breakpoints breakpoints;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<List<Entry>> found = new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private List<Entry> all = List.of();

    /// Something that can be chosen.
    ///
    /// @param kind what sort of thing it is: `command`, `register`
    /// @param keys that do the same, or empty
    record Entry(String title, String kind, String keys, Runnable run) {}

    /// @param commands to the session
    /// @param guests what can be opened
    /// @param keys what they do is what the palette can do
    /// @param selection where registers and addresses are shown
    /// @param breakpoints what the guest stops at
    public PaletteModel(SessionModel session, Consumer<Command> commands, GuestLibrary guests, Keymap keys,
            Selection selection, Breakpoints breakpoints) {
        this.session = session;
        this.commands = commands;
        this.guests = guests;
        this.keys = keys;
        this.selection = selection;
        this.breakpoints = breakpoints;
        open.subscribe(now -> {
            if (now) {
                all = everything();
                text.set("");
                search("");
            }
        });
        text.subscribe(this::search);
    }

    /// Whether the palette is on show.
    public BooleanProperty openProperty() {
        return open;
    }

    /// What was typed.
    StringProperty textProperty() {
        return text;
    }

    /// What fits it, the best first.
    ReadOnlyObjectProperty<List<Entry>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Do what an entry says; the palette closes first.
    void choose(Entry entry) {
        open.set(false);
        entry.run().run();
    }

    private List<Entry> everything() {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<Action, String> action : keys.all().entrySet()) {
            if (action.getKey() != Action.PALETTE) {
                entries.add(new Entry(action.getKey().title(), "command", action.getValue(),
                        () -> keys.perform(action.getKey())));
            }
        }
        for (GuestLibrary.Entry sample : guests.samples()) {
            entries.add(new Entry(sample.title(), "sample " + sample.id(), "", () -> guests.open(sample)));
        }
        for (Kernel kernel : Kernel.all()) {
            entries.add(new Entry("Use kernel " + kernel.id(), "kernel", "",
                    () -> commands.accept(new Command.UseKernel(kernel.id()))));
        }
        for (String name : session.snapshot().system().keySet()) {
            if (RegisterCard.describes(name)) {
                entries.add(new Entry(name, "register", "", () -> selection.open(new Subject.Register(name))));
            }
        }
        ProgramListing program = session.snapshot().program();
        program.symbols().forEach((address, name) -> {
            if (program.holds(address)) {
                entries.add(new Entry(name, "symbol at " + Notation.address(address), "", () -> go(address)));
            }
        });
        entries.add(stop(breakpoint -> breakpoint instanceof Breakpoint.OnExit on && on.reason() == EXIT_MMIO,
                "each access to a device (MMIO)", () -> breakpoints.toggleExit(EXIT_MMIO)));
        for (int ec : CLASSES) {
            entries.add(stop(breakpoint -> breakpoint instanceof Breakpoint.OnException on && on.ec() == ec,
                    "each exception of class 0x%02x, %s".formatted(ec, meaning(ec)),
                    () -> breakpoints.toggleException(ec)));
        }
        for (Breakpoint breakpoint : breakpoints.all()) {
            if (breakpoint instanceof Breakpoint.OnAccess(_, _, Accesses accesses)) {
                entries.add(stop(accesses));
            }
        }
        return entries;
    }

    private Entry stop(Predicate<Breakpoint> same, String where, Runnable toggle) {
        boolean stops = breakpoints.all().stream().anyMatch(same);
        return new Entry((stops ? "No longer stop at " : "Stop at ") + where, "breakpoint", "", toggle);
    }

    private Entry stop(Accesses accesses) {
        return stop(breakpoint -> breakpoint instanceof Breakpoint.OnAccess on && on.accesses().equals(accesses),
                "accesses of the page " + Notation.address(accesses.gpa()), () -> breakpoints.toggleAccess(accesses));
    }

    private static String meaning(int ec) {
        return Esr.read((long) ec << 26, SyndromeContext.el1()).stream()
                .filter(reading -> reading.field().name().equals(Esr.EC.name())).map(Layout.Reading::meaning)
                .findFirst().orElse("");
    }

    private void go(long address) {
        selection.open(new Subject.Address(address));
    }

    private void search(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<Entry> fits = new ArrayList<>();
        address(wanted).ifPresent(fits::add);
        device(wanted).ifPresent(fits::add);
        List<String> words = List.of(wanted.split("\\s+", 0));
        all.stream().filter(entry -> words.stream().allMatch(word -> searched(entry).contains(word)))
                .sorted(Comparator.comparingInt(entry -> rank(entry, wanted))).limit(MOST).forEach(fits::add);
        found.set(List.copyOf(fits));
    }

    private static String searched(Entry entry) {
        return (entry.title() + " " + entry.kind()).toLowerCase(Locale.ROOT);
    }

    /// What begins with the text comes first, then what has a word that does.
    private static int rank(Entry entry, String wanted) {
        String title = entry.title().toLowerCase(Locale.ROOT);
        return title.equals(wanted) ? 0 : title.startsWith(wanted) ? 1 : title.contains(" " + wanted) ? 2
                : title.contains(wanted) ? 3 : 4;
    }

    /// A number is the address of a device, if no memory is there; a register of a device is hardly met alone.
    private Optional<Entry> device(String typed) {
        return typed.startsWith("0x") ? Words.parse(typed).filter(address -> address > 0 && !isMemory(address))
                .map(address -> stop(new Accesses(address & -PAGE, PAGE, true, true))) : Optional.empty();
    }

    private boolean isMemory(long address) {
        return session.snapshot().machine().slots().entrySet().stream().anyMatch(slot ->
                address >= slot.getKey() && address - slot.getKey() < slot.getValue());
    }

    /// A number is an address, if the program has code there.
    private Optional<Entry> address(String typed) {
        return typed.startsWith("0x") ? Words.parse(typed).filter(session.snapshot().program()::holds)
                .map(address -> new Entry("Go to " + Notation.address(address), "address", "", () -> go(address)))
                : Optional.empty();
    }
}
