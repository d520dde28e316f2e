package dev.seascope.inject;

import dev.seascope.kvm.Effect;
import java.util.List;

/// Why an exception went to its vector: three questions, each of which adds its part of the offset.
///
/// @param vectorOffset offset from `VBAR_EL1`
/// @param questions from which level, which stack pointer, which kind
/// @param other the offset if `SCTLR2_EL1.EASE` were the other way round, or the same offset for an SError
public record WhyVector(int vectorOffset, List<Question> questions, int other) {
    /// One question.
    ///
    /// @param question `From which level?`
    /// @param answer `EL1, current`
    /// @param evidence the bits that say so: `M = 0b0101`
    /// @param consequence `not +0x400 or +0x600`
    public record Question(String question, String answer, String evidence, String consequence) {}

    private static final int SERROR = 0x180;

    public WhyVector {
        questions = List.copyOf(questions);
    }

    /// Explain an entry of a 64-bit EL1.
    public static WhyVector of(Effect.Entry entry) {
        int mode = (int) entry.pstate() & 0x1f;
        boolean aarch32 = (mode & 0x10) != 0;
        boolean el0 = aarch32 || (mode & 0xf) == 0;
        boolean stackPointerOfLevel = (mode & 1) != 0;
        String bits = (aarch32 ? "M = 0b1" : "M = 0b") + ("000" + Integer.toBinaryString(mode & 0xf)).substring(
                Integer.toBinaryString(mode & 0xf).length() - 1);
        Question level = el0
                ? new Question("From which level?", aarch32 ? "EL0, AArch32" : "EL0, AArch64", bits,
                        aarch32 ? "+0x600, not +0x400" : "+0x400, not +0x600")
                : new Question("From which level?", "EL1, current", bits, "not +0x400 or +0x600");
        Question stack = el0
                ? new Question("Which stack pointer?", "does not matter", aarch32 ? "AArch32" : "EL0t",
                        "one vector for both")
                : stackPointerOfLevel ? new Question("Which stack pointer?", "SP_EL1", "EL1h", "+0x200, not +0x000")
                : new Question("Which stack pointer?", "SP_EL0", "EL1t", "+0x000, not +0x200");
        Question kind = !entry.abort()
                ? new Question("Which kind?", "SError", "EC 0x2f", "+0x180")
                : entry.serrorVector()
                        ? new Question("Which kind?", "synchronous, sent to SError", "EASE = 1", "+0x180, not +0x000")
                        : new Question("Which kind?", "synchronous", "EASE = 0", "+0x000, not SError +0x180");
        int offset = entry.vectorOffset();
        int other = entry.abort() ? offset ^ SERROR : offset;
        return new WhyVector(offset, List.of(level, stack, kind), other);
    }
}
