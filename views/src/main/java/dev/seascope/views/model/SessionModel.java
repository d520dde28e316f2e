package dev.seascope.views.model;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.Verdict;
import dev.seascope.session.HostView;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.MachineSnapshot.MachineConfig;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The session as the window knows it: the newest snapshot, everything that happened, the injection being composed
/// and its preview. Holds no controls. Belongs to the JavaFX thread.
public final class SessionModel {
    private static final int KVM_RUN_BYTES = 2352;

    /// The machine before any guest is loaded: all zero on the default kernel.
    public static final MachineSnapshot NOTHING_LOADED = new MachineSnapshot(0, new RunState.Empty(),
            Collections.nCopies(31, 0L), 0, 0, 0x3c5, new TreeMap<>(), new HostView(0, 0, 0, false, false, 0),
            Bytes.copyOf(new byte[KVM_RUN_BYTES]), 0, 0, "",
            new MachineConfig("series-v1", true, new TreeSet<>(List.of("ras")), new TreeSet<>(), Map.of()), _ -> -1,
            ProgramListing.EMPTY);

    /// What is shown before the first preview: nothing composed, nothing sent.
    private static final Preview NO_PREVIEW = new Preview(Bytes.copyOf(new byte[64]), 0x4040_aea0L,
            new Verdict("", "", "", "", Verdict.Certainty.READ), Effect.NONE);

    /// What is composed when the window opens: the plainest data abort, so that there is something to see and to edit.
    public static final InjectionPlan FIRST_PLAN =
            new InjectionPlan(InjectionPlan.Abort.DATA, false, 0, false, false, 0);

    /// What is loaded, as the window names it.
    ///
    /// @param name `mmio read`; empty when nothing is loaded
    /// @param kind `sample`, `ELF`, ...
    /// @param plan what is to be composed when it is opened, if it is about that
    public record Guest(String name, String kind, Optional<InjectionPlan> plan) {
        /// Nothing is loaded.
        public static final Guest NONE = new Guest("", "");

        /// A guest that may be given any injection.
        public Guest(String name, String kind) {
            this(name, kind, Optional.empty());
        }
    }

    private final Previewer previewer;
    private final ReadOnlyObjectWrapper<MachineSnapshot> snapshot =
            new ReadOnlyObjectWrapper<>(this, "snapshot", NOTHING_LOADED);
    private final ReadOnlyObjectWrapper<MachineSnapshot> previousStop =
            new ReadOnlyObjectWrapper<>(this, "previousStop", NOTHING_LOADED);
    private final ReadOnlyObjectWrapper<MachineSnapshot> start =
            new ReadOnlyObjectWrapper<>(this, "start", NOTHING_LOADED);
    private final ObservableList<SessionEvent> events = FXCollections.observableArrayList();
    private final ObservableList<SessionEvent> eventsView = FXCollections.unmodifiableObservableList(events);
    private final ObjectProperty<InjectionPlan> plan =
            new SimpleObjectProperty<>(this, "plan", InjectionPlan.NOTHING);
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(this, "preview", NO_PREVIEW);
    private final ObjectProperty<Guest> guest = new SimpleObjectProperty<>(this, "guest", Guest.NONE);
    private MachineSnapshot lastStop = NOTHING_LOADED;

    public SessionModel(Previewer previewer) {
        this.previewer = previewer;
        plan.subscribe(_ -> updatePreview());
        snapshot.subscribe(_ -> updatePreview());
    }

    /// What is loaded.
    public ObjectProperty<Guest> guestProperty() {
        return guest;
    }

    /// The machine as last heard of.
    public ReadOnlyObjectProperty<MachineSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    public MachineSnapshot snapshot() {
        return snapshot.get();
    }

    /// What the session is doing.
    public ObservableValue<RunState> state() {
        return snapshot.map(MachineSnapshot::state);
    }

    /// The machine at the stop before the one shown: what change marks compare with.
    public ReadOnlyObjectProperty<MachineSnapshot> previousStopProperty() {
        return previousStop.getReadOnlyProperty();
    }

    /// The machine as it was loaded.
    public ReadOnlyObjectProperty<MachineSnapshot> startProperty() {
        return start.getReadOnlyProperty();
    }

    /// Everything since the guest was loaded, oldest first. Not modifiable.
    public ObservableList<SessionEvent> events() {
        return eventsView;
    }

    /// Whether the machine still stands where its last exit left it. An exception that is injected there takes the place of
    /// what the guest was about: an MMIO read is not completed any more.
    public boolean isAtExit() {
        MachineSnapshot machine = snapshot.get();
        if (!(machine.state() instanceof RunState.AtExit(KvmExit exit))
                || machine.host().pendingException() != VcpuRegister.PENDING_NONE) {
            return false;
        }
        return exit instanceof KvmExit.Mmio ? machine.host().mmioNeeded() : !isTakenSinceExit();
    }

    private boolean isTakenSinceExit() {
        for (SessionEvent event : events.reversed()) {
            switch (event) {
                case SessionEvent.Exited _ -> {
                    return false;
                }
                case SessionEvent.ExceptionTaken _ -> {
                    return true;
                }
                default -> { }
            }
        }
        return false;
    }

    /// The injection being composed. Any view may set it; the preview follows at once.
    public ObjectProperty<InjectionPlan> planProperty() {
        return plan;
    }

    public InjectionPlan plan() {
        return plan.get();
    }

    /// What [#planProperty] would do to [#snapshotProperty].
    public ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    public Preview preview() {
        return preview.get();
    }

    /// What another injection would do to [#snapshotProperty].
    public Preview preview(InjectionPlan other) {
        return previewer.preview(other, snapshot.get());
    }

    /// Whether anything would be pended: the second column of the system registers exists only then.
    public boolean isComposed() {
        return plan.get().abort() != InjectionPlan.Abort.NONE || plan.get().serror();
    }

    /// Replace the snapshot. Change marks move only when the guest stopped.
    public void show(MachineSnapshot newest) {
        if (!(newest.state() instanceof RunState.Running)) {
            boolean first = lastStop.state() instanceof RunState.Empty;
            if (first) {
                start.set(newest);
                previousStop.set(newest);
            } else if (newest.retired() != lastStop.retired()) {
                previousStop.set(lastStop);
            }
            lastStop = newest;
        }
        snapshot.set(newest);
    }

    /// Add what happened. A [SessionEvent.Started] begins anew.
    public void append(List<SessionEvent> batch) {
        int from = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof SessionEvent.Started) {
                from = i;
                events.clear();
                lastStop = NOTHING_LOADED;
            }
        }
        events.addAll(batch.subList(from, batch.size()));
    }

    private void updatePreview() {
        preview.set(previewer.preview(plan.get(), snapshot.get()));
    }
}
