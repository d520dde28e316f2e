package dev.seascope.views.control;

import dev.seascope.arch.Field;
import dev.seascope.arch.RegisterValue;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import java.util.List;
import java.util.Optional;

/// A register as the bit strip and the fields tree show it: its bits, who supplied each of them and which may be edited.
///
/// @param register Arm name
/// @param value the bits and their layout
/// @param sources who supplied which bits; empty for a register that simply holds a value
/// @param editable the bits a user may supply
/// @param suppliedAs the UAPI field that holds the editable bits, or empty
/// @param unknown bits whose value the architecture leaves UNKNOWN
public record StripValue(String register, RegisterValue value, List<Contribution> sources, long editable,
        String suppliedAs, long unknown) {
    public StripValue {
        sources = List.copyOf(sources);
    }

    /// A register that only holds a value.
    public static StripValue plain(String register, RegisterValue value) {
        return new StripValue(register, value, List.of(), 0, "", 0);
    }

    /// The field of a bit, its value and what that means: `FnV, bit 10 is 0: FAR valid`.
    public String tell(int bit) {
        Field field = value.layout().leafAt(bit, value.bits());
        long number = field.bits().get(value.bits());
        String meaning = field.meaningIn(value.bits());
        return "%s, %s is %s%s".formatted(field.name(), field.bits().width() == 1 ? "bit " + bit
                : "bits " + field.bits().msb() + ":" + field.bits().lsb(), Words.number(field, number),
                meaning.isEmpty() ? "" : ": " + meaning);
    }

    /// Whether the bit is 1.
    public boolean isSet(int bit) {
        return (value.bits() >>> bit & 1) == 1;
    }

    /// Who made this bit 1. Where the user and someone else both did, the other one: the user cannot clear it.
    public Optional<Source> source(int bit) {
        return contribution(bit).map(Contribution::source);
    }

    /// The rule that made this bit 1.
    public Optional<Contribution> contribution(int bit) {
        Optional<Contribution> others = sources.stream()
                .filter(from -> from.source() != Source.YOU && (from.bits() >>> bit & 1) == 1).findFirst();
        return others.or(() -> sources.stream().filter(from -> (from.bits() >>> bit & 1) == 1).findFirst());
    }

    /// Whether the bit is 1 whatever the user supplies.
    public boolean isForced(int bit) {
        return isSet(bit) && source(bit).filter(source -> source != Source.YOU).isPresent();
    }

    /// Whether a click on the bit changes it.
    public boolean isEditable(int bit) {
        return (editable >>> bit & 1) == 1 && !isForced(bit);
    }

    /// The sources that supply at least one bit of these, in the order of the legend.
    public List<Source> sourcesOf(long mask) {
        return sources.stream().filter(from -> (from.bits() & mask) != 0 && bitsOf(from.source(), mask))
                .map(Contribution::source).distinct().toList();
    }

    private boolean bitsOf(Source source, long mask) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) == 1 && source(bit).filter(source::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
