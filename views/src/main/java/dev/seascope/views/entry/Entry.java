package dev.seascope.views.entry;

import dev.seascope.inject.WhyVector;
import dev.seascope.kvm.Contribution;
import java.util.List;
import java.util.OptionalLong;

/// One exception entry, ready to be shown.
///
/// @param title what was taken: `injected data abort`, `SVC`
/// @param injected the user made it happen
/// @param when `t 1 257, committed inside the ioctl`
/// @param beforeCode the instruction that was next before; empty when it is not in the program
/// @param afterCode the first instruction of the handler
/// @param rows the registers written, in the order shown
/// @param questions three questions that give the vector
/// @param vectors `VBAR_EL1`
/// @param offset of the vector entered
/// @param otherOffset of the vector that `SCTLR2_EL1.EASE` the other way round would have chosen; the same as
///     [#offset] when it has no say
/// @param note what did not change, in sentences
record Entry(String title, boolean injected, String when, String beforeCode, String afterCode, List<Row> rows,
        List<WhyVector.Question> questions, long vectors, int offset, int otherOffset, String note) {
    Entry {
        rows = List.copyOf(rows);
        questions = List.copyOf(questions);
    }

    /// The steps of an entry, in the order in which they are told.
    static final List<String> STOPS = List.of("before", "ESR and FAR", "ELR", "SPSR", "PC", "PSTATE");

    /// One register.
    ///
    /// @param before its value before, where it is known
    /// @param beforeText what that means
    /// @param after its value after
    /// @param afterText what that means
    /// @param unknown the value after means nothing to the guest
    /// @param source who decided the value after
    /// @param sourceText in a few words; empty for a register that is saved from another
    /// @param stop the step of [#STOPS] that writes it
    record Row(String register, OptionalLong before, String beforeText, long after, String afterText, boolean unknown,
            Contribution.Source source, String sourceText, int stop) {
        boolean changed() {
            return before.isEmpty() || before.getAsLong() != after;
        }
    }
}
