package dev.seascope.views.timeline;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.Answered;
import dev.seascope.session.SessionEvent.ExceptionReturned;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.session.SessionEvent.Exited;
import dev.seascope.session.SessionEvent.Injected;
import dev.seascope.session.SessionEvent.Ioctl;
import dev.seascope.session.SessionEvent.Restored;
import dev.seascope.session.SessionEvent.Skipped;
import dev.seascope.session.SessionEvent.Started;
import dev.seascope.session.SessionEvent.StateChanged;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;

/// What happened, sorted into lanes, and which stretch of it is on show. Built as events arrive; a million of them are
/// a few arrays. Holds no controls.
public final class TimelineModel {
    /// The share of the width left of the playhead when the timeline follows it.
    private static final double PLAYHEAD_AT = 0.76;
    /// The same while the guest runs: what comes next appears at the right edge.
    private static final double RUNNING_AT = 0.97;
    private static final double SHORTEST = 16;
    private static final double FIRST_INSTRUCTIONS = 24;
    private static final double FIRST_SPAN = 540;
    private static final double WHEEL_STEP = 1.25;

    /// The stretch of time on show.
    public record Range(double from, double to) {
        double span() {
            return to - from;
        }
    }

    private final SessionModel session;
    private final Selection selection;
    private final Map<Lane, Bars> bars = new EnumMap<>(Lane.class);
    private final Map<Lane, Marks> marks = new EnumMap<>(Lane.class);
    private final Map<Integer, Long> answers = new HashMap<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<Range> range =
            new ReadOnlyObjectWrapper<>(this, "range", new Range(0, FIRST_SPAN / PLAYHEAD_AT));
    private int taken;
    private boolean following = true;
    private boolean scaled;

    public TimelineModel(SessionModel session, Selection selection) {
        this.session = session;
        this.selection = selection;
        for (Lane lane : Lane.values()) {
            if (lane == Lane.EL0 || lane == Lane.EL1) {
                bars.put(lane, new Bars());
            } else {
                marks.put(lane, new Marks());
            }
        }
        session.events().addListener((ListChangeListener<SessionEvent>) change -> {
            while (change.next()) {
                if (change.wasRemoved()) {
                    clear();
                }
            }
            takeNew();
        });
        takeNew();
        session.snapshotProperty().subscribe(_ -> {
            follow();
            changed();
        });
        session.previewProperty().subscribe(_ -> changed());
        selection.selectedProperty().subscribe(_ -> changed());
        selection.hoveredProperty().subscribe(_ -> changed());
    }

    /// Counts the changes of anything that is drawn, other than the range.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// What is on show.
    public ReadOnlyObjectProperty<Range> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    public Range range() {
        return range.get();
    }

    /// The time of the newest snapshot: where the playhead stands.
    public long now() {
        return session.snapshot().retired();
    }

    /// Time at which the run ends, so far.
    public long end() {
        int last = session.events().size() - 1;
        return Math.max(now(), last < 0 ? 0 : session.events().get(last).retired());
    }

    MachineSnapshot machine() {
        return session.snapshot();
    }

    boolean isFailed() {
        return session.snapshot().state() instanceof RunState.Failed;
    }

    /// Nothing to draw: no guest was loaded.
    boolean isEmpty() {
        return session.events().isEmpty();
    }

    Bars bars(Lane lane) {
        return Objects.requireNonNull(bars.get(lane));
    }

    Marks marks(Lane lane) {
        return Objects.requireNonNull(marks.get(lane));
    }

    SessionEvent event(int index) {
        return session.events().get(index);
    }

    /// What a bar is called: the symbol at which it began, without an offset.
    String barName(long pc) {
        return session.snapshot().program().symbolic(pc).map(name -> name.replaceFirst(" \\+ .*", "")).orElse("");
    }

    String label(SessionEvent event) {
        return EventText.label(event, answer(event));
    }

    OptionalLong answer(SessionEvent event) {
        Long data = event instanceof Exited exited ? answers.get(exited.number()) : null;
        return data == null ? OptionalLong.empty() : OptionalLong.of(data);
    }

    /// The label of the mark that stands for the composed injection; empty when none is composed.
    String composed() {
        return session.isComposed() ? session.plan().label() + ", composed, not sent" : "";
    }

    /// The selected event as the end of a sentence; empty when no event is selected.
    String selectedText() {
        return selection.selected() instanceof Subject.Event(SessionEvent event)
                ? ", selected: %s at %d".formatted(label(event), event.retired())
                : "";
    }

    boolean isSelected(SessionEvent event) {
        return selection.selected() instanceof Subject.Event(SessionEvent selected) && selected.equals(event);
    }

    boolean isHovered(SessionEvent event) {
        return selection.hovered() instanceof Subject.Event(SessionEvent hovered) && hovered.equals(event);
    }

    void hover(SessionEvent event) {
        selection.hover(new Subject.Event(event));
    }

    void hoverNothing() {
        if (selection.hovered() instanceof Subject.Event) {
            selection.hover(Subject.NOTHING);
        }
    }

    /// Select an event and bring it into sight.
    public void select(SessionEvent event) {
        selection.select(new Subject.Event(event));
        reveal(event.retired());
    }

    /// Select the code where an event left the guest.
    public void showCode(long address) {
        selection.select(new Subject.Address(address));
    }

    /// Select the exception after the selected event, or the first one on show.
    public void nextException() {
        next(Lane.EXCEPTIONS, true);
    }

    /// Select the exception before the selected event, or the last one on show.
    public void previousException() {
        previous(Lane.EXCEPTIONS, true);
    }

    /// Select the exit after the selected event, or the first one on show.
    public void nextExit() {
        next(Lane.HOST, false);
    }

