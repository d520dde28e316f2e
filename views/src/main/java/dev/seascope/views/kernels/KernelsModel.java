package dev.seascope.views.kernels;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The composed injection on every kernel at once, and in what each answer differs from that of the kernel in use.
/// Follows the composer while it is open; holds no controls.
public final class KernelsModel {
    /// What goes to the other kernels.
    enum Sent {
        /// The injection, put into bytes by a VMM built for each kernel: what a struct has no room for is left out.
        INJECTION("Same injection"),
        /// The bytes for the kernel in use, as a VMM built for that one would send them anywhere.
        BYTES("Same bytes");

        private final String title;

        Sent(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// One kernel.
    ///
    /// @param current the session uses it
    /// @param derived it was made here
    /// @param differences from the kernel in use, a phrase each
    record Row(Outcome outcome, boolean current, boolean derived, List<String> differences) {
        Row {
            differences = List.copyOf(differences);
        }

        Kernel kernel() {
            return outcome.kernel();
        }

        boolean differs() {
            return !differences.isEmpty();
        }
    }

    private final SessionModel session;
    private final Consumer<Command> commands;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final ObjectProperty<Sent> sent = new SimpleObjectProperty<>(this, "sent", Sent.INJECTION);
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final List<Kernel> derived = new ArrayList<>();

    public KernelsModel(SessionModel session, Consumer<Command> commands) {
        this.session = session;
        this.commands = commands;
        session.previewProperty().subscribe(_ -> update());
        open.subscribe(_ -> update());
        sent.subscribe(_ -> update());
    }

    /// Whether the table is on show. While it is not, nothing is computed.
    public BooleanProperty openProperty() {
        return open;
    }

    /// What goes to the other kernels.
    ObjectProperty<Sent> sentProperty() {
        return sent;
    }

    /// Every kernel, oldest first; those derived come last.
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// What is composed: `dabt + ISS`.
    String injection() {
        return session.plan().label();
    }

    /// In how many kernels the outcome differs from that of the kernel in use.
    long differing() {
        return rows.get().stream().filter(Row::differs).count();
    }

    /// The kernel in use.
    Kernel current() {
        return Kernel.of(session.snapshot().machine().kernelId());
    }

    /// Ask this kernel from here on.
    void use(Kernel kernel) {
        if (!kernel.equals(current())) {
            commands.accept(new Command.UseKernel(kernel.id()));
        }
    }

    /// Add a kernel to the table. Does nothing if it is there.
    void add(Kernel kernel) {
        if (!kernels().contains(kernel)) {
            derived.add(kernel);
            update();
        }
    }

    /// Take a derived kernel off the table.
    void remove(Kernel kernel) {
        derived.remove(kernel);
        update();
    }

    private List<Kernel> kernels() {
        List<Kernel> all = new ArrayList<>(Kernel.all());
        derived.stream().filter(kernel -> !all.contains(kernel)).forEach(all::add);
        if (!all.contains(current())) {
            all.add(current());
        }
        return all;
    }

    private void update() {
        if (!open.get()) {
            return;
        }
        MachineSnapshot machine = session.snapshot();
        Kernel current = current();
        Outcome own = new Outcome(current, preview(session.plan(), current, machine));
        rows.set(kernels().stream().map(kernel -> {
            Outcome outcome = kernel.equals(current) ? own : new Outcome(kernel,
                    preview(session.plan(), kernel, machine));
            return new Row(outcome, kernel.equals(current), derived.contains(kernel), outcome.differences(own));
        }).toList());
    }

    private Preview preview(InjectionPlan plan, Kernel kernel, MachineSnapshot machine) {
        KvmExit exit = KvmExit.read(machine.kvmRun());
        return switch (sent.get()) {
            case INJECTION -> Injector.preview(plan, kernel, machine.vcpuState(), exit);
            case BYTES -> Injector.preview(session.preview().struct(), session.preview().ioctl(), kernel,
                    machine.vcpuState(), exit);
        };
    }
}
