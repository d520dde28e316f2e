package dev.seascope.views.model;

import dev.seascope.arch.Bits;
import dev.seascope.session.SessionEvent;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// The one thing selected and the one thing hovered, shared by every view: a click anywhere shows everywhere.
/// Belongs to the JavaFX thread.
public final class Selection {
    /// What can be selected or hovered.
    public sealed interface Subject {
        /// Nothing at all.
        record Nothing() implements Subject {}

        /// A whole register by its Arm name: `FAR_EL1`, `X3`, `PC`.
        record Register(String name) implements Subject {}

        /// Some bits of a register: a field, or one bit.
        record RegisterBits(String register, Bits bits) implements Subject {}

        /// A guest virtual address: a line of code, a byte of memory.
        record Address(long gva) implements Subject {}

        /// A byte of `struct kvm_vcpu_events`.
        record StructByte(int offset) implements Subject {}

        /// Something that happened.
        record Event(SessionEvent event) implements Subject {}

        /// The absent subject.
        Subject NOTHING = new Nothing();
    }

    private final ObjectProperty<Subject> selected = new SimpleObjectProperty<>(this, "selected", Subject.NOTHING);
    private Consumer<Subject> opener = _ -> { };
    private final ObjectProperty<Subject> hovered = new SimpleObjectProperty<>(this, "hovered", Subject.NOTHING);

    /// What a click chose; shown by a tint and a bar.
    public ObjectProperty<Subject> selectedProperty() {
        return selected;
    }

    /// What the pointer is over; shown by a ring.
    public ObjectProperty<Subject> hoveredProperty() {
        return hovered;
    }

    public Subject selected() {
        return selected.get();
    }

    public Subject hovered() {
        return hovered.get();
    }

    public void select(Subject subject) {
        selected.set(subject);
    }

    public void hover(Subject subject) {
        hovered.set(subject);
    }

    /// Select something and show its bits where there is a place for that: a register, or the instruction at an address.
    public void open(Subject subject) {
        select(subject);
        opener.accept(subject);
    }

    /// What shows the bits of what is opened.
    public void onOpen(Consumer<Subject> action) {
        opener = action;
    }

    /// Whether the selected subject passes `test`, as it changes.
    public ObservableValue<Boolean> selects(Predicate<Subject> test) {
        return selected.map(test::test);
    }

    /// Whether some of these bits of a register are selected.
    public boolean selects(String register, Bits bits) {
        return touches(selected.get(), register, bits);
    }

    /// Whether some of these bits of a register are hovered.
    public boolean hovers(String register, Bits bits) {
        return touches(hovered.get(), register, bits);
    }

    private static boolean touches(Subject subject, String register, Bits others) {
        return subject instanceof Subject.RegisterBits(String name, Bits bits) && name.equals(register)
                && bits.msb() >= others.lsb() && others.msb() >= bits.lsb();
    }
}
