package dev.seascope.views.tour;

import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

/// Where the tour is. A spot that asks for something waits until the user has done it; the others wait for Next. Holds
/// no controls.
public final class TourModel {
    /// In the order of the tour.
    static final List<Spot> SPOTS = List.of(Spot.values());

    private final SessionModel session;
    private final ObservableValue<Boolean> entryOpen;
    private final ReadOnlyObjectWrapper<Optional<Spot>> spot =
            new ReadOnlyObjectWrapper<>(this, "spot", Optional.empty());
    private long retired;

    /// A place to look at.
    enum Spot {
        EXIT("exit", "The guest has stopped", "It read an address that no memory slot backs, so KVM_RUN returned to the "
                + "VMM. This is what the VMM finds in struct kvm_run. It may answer the read, or give the guest an abort.", ""),
        BITS("syndrome", "Compose the abort", "These bits are the ESR_EL1 that the guest will read. What you can supply has "
                + "an edge; a locked bit says whose it is.", "Click a bit, say FnV"),
        SUM("compose", "Where each bit comes from", "Yours, those that KVM ORs in whatever you supply, and those of the "
                + "guest's state and its last trap. Below are the bytes of the ioctl, what is odd about them, and whether this "
                + "kernel takes them.", ""),
        INJECT("compose", "Send it", "KVM_SET_VCPU_EVENTS, as a VMM would call it.", "Press Inject, or Ctrl+Enter"),
        ENTRY("entry", "The guest takes it", "PC went to ELR_EL1, PSTATE to SPSR_EL1, and the vector follows from three "
                + "questions. Drag the slider below to see it happen.", "Close the card with Esc"),
        HANDLER("registers", "Its handler reads it", "The next instruction is mrs x2, esr_el1.", "Step with F11"),
        END("compose", "That was an abort", "Copy as has this injection in C, Rust, as a kselftest and more. Other samples, "
                + "some with Linux, are behind the name at the top left; Ctrl+Shift+P finds everything.", "");

        private final String view;
        private final String title;
        private final String text;
        private final String asks;

        Spot(String view, String title, String text, String asks) {
            this.view = view;
            this.title = title;
            this.text = text;
            this.asks = asks;
        }

        /// The part of the window.
        String view() {
            return view;
        }

        String title() {
            return title;
        }

        String text() {
            return text;
        }

        /// What the user is to do, or empty.
        String asks() {
            return asks;
        }
    }

    /// @param entryOpen whether the card of an exception entry is on show
    public TourModel(SessionModel session, ObservableValue<Boolean> entryOpen) {
        this.session = session;
        this.entryOpen = entryOpen;
        session.planProperty().subscribe(_ -> look());
        session.snapshotProperty().subscribe(_ -> look());
        entryOpen.subscribe(_ -> look());
        session.events().addListener((ListChangeListener<SessionEvent>) change -> {
            boolean injected = false;
            while (change.next()) {
                injected |= change.getAddedSubList().stream().anyMatch(SessionEvent.Injected.class::isInstance);
            }
            if (injected && spot.get().filter(now -> now.compareTo(Spot.INJECT) <= 0).isPresent()) {
                go(Spot.ENTRY); // some are quicker than the tour
            }
        });
    }

    /// Where the tour is, if it is on.
    ReadOnlyObjectProperty<Optional<Spot>> spotProperty() {
        return spot.getReadOnlyProperty();
    }

    /// Begin: the plainest data abort is composed.
    public void start() {
        session.planProperty().set(SessionModel.FIRST_PLAN);
        go(Spot.EXIT);
    }

    /// End it.
    ///
    /// @return whether it was on
    public boolean close() {
        boolean was = spot.get().isPresent();
        spot.set(Optional.empty());
        return was;
    }

    /// To the next spot; after the last the tour is over. Where something is asked for it is skipped.
    void next() {
        Spot now = spot.get().orElse(Spot.END);
        switch (now) {
            case INJECT -> go(Spot.END); // without an injection there is nothing to see between
            case END -> close();
            default -> go(SPOTS.get(SPOTS.indexOf(now) + 1));
        }
    }

    private void go(Spot to) {
        retired = session.snapshot().retired();
        spot.set(Optional.of(to));
    }

    private void look() {
        if (spot.get().map(this::isDone).orElse(false)) {
            next();
        }
    }

    private boolean isDone(Spot at) {
        return switch (at) {
            case EXIT, SUM, INJECT, END -> false;
            case BITS -> session.plan().esr() != 0;
            case ENTRY -> !entryOpen.getValue();
            case HANDLER -> session.snapshot().retired() > retired && !(session.snapshot().state() instanceof RunState.Running);
        };
    }
}
