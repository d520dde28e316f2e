package dev.seascope.views.timeline;

import java.util.ArrayList;
import java.util.List;

/// Maps time, in instructions retired, to pixels.
///
/// @param from time at the left edge
/// @param to time at the right edge
/// @param left x of the left edge
/// @param width in pixels
record TimeScale(double from, double to, double left, double width) {
    private static final int[] STEPS = {1, 2, 5};

    /// A line of the grid.
    ///
    /// @param labelled whether its time is written above it
    record Tick(long time, boolean labelled) {}

    double x(long time) {
        return at((double) time);
    }

    double at(double time) {
        return left + (time - from) * pixelsPerInstruction();
    }

    double time(double x) {
        return from + (x - left) / pixelsPerInstruction();
    }

    double pixelsPerInstruction() {
        return width / (to - from);
    }

    /// The grid: round numbers at least `spacing` pixels apart are labelled, with one line half-way between.
    List<Tick> ticks(double spacing) {
        long step = step(spacing / pixelsPerInstruction());
        long half = step % 2 == 0 ? step / 2 : step;
        List<Tick> ticks = new ArrayList<>();
        long first = Math.max(0, (long) Math.ceil(from / half)) * half;
        for (long time = first; time <= to; time += half) {
            ticks.add(new Tick(time, time % step == 0));
        }
        return ticks;
    }

    private static long step(double atLeast) {
        for (long power = 1;; power *= 10) {
            for (int step : STEPS) {
                if (step * power >= atLeast) {
                    return step * power;
                }
            }
        }
    }
}
