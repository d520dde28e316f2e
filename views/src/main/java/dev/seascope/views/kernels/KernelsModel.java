package dev.seascope.views.kernels;

import dev.seascope.inject.Injector;
import dev.seascope.inject.KernelTable;
import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuState;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    record Row(KernelTable.Row outcome, boolean current, boolean derived, List<String> differences) {
        Row {
            differences = List.copyOf(differences);
        }

        Kernel kernel() {
            return outcome.kernel();
        }

        boolean differs() {
            return !differences.isEmpty();
        }

        /// Whether the ioctl returns 0.
        boolean accepted() {
            return outcome.preview().verdict().accepted();
        }

        /// What its column says of an aspect.
        String text(Aspect aspect) {
            String value = outcome.value(aspect);
            return switch (aspect) {
                case ANSWER -> accepted() ? "returns 0" : "-" + outcome.preview().verdict().errno();
                case ESR_EL1, FAR_EL1 -> outcome.preview().effect().result(aspect.name())
                        .map(write -> Notation.address(write.after())).orElse(value);
                case NOT_SENT, VECTOR, ENTERED, WAITING_SERROR, MMIO -> value;
            };
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
        return Stream.concat(KernelTable.kernels(current()).stream(), derived.stream()).distinct().toList();
    }

    /// The aspects worth a column: those that say something, but what is not sent is said among the differences, and the
    /// fate of the MMIO access only if kernels that accept the call differ in it.
    List<Aspect> aspects() {
        return Arrays.stream(Aspect.values()).filter(aspect -> aspect != Aspect.NOT_SENT).filter(aspect -> rows.get().stream().anyMatch(row ->
                aspect == Aspect.MMIO ? row.accepted() && row.outcome().differences().contains(aspect)
                        : !row.outcome().value(aspect).isEmpty())).toList();
    }

    private void update() {
        if (!open.get()) {
            return;
        }
        MachineSnapshot machine = session.snapshot();
        VcpuState state = machine.vcpuState();
        KvmExit exit = KvmExit.read(machine.kvmRun());
        Preview own = session.preview();
        Kernel current = current();
        KernelTable table = switch (sent.get()) {
            case INJECTION -> KernelTable.rebuilt(session.plan(), kernels(), current, state, exit);
            case BYTES -> KernelTable.sameBytes(new Injector.Encoded(own.struct(), own.ioctl(), own.lacking()),
                    kernels(), current, state, exit);
        };
        KernelTable.Row reference = table.row(current.id());
        rows.set(table.rows().stream().map(row -> new Row(row, row.kernel().equals(current),
                derived.contains(row.kernel()), Differences.of(row, reference))).toList());
    }
}
