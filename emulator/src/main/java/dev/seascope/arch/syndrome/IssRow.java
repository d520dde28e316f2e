package dev.seascope.arch.syndrome;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.arch.Meanings;
import dev.seascope.arch.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A field of a syndrome: where it exists, when it is in force, which of its values exist where. Written as
/// `row(TOP_LEVEL).when(NO_SYNDROME).in(2).needs(THE)`.
///
/// @param limits values that exist only within a scope of their own
record IssRow(Field field, Condition when, Scope scope, Map<Long, Scope> limits) {
    static IssRow row(Field field) {
        return new IssRow(field, Condition.ALWAYS, Scope.EVERYWHERE, Map.of());
    }

    IssRow when(Condition condition) {
        return new IssRow(field, when.and(condition), scope, limits);
    }

    IssRow in(int... els) {
        return new IssRow(field, when, scope.in(els), limits);
    }

    IssRow needs(ArmFeature... anyOf) {
        return new IssRow(field, when, scope.needs(anyOf), limits);
    }

    IssRow only(Profile.Revision revision) {
        return new IssRow(field, when, scope.only(revision), limits);
    }

    IssRow limit(long value, Scope where) {
        Map<Long, Scope> more = new HashMap<>(limits);
        more.put(value, where);
        return limits(more);
    }

    IssRow limits(Map<Long, Scope> all) {
        return new IssRow(field, when, scope, Map.copyOf(all));
    }

    /// The field as `context` has it: values that do not exist there are marked with what they need.
    Field fieldFor(SyndromeContext context) {
        if (!(field instanceof Field.Choice choice) || limits.values().stream().allMatch(at -> at.admits(context))) {
            return field;
        }
        List<Meaning> meanings = new ArrayList<>();
        for (Meaning meaning : choice.meanings()) {
            Scope limit = limits.getOrDefault(meaning.value(), Scope.EVERYWHERE);
            meanings.add(new Meaning(meaning.value(), meaning.text(), limit.lacking(context)));
        }
        return new Field.Choice(choice.bits(), choice.title(), choice.explanation(),
                Meanings.of(choice.bits(), meanings), choice.closed());
    }
}
