package dev.seascope.arch.syndrome;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One rule of the syndrome linter: fires when its condition holds. Written as
/// `error("CM-WNR", CM, is(CM, 1).and(is(WNR, 0)), "...").fix("Set WnR", set(WNR, 1))`.
record Rule(String code, Severity severity, Field field, Condition when, String message, Scope scope,
        @Nullable Edit edit) {
    static Rule error(String code, Field field, Condition when, String message) {
        return new Rule(code, Severity.ERROR, field, when, message, Scope.EVERYWHERE, null);
    }

    static Rule warning(String code, Field field, Condition when, String message) {
        return new Rule(code, Severity.WARNING, field, when, message, Scope.EVERYWHERE, null);
    }

    static Rule note(String code, Field field, Condition when, String message) {
        return new Rule(code, Severity.NOTE, field, when, message, Scope.EVERYWHERE, null);
    }

    Rule in(int... els) {
        return new Rule(code, severity, field, when, message, scope.in(els), edit);
    }

    Rule needs(ArmFeature... anyOf) {
        return new Rule(code, severity, field, when, message, scope.needs(anyOf), edit);
    }

    Rule unless(Origin... origins) {
        return new Rule(code, severity, field, when, message, scope.unless(origins), edit);
    }

    /// Offer a correction that puts `value` into `target`.
    Rule fix(String label, Field target, long value) {
        return fix(label, target.bits().mask(), target.bits().set(0, value));
    }

    /// Offer a correction that clears some bits and then sets others.
    Rule fix(String label, long clear, long set) {
        return new Rule(code, severity, field, when, message, scope, new Edit(label, clear, set));
    }

    Finding finding(long esr) {
        return new Finding(code, severity, field, message,
                edit == null ? Optional.empty() : Optional.of(new Fix(edit.label, (esr & ~edit.clear) | edit.set)));
    }

    /// All bits from `msb` down to `lsb`.
    static long bits(int msb, int lsb) {
        return new Bits("", msb, lsb).mask();
    }

    record Edit(String label, long clear, long set) {}
}
