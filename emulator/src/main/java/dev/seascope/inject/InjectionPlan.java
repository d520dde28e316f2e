package dev.seascope.inject;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.ArrayList;
import java.util.List;

/// An injection as a person composes it, before it is encoded for any kernel. A value: shown, previewed, saved.
///
/// @param abort the external abort to pend, if any
/// @param hasEsr `ext_abt_has_esr`
/// @param esr `ext_abt_esr`, all 64 bits as typed
/// @param serror `serror_pending`
/// @param serrorHasEsr `serror_has_esr`
/// @param serrorEsr `serror_esr`
public record InjectionPlan(Abort abort, boolean hasEsr, long esr, boolean serror, boolean serrorHasEsr,
        long serrorEsr) {
    /// Which external abort.
    public enum Abort {
        /// Neither flag.
        NONE,
        /// `ext_dabt_pending`.
        DATA,
        /// `ext_iabt_pending`.
        INSTRUCTION,
        /// Both flags, which the series refuses.
        BOTH
    }

    /// Nothing pending.
    public static final InjectionPlan NOTHING = new InjectionPlan(Abort.NONE, false, 0, false, false, 0);

    /// The plan that these bytes are, on a kernel whose struct has this layout. Fields it lacks count as zero.
    ///
    /// @param layout of `struct kvm_vcpu_events`
    public static InjectionPlan of(StructLayout layout, Bytes struct) {
        boolean data = isSet(layout, struct, "ext_dabt_pending");
        boolean instruction = isSet(layout, struct, "ext_iabt_pending");
        Abort abort = data && instruction ? Abort.BOTH
                : data ? Abort.DATA : instruction ? Abort.INSTRUCTION : Abort.NONE;
        return new InjectionPlan(abort, isSet(layout, struct, "ext_abt_has_esr"), get(layout, struct, "ext_abt_esr"),
                isSet(layout, struct, "serror_pending"), isSet(layout, struct, "serror_has_esr"),
                get(layout, struct, "serror_esr"));
    }

    private static boolean isSet(StructLayout layout, Bytes struct, String name) {
        return get(layout, struct, name) != 0;
    }

    private static long get(StructLayout layout, Bytes struct, String name) {
        return layout.has(name) ? layout.get(struct, name) : 0;
    }

    /// What it is called in few words: `dabt + ISS`, `SError`, `nothing`.
    public String label() {
        List<String> parts = new ArrayList<>();
        if (abort == Abort.DATA || abort == Abort.BOTH) {
            parts.add("dabt");
        }
        if (abort == Abort.INSTRUCTION || abort == Abort.BOTH) {
            parts.add("iabt");
        }
        if (hasEsr && !parts.isEmpty()) {
            parts.add("ISS");
        }
        if (serror) {
            parts.add("SError");
        }
        return parts.isEmpty() ? "nothing" : String.join(" + ", parts);
    }
}
