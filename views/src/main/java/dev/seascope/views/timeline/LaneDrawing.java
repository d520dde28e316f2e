package dev.seascope.views.timeline;

import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.ExceptionReturned;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.session.SessionEvent.Exited;
import dev.seascope.session.SessionEvent.Injected;
import dev.seascope.session.SessionEvent.Ioctl;
import dev.seascope.session.SessionEvent.Restored;
import dev.seascope.session.SessionEvent.Skipped;
import dev.seascope.views.control.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Decides what of a lane is drawn at a scale: whole shapes with labels where there is room, one line a pixel where
/// there is not. So the work depends on the width, not on the number of events. Draws nothing itself.
final class LaneDrawing {
    /// Marks closer than this on the average are drawn as lines.
    private static final double CROWDED = 7;
    /// A label may reach into sight from a mark this far outside.
    private static final double LABEL_REACH = 240;

    private LaneDrawing() {}

    /// A shape with its label.
    ///
    /// @param event index of the event
    /// @param x middle of the shape
    /// @param label empty when there is no room
    /// @param labelX left edge of the label
    record Shape(int event, double x, Look look, String label, double labelX) {}

    /// How a mark looks.
    enum Look {
        /// `KVM_RUN` returned.
        EXIT(Ink.HOST, Ink.HOST_TEXT, false),
        /// An ioctl was refused.
        REFUSED(Ink.ERROR, Ink.ERROR_TEXT, false),
        /// An exception was taken.
        TAKEN(Ink.GUEST, Ink.MUTED, true),
        /// ERET.
        RETURNED(Ink.GUEST, Ink.MUTED, false),
        /// What came before is not told one by one.
        SKIPPED(Ink.GUEST, Ink.MUTED, true),
        /// An injection was sent.
        INJECTED(Ink.USER_MARK, Ink.USER_TEXT, false);

        private final Ink mark;
        private final Ink label;
        private final boolean labelLeft;

        Look(Ink mark, Ink label, boolean labelLeft) {
            this.mark = mark;
            this.label = label;
            this.labelLeft = labelLeft;
        }

        Ink mark() {
            return mark;
        }

        Ink label() {
            return label;
        }

        static Look of(SessionEvent event) {
            return switch (event) {
                case Exited _ -> EXIT;
                case Ioctl _ -> REFUSED;
                case ExceptionTaken _ -> TAKEN;
                case ExceptionReturned _ -> RETURNED;
                case Skipped _, Restored _ -> SKIPPED;
                case Injected _, SessionEvent.ErrorReported _, SessionEvent.Started _, SessionEvent.Answered _,
                        SessionEvent.StateChanged _ -> INJECTED;
            };
        }
    }

    /// A run of pixels that hold marks too close to tell apart.
    record Crowd(double x, double width) {}

    /// A bar, or a run of pixels that bars cover so far.
    ///
    /// @param share 1 for a bar; less for pixels that are covered in part
    /// @param bar index of the bar, if it is one bar
    record Stretch(double x, double width, double share, OptionalInt bar) {}

    /// Measures a label.
    @FunctionalInterface
    interface Width {
        double of(String text);
    }

    /// Whether the marks in sight are too many for shapes.
    static boolean isCrowded(Marks marks, TimeScale scale) {
        int count = marks.firstAtOrAfter(scale.to() + 1) - marks.firstAtOrAfter(scale.from());
        return count > 1 && scale.width() / count < CROWDED;
    }

    /// The pixels that hold marks, as runs.
    static List<Crowd> crowds(Marks marks, TimeScale scale) {
        List<Crowd> crowds = new ArrayList<>();
        int i = marks.firstAtOrAfter(scale.from());
        while (i < marks.size() && marks.time(i) <= scale.to()) {
            double x = Math.floor(scale.x(marks.time(i)));
            double end = x + 1;
            i = marks.firstAtOrAfter(scale.time(end));
            while (i < marks.size() && marks.time(i) < scale.time(end + 1)) {
                end++;
                i = marks.firstAtOrAfter(scale.time(end));
            }
            crowds.add(new Crowd(x, end - x));
        }
        return crowds;
    }

    /// The marks in sight with those labels for which there is room. Earlier labels win. A label that has no room on
    /// its own side goes to the other side if there is room.
    ///
    /// @param gap from the middle of a mark to its label
    static List<Shape> shapes(Marks marks, TimeScale scale, TimelineModel model, double gap, Width width) {
        List<Shape> shapes = new ArrayList<>();
        double margin = LABEL_REACH / scale.pixelsPerInstruction();
        int from = marks.firstAtOrAfter(scale.from() - margin);
        double taken = Double.NEGATIVE_INFINITY;
        for (int i = from; i < marks.size() && marks.time(i) <= scale.to() + margin; i++) {
            SessionEvent event = model.event(marks.event(i));
            Look look = Look.of(event);
            double x = scale.x(marks.time(i));
            String label = model.label(event);
            double needed = width.of(label);
            double nextX = i + 1 < marks.size() ? scale.x(marks.time(i + 1)) - gap : Double.POSITIVE_INFINITY;
            double toLeft = x - gap - 2 - needed;
            boolean fitsLeft = toLeft > Math.max(taken, scale.left());
            boolean fitsRight = x + gap + needed < Math.min(nextX, scale.left() + scale.width());
            boolean left = look.labelLeft ? fitsLeft || !fitsRight
                    : !fitsRight && nextX > scale.left() + scale.width();
            boolean fits = left ? fitsLeft : fitsRight;
            shapes.add(new Shape(marks.event(i), x, look, fits ? label : "", left ? toLeft : x + gap));
            taken = fits && !left ? x + 2 * gap + needed : x + gap;
        }
        return shapes;
    }

    /// The bars in sight; where they are thinner than a pixel, what share of each pixel they cover.
    static List<Stretch> stretches(Bars bars, TimeScale scale, long now) {
        List<Stretch> stretches = new ArrayList<>();
        int first = bars.firstEndingAfter(scale.from(), now);
        int last = Math.min(bars.firstEndingAfter(scale.to(), now), bars.size() - 1);
        double right = scale.left() + scale.width();
        if (last - first > scale.width() / 3) {
            pixels(bars, scale, now, stretches);
            return stretches;
        }
        for (int i = first; i <= last; i++) {
            double x = Math.max(scale.left(), scale.x(bars.start(i)));
            double end = Math.min(right, scale.x(bars.end(i, now)));
            if (end >= x && bars.start(i) <= scale.to()) {
                stretches.add(new Stretch(x, Math.max(1, end - x), 1, OptionalInt.of(i)));
            }
        }
        return stretches;
    }

    private static void pixels(Bars bars, TimeScale scale, long now, List<Stretch> stretches) {
        double perPixel = 1 / scale.pixelsPerInstruction();
        double runStart = scale.left();
        int runShare = 0;
        for (double x = scale.left(); x <= scale.left() + scale.width(); x++) {
            double time = scale.time(x);
            boolean inside = x < scale.left() + scale.width();
            int share = inside ? (int) Math.round(8 * bars.covered(time, time + perPixel, now) / perPixel) : -1;
            if (share != runShare) {
                if (runShare > 0) {
                    stretches.add(new Stretch(runStart, x - runStart, runShare / 8.0, OptionalInt.empty()));
                }
                runStart = x;
                runShare = share;
            }
        }
    }
}
