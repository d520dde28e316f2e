package dev.seascope.arch;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the reader of a register assumes of the processing element that wrote it: the features it has, and the revision
/// of the manual to go by.
///
/// @param revision whose tables to use
/// @param featureBits bit `n` is set when the element has the [ArmFeature] of ordinal `n`; a number, so that a profile
///     is cheap to compare
public record Profile(Revision revision, long featureBits) {
    /// A published state of the architecture.
    public enum Revision {
        /// Arm ARM, DDI 0487, issue M.a.a.
        M_A_A("M.a.a"),
        /// System register description of December 2025.
        X2512("2025-12");

        private final String label;

        Revision(String label) {
            this.label = label;
        }

        /// How people write it.
        public String label() {
            return label;
        }
    }

    /// Every feature of issue M.a.a.
    public static final Profile DEFAULT = everything(Revision.M_A_A);

    /// An element with every feature that `revision` describes.
    public static Profile everything(Revision revision) {
        Profile all = of(revision, EnumSet.allOf(ArmFeature.class));
        return switch (revision) {
            case M_A_A -> all.without(ArmFeature.EAESR);
            case X2512 -> all;
        };
    }

    /// An element with exactly these features.
    public static Profile of(Revision revision, Set<ArmFeature> features) {
        long bits = 0;
        for (ArmFeature feature : features) {
            bits |= bit(feature);
        }
        return new Profile(revision, bits);
    }

    /// Whether the element has the feature.
    public boolean has(ArmFeature feature) {
        return (featureBits & bit(feature)) != 0;
    }

    /// Whether the element has one of these features.
    public boolean hasAny(List<ArmFeature> features) {
        return features.stream().anyMatch(this::has);
    }

    /// The same with one more feature.
    public Profile with(ArmFeature feature) {
        return new Profile(revision, featureBits | bit(feature));
    }

    /// The same with one feature less.
    public Profile without(ArmFeature feature) {
        return new Profile(revision, featureBits & ~bit(feature));
    }

    /// All features it has.
    public List<ArmFeature> features() {
        return Arrays.stream(ArmFeature.values()).filter(this::has).toList();
    }

    @SuppressWarnings("EnumOrdinal")
    private static long bit(ArmFeature feature) {
        return 1L << feature.ordinal();
    }
}
