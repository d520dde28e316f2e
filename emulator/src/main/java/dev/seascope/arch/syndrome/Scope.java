package dev.seascope.arch.syndrome;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where a field, a value or a rule exists at all: in which registers, with which features, in which revision of the
/// manual, for which instruction set. Settled once for a context, before any value is looked at.
///
/// @param views bit `n` is set when it exists in `ESR_ELn`
/// @param features at least one of each list is needed
/// @param revision the only revision that has it, or null for all
/// @param excluded an instruction set it is impossible for, or null
record Scope(int views, List<List<ArmFeature>> features, Profile.@Nullable Revision revision,
        List<Origin> excluded) {
    static final Scope EVERYWHERE = new Scope(0b1110, List.of(), null, List.of());

    /// Only in these `ESR_ELn`.
    Scope in(int... els) {
        int mask = 0;
        for (int el : els) {
            mask |= 1 << el;
        }
        return new Scope(views & mask, features, revision, excluded);
    }

    /// Only with one of these features.
    Scope needs(ArmFeature... anyOf) {
        List<List<ArmFeature>> more = new ArrayList<>(features);
        more.add(List.of(anyOf));
        return new Scope(views, List.copyOf(more), revision, excluded);
    }

    /// Only in this revision.
    Scope only(Profile.Revision edition) {
        return new Scope(views, features, edition, excluded);
    }

    /// Not if the exception is known to come from one of these instruction sets.
    Scope unless(Origin... origins) {
        return new Scope(views, features, revision, List.of(origins));
    }

    boolean admits(SyndromeContext context) {
        return (views >>> context.view() & 1) != 0
                && features.stream().allMatch(context.profile()::hasAny)
                && (revision == null || revision == context.profile().revision())
                && !excluded.contains(context.origin());
    }

    /// What `context` lacks, as a predicate: `needs FEAT_THE`, `exists only in ESR_EL2`. Empty if it is admitted.
    String lacking(SyndromeContext context) {
        if ((views >>> context.view() & 1) == 0) {
            return "exists only in " + IntStream.rangeClosed(1, 3).filter(el -> (views >>> el & 1) != 0)
                    .mapToObj(el -> "ESR_EL" + el).collect(Collectors.joining(" and "));
        }
        for (List<ArmFeature> anyOf : features) {
            if (!context.profile().hasAny(anyOf)) {
                return "needs " + anyOf.stream().map(ArmFeature::manualName).collect(Collectors.joining(" or "));
            }
        }
        if (revision != null && revision != context.profile().revision()) {
            return "exists only in revision " + revision.label();
        }
        return excluded.contains(context.origin()) ? "does not apply to " + context.origin() : "";
    }
}
