package dev.seascope.kvm;

import java.util.Locale;
import java.util.Optional;

/// What a guest's identification registers promise, as far as injection depends on it.
public enum VmFeature {
    /// FEAT_RAS: the guest knows SError syndromes.
    RAS,
    /// FEAT_MTE: PSTATE.TCO is set on exception entry.
    MTE,
    /// `SCTLR2_EL1` exists, so that its EASE and NMEA bits count.
    SCTLRX,
    /// EL1 runs in AArch32.
    AARCH32_EL1;

    /// The name in scenario files: `aarch32_el1`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The feature with this name.
    public static Optional<VmFeature> of(String key) {
        for (VmFeature feature : values()) {
            if (feature.key().equals(key)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
