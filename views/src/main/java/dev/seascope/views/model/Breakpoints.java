package dev.seascope.views.model;

import dev.seascope.session.Accesses;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The breakpoints of the session, as the window keeps them: every change goes to the session as the whole list.
/// Belongs to the JavaFX thread.
public final class Breakpoints {
    private final Consumer<Command> commands;
    private final ObservableList<Breakpoint> list = FXCollections.observableArrayList();
    private final ObservableList<Breakpoint> view = FXCollections.unmodifiableObservableList(list);

    /// @param commands takes a [Command.SetBreakpoints] after each change
    public Breakpoints(Consumer<Command> commands) {
        this.commands = commands;
    }

    /// In the order they were made. Not modifiable.
    public ObservableList<Breakpoint> all() {
        return view;
    }

    /// The breakpoint at an address.
    public Optional<Breakpoint.AtAddress> at(long address) {
        return list.stream().filter(Breakpoint.AtAddress.class::isInstance).map(Breakpoint.AtAddress.class::cast)
                .filter(breakpoint -> breakpoint.address() == address).findFirst();
    }

    /// Replace the whole list.
    public void set(List<Breakpoint> breakpoints) {
        list.setAll(breakpoints);
        send();
    }

    /// Make a breakpoint at an address, or remove the one there.
    public void toggle(long address) {
        at(address).ifPresentOrElse(this::remove,
                () -> add(new Breakpoint.AtAddress(nextId(), true, address)));
    }

    /// Arm the breakpoint at an address, or disarm it without forgetting it.
    public void toggleEnabled(long address) {
        at(address).ifPresent(old -> {
            list.set(list.indexOf(old), new Breakpoint.AtAddress(old.id(), !old.enabled(), address));
            send();
        });
    }

    /// Stop at the MMIO exit of each such access, before a device of the board answers it, or no longer.
    public void toggleAccess(Accesses accesses) {
        toggle(breakpoint -> breakpoint instanceof Breakpoint.OnAccess on && on.accesses().equals(accesses),
                new Breakpoint.OnAccess(nextId(), true, accesses));
    }

    /// Stop at every exit of this `KVM_EXIT_*` reason, or no longer.
    public void toggleExit(int reason) {
        toggle(breakpoint -> breakpoint instanceof Breakpoint.OnExit on && on.reason() == reason,
                new Breakpoint.OnExit(nextId(), true, reason));
    }

    /// Stop at every exception of this class, or no longer.
    public void toggleException(int ec) {
        toggle(breakpoint -> breakpoint instanceof Breakpoint.OnException on && on.ec() == ec,
                new Breakpoint.OnException(nextId(), true, ec));
    }

    /// Forget one.
    public void remove(Breakpoint breakpoint) {
        if (list.remove(breakpoint)) {
            send();
        }
    }

    private void toggle(Predicate<Breakpoint> same, Breakpoint fresh) {
        if (list.removeIf(same)) {
            send();
        } else {
            add(fresh);
        }
    }

    private void add(Breakpoint breakpoint) {
        list.add(breakpoint);
        send();
    }

    private int nextId() {
        return 1 + list.stream().mapToInt(Breakpoint::id).max().orElse(0);
    }

    private void send() {
        commands.accept(new Command.SetBreakpoints(List.copyOf(list)));
    }
}
