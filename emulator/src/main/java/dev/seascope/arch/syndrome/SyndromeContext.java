package dev.seascope.arch.syndrome;

import dev.seascope.arch.Profile;
import java.util.OptionalInt;

/// What is known about where a syndrome comes from. The same 64 bits read differently, and have other faults, in each.
///
/// @param view whose register: 1 to 3 for `ESR_EL1` to `ESR_EL3`
/// @param fromEl Exception level the exception was taken from, if known
/// @param origin instruction set it was taken from
/// @param profile the processing element
public record SyndromeContext(int view, OptionalInt fromEl, Origin origin, Profile profile) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if `view` is not 1 to 3 or `fromEl` is not 0 to 3
    public SyndromeContext {
        if (view < 1 || view > 3) {
            throw new IllegalArgumentException("no ESR_EL" + view);
        }
        if (fromEl.isPresent() && (fromEl.getAsInt() < 0 || fromEl.getAsInt() > 3)) {
            throw new IllegalArgumentException("no EL" + fromEl.getAsInt());
        }
    }

    /// `ESR_ELn`, nothing else known, on an element with every feature.
    public static SyndromeContext of(int view) {
        return new SyndromeContext(view, OptionalInt.empty(), Origin.UNKNOWN, Profile.DEFAULT);
    }

    /// `ESR_EL1`: what a guest's kernel reads.
    public static SyndromeContext el1() {
        return of(1);
    }

    /// `ESR_EL2`: what the hypervisor reads.
    public static SyndromeContext el2() {
        return of(2);
    }

    /// The same, taken from this level.
    public SyndromeContext from(int el) {
        return new SyndromeContext(view, OptionalInt.of(el), origin, profile);
    }

    /// The same, from this instruction set.
    public SyndromeContext from(Origin instructionSet) {
        return new SyndromeContext(view, fromEl, instructionSet, profile);
    }

    /// The same on another element.
    public SyndromeContext on(Profile element) {
        return new SyndromeContext(view, fromEl, origin, element);
    }

    /// `ESR_EL1`.
    public String register() {
        return "ESR_EL" + view;
    }
}
