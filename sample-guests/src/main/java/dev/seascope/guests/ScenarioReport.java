package dev.seascope.guests;

import java.util.List;

/// How a scenario went on one kernel.
///
/// @param file the scenario file as the user named it
/// @param title its title
/// @param kernel the kernel's id
/// @param steps one result a step, in order
public record ScenarioReport(String file, String title, String kernel, List<StepResult> steps) {
    public ScenarioReport {
        steps = List.copyOf(steps);
    }

    /// What did not hold.
    ///
    /// @param key what was looked at: `ESR_EL1`, `return`, `memory 0x40000000`
    public record Failure(String key, String expected, String actual) {}

    /// One step.
    ///
    /// @param number from 1
    /// @param verb the word in the file, or `check`
    /// @param points what the step is worth
    public record StepResult(int number, String verb, String title, int points, List<Failure> failures) {
        public StepResult {
            failures = List.copyOf(failures);
        }

        /// Whether everything held.
        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /// Whether every step passed.
    public boolean passed() {
        return steps.stream().allMatch(StepResult::passed);
    }

    /// Points of the steps that passed.
    public int score() {
        return steps.stream().filter(StepResult::passed).mapToInt(StepResult::points).sum();
    }

    /// Points of all steps.
    public int max() {
        return steps.stream().mapToInt(StepResult::points).sum();
    }
}
