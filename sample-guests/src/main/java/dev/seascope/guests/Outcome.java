package dev.seascope.guests;

import java.util.Map;

/// What an action returned and what else it showed.
///
/// @param returned as the system call returns it; 0 for actions that are none
/// @param errno symbolic, or empty
/// @param why the reason of a failure in one sentence, or empty
/// @param values what an expectation can look at by name besides
record Outcome(long returned, String errno, String why, Map<String, Observed> values) {
    /// Nothing was called.
    static final Outcome NONE = new Outcome(0, "", "", Map.of());

    Outcome {
        values = Map.copyOf(values);
    }

    boolean failed() {
        return returned < 0;
    }
}