    /// Select the exit before the selected event, or the last one on show.
    public void previousExit() {
        previous(Lane.HOST, false);
    }

    /// Show less, or with a factor above 1 more.
    ///
    /// @param steps wheel steps; positive shows less
    /// @param at the time that stays where it is
    public void zoom(double steps, double at) {
        double span = Math.clamp(range.get().span() * Math.pow(WHEEL_STEP, -steps), SHORTEST, longest());
        double share = (at - range.get().from()) / range.get().span();
        scaled = true;
        show(at - share * span, span);
        following = inSight(now());
    }

    /// Show earlier or later.
    ///
    /// @param by instructions; positive shows later
    public void pan(double by) {
        show(range.get().from() + by, range.get().span());
        following = inSight(now());
    }

    /// Show everything.
    public void fit() {
        scaled = true;
        show(0, Math.max(SHORTEST, end() / 0.95));
        following = true;
    }

    /// Begin the stretch on show at this time.
    public void panTo(double from) {
        pan(from - range.get().from());
    }

    /// Bring a time into sight.
    public void reveal(long time) {
        if (!inSight(time)) {
            show(time - range.get().span() / 2, range.get().span());
            following = inSight(now());
        }
    }

    private void next(Lane lane, boolean onlyTaken) {
        Marks in = marks(lane);
        int selected = selectedEvent();
        int from = selected < 0 ? in.firstAtOrAfter(range.get().from()) : firstAfterEvent(in, selected);
        for (int i = from; i < in.size(); i++) {
            if (counts(event(in.event(i)), onlyTaken)) {
                select(event(in.event(i)));
                return;
            }
        }
    }

    private void previous(Lane lane, boolean onlyTaken) {
        Marks in = marks(lane);
        int selected = selectedEvent();
        int from = selected < 0 ? in.firstAtOrAfter(range.get().to() + 1) : firstAfterEvent(in, selected - 1);
        for (int i = from - 1; i >= 0; i--) {
            if (counts(event(in.event(i)), onlyTaken)) {
                select(event(in.event(i)));
                return;
            }
        }
    }

    private static boolean counts(SessionEvent event, boolean onlyTaken) {
        return onlyTaken ? event instanceof ExceptionTaken : event instanceof Exited;
    }

    private static int firstAfterEvent(Marks in, int event) {
        int low = 0;
        int high = in.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in.event(middle) > event) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int selectedEvent() {
        return selection.selected() instanceof Subject.Event(SessionEvent event) ? session.events().indexOf(event) : -1;
    }

    private boolean inSight(long time) {
        return time >= range.get().from() && time <= range.get().to();
    }

    private double longest() {
        return Math.max(FIRST_SPAN, (double) end()) / PLAYHEAD_AT * 1.1;
    }

    private void show(double from, double span) {
        double lowest = -span * 0.02;
        double highest = Math.max(lowest, end() - span * 0.1);
        double clamped = Math.clamp(from, lowest, highest);
        range.set(new Range(clamped, clamped + span));
    }

    private void follow() {
        if (!following) {
            return;
        }
        boolean running = session.snapshot().state() instanceof RunState.Running;
        double share = running ? RUNNING_AT : PLAYHEAD_AT;
        // Until the user chooses a scale, a short run fills the width and a long one shows its end.
        double span = scaled ? range.get().span() : Math.clamp((double) now(), FIRST_INSTRUCTIONS, FIRST_SPAN) / share;
        double from = now() - span * share;
        if (!inSight(now()) || from > range.get().from() || span != range.get().span()) {
            show(Math.max(0, from), span);
        }
    }

    private void clear() {
        bars.values().forEach(Bars::clear);
        marks.values().forEach(Marks::clear);
        answers.clear();
        taken = 0;
        following = true;
        scaled = false;
        range.set(new Range(0, FIRST_SPAN / PLAYHEAD_AT));
    }

    private void takeNew() {
        for (; taken < session.events().size(); taken++) {
            take(session.events().get(taken), taken);
        }
        changed();
    }

    private void take(SessionEvent event, int index) {
        switch (event) {
            case Started started -> level(started.el(), started.retired(), started.pc());
            case Exited _ -> marks(Lane.HOST).add(event.retired(), index);
            case Answered answered -> answers.put(answered.number(), answered.data());
            case Ioctl ioctl -> {
                if (!ioctl.errno().isEmpty()) {
                    marks(Lane.HOST).add(event.retired(), index);
                }
            }
            case Injected _, SessionEvent.ErrorReported _ -> marks(Lane.INJECTIONS).add(event.retired(), index);
            case ExceptionTaken exception -> {
                marks(Lane.EXCEPTIONS).add(event.retired(), index);
                level(1, exception.retired(), exception.pc());
            }
            case ExceptionReturned returned -> {
                marks(Lane.EXCEPTIONS).add(event.retired(), index);
                level(returned.toEl(), returned.retired(), returned.pc());
            }
            case Skipped skipped -> {
                marks(Lane.EXCEPTIONS).add(event.retired(), index);
                level(skipped.el(), skipped.retired(), skipped.pc());
            }
            case Restored restored -> {
                marks(Lane.EXCEPTIONS).add(event.retired(), index);
                bars.values().forEach(Bars::clear); // when the guest was at which level is not known
                level(restored.el(), restored.retired(), restored.pc());
            }
            case StateChanged _ -> { }
        }
    }

    private void level(int el, long time, long pc) {
        bars(el == 0 ? Lane.EL1 : Lane.EL0).end(time);
        bars(el == 0 ? Lane.EL0 : Lane.EL1).begin(time, pc);
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
