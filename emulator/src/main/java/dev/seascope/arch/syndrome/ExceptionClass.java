package dev.seascope.arch.syndrome;

import dev.seascope.arch.ArmFeature;
import java.util.List;
import java.util.stream.Collectors;

/// An exception class, `ESR_ELx.EC`.
///
/// Source: Arm ARM, ESR_EL1 to ESR_EL3, field EC, issue M.a.a.
///
/// @param value 0 to 63
/// @param mnemonic our short name, `DABT_SAME`
/// @param macro Linux's name after `ESR_ELx_EC_`, or empty if it has none
/// @param meaning in a few words
/// @param views bit `n` is set when `ESR_ELn` may report it
/// @param from where the exception comes from
/// @param il the rule for IL
/// @param iss the layout of the syndrome
/// @param needs at least one of these, if any is listed
/// @param cause what usually raises it, in a sentence
public record ExceptionClass(int value, String mnemonic, String macro, String meaning, int views, From from, Il il,
        String iss, List<ArmFeature> needs, String cause) {
    /// Which Exception level the exception came from, compared with the one it is taken to.
    public enum From {
        /// Any.
        ANY,
        /// A lower one.
        LOWER,
        /// The same.
        SAME
    }

    /// What ESR_ELx.IL says for this class.
    public enum Il {
        /// Always 1, whatever the instruction was.
        FORCED,
        /// Always 1 because only A64 instructions raise it.
        A64,
        /// Always 1 for a data abort without instruction syndrome, else the size.
        ISV,
        /// 1 for a 32-bit instruction, 0 for a 16-bit one.
        SIZE
    }

    /// Whether `ESR_ELn` may report it.
    public boolean reportedIn(int view) {
        return (views >>> view & 1) != 0;
    }

    /// Whether only AArch32 instructions raise it.
    public boolean aarch32Only() {
        return needs.equals(List.of(ArmFeature.AA32));
    }

    /// `needs FEAT_SVE`, or empty.
    String lacking(SyndromeContext context) {
        if (!needs.isEmpty() && !context.profile().hasAny(needs)) {
            return "needs " + needs.stream().map(ArmFeature::manualName).collect(Collectors.joining(" or "));
        }
        return "";
    }
}
