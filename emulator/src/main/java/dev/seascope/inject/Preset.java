package dev.seascope.inject;

import dev.seascope.inject.InjectionPlan.Abort;
import java.util.List;

/// An injection worth having at hand.
///
/// @param name for menus
/// @param plan what it composes; one with a supplied ISS needs a kernel that takes it
/// @param why what it is for
public record Preset(String name, InjectionPlan plan, String why) {
    private static final long FNV = 1 << 10;
    private static final long EA = 1 << 9;
    private static final long SET_UER = 0b00 << 11;
    private static final long FSC_PARITY = 0x18;

    /// All of them, in the order of a menu.
    public static final List<Preset> ALL = List.of(
            new Preset("plain data abort", abort(Abort.DATA, false, 0), "what every kernel can inject"),
            new Preset("plain instruction abort", abort(Abort.INSTRUCTION, false, 0),
                    "an external abort of the fetch at PC"),
            new Preset("recoverable (UER)", abort(Abort.DATA, true, SET_UER | EA),
                    "a memory error that software may recover from"),
            new Preset("address not valid (FnV)", abort(Abort.DATA, true, FNV),
                    "the guest must not believe FAR_EL1; Linux reports si_addr 0"),
            walk(0), walk(1), walk(2), walk(3),
            new Preset("parity or ECC error", abort(Abort.DATA, true, FSC_PARITY), "DFSC 0x18"),
            new Preset("SError, no syndrome (IDS)", new InjectionPlan(Abort.NONE, false, 0, true, false, 0),
                    "KVM supplies ISS 0x1000000"),
            new Preset("selftest FAKE_ISS", abort(Abort.DATA, true, 0x01c0_c700),
                    "the data abort of the series' selftest"),
            new Preset("selftest FAKE_ISS, instruction", abort(Abort.INSTRUCTION, true, 0x0100_0600),
                    "the instruction abort of the series' selftest, which sets a reserved bit"));

    private static InjectionPlan abort(Abort abort, boolean hasEsr, long esr) {
        return new InjectionPlan(abort, hasEsr, esr, false, false, 0);
    }

    private static Preset walk(int level) {
        return new Preset("walk level " + level, abort(Abort.DATA, true, 0x14 + level),
                "external abort on a translation table walk; Linux kills the process");
    }
}
