package dev.seascope.views.kernels;

import dev.seascope.arch.Layout.Reading;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.inject.KernelTable.Row;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// In what one kernel's answer differs from that of another, in words.
final class Differences {
    /// A list of fields longer than this is said as one number.
    private static final int MOST_FIELDS = 9;

    private Differences() {}

    /// A phrase for each difference; empty when neither the guest nor the VMM can tell the two apart.
    static List<String> of(Row row, Row reference) {
        Preview mine = row.preview();
        Preview theirs = reference.preview();
        List<String> found = new ArrayList<>();
        if (row.differences().contains(Aspect.ANSWER)) {
            found.add(mine.verdict().accepted() ? "accepts it" : mine.verdict().text());
        }
        if (row.differences().contains(Aspect.NOT_SENT) && !row.value(Aspect.NOT_SENT).isEmpty()) {
            found.add("has no %s: not sent".formatted(row.value(Aspect.NOT_SENT)));
        }
        if (mine.verdict().accepted() && theirs.verdict().accepted()) {
            for (Aspect aspect : row.differences()) {
                effect(aspect, row, reference, found);
            }
        }
        return List.copyOf(found);
    }

    private static void effect(Aspect aspect, Row row, Row reference, List<String> found) {
        String value = row.value(aspect);
        switch (aspect) {
            case ANSWER, NOT_SENT -> { }
            case ESR_EL1 -> found.add("ESR_EL1: " + syndrome(row, reference));
            case FAR_EL1 -> found.add("FAR_EL1 " + value);
            case VECTOR -> found.add("vector " + value);
            case ENTERED -> found.add(value.equals("never") ? "nothing is entered" : "entered " + value);
            case WAITING_SERROR -> found.add(value.isEmpty() ? "no SError waits" : "an SError waits, " + value);
            case MMIO -> found.add("the MMIO access is " + (value.isEmpty() ? "no matter" : value));
        }
    }

    private static String syndrome(Row row, Row reference) {
        Optional<Long> mine = written(row);
        Optional<Long> theirs = written(reference);
        return mine.isPresent() && theirs.isPresent() ? fields(mine.get(), theirs.get()) : row.value(Aspect.ESR_EL1);
    }

    private static Optional<Long> written(Row row) {
        return row.preview().effect().result(VcpuRegister.ESR_EL1).map(Effect.Write::after);
    }

    /// `ISV 0, SAS 0, FnV 0`: the fields of a syndrome that differ from another, as this one has them.
    private static String fields(long esr, long other) {
        List<Reading> changed = Esr.read(other, SyndromeContext.el1()).stream()
                .filter(reading -> reading.field().bits().get(esr) != reading.value()).toList();
        if (changed.size() > MOST_FIELDS) {
            return Notation.address(esr);
        }
        return changed.stream().map(reading -> reading.field().name() + " "
                + Words.number(reading.field(), reading.field().bits().get(esr))).collect(Collectors.joining(", "));
    }
}
