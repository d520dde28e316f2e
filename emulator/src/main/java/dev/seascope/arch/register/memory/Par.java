package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.FieldTable;
import dev.seascope.arch.FieldTable.Row;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Meaning;
import dev.seascope.arch.syndrome.FaultStatus;
import java.util.List;

/// Physical Address Register, `PAR_EL1`: the answer of an `AT` instruction.
///
/// Source: Arm ARM, PAR_EL1, 64-bit form.
public final class Par {
    /// Fault.
    public static final Field F = flag("F[0]", "Fault", "Translated", "Faulted", "Whether the translation failed.");

    private static final Condition GOOD = is(F, 0);
    private static final Condition BAD = is(F, 1);
    private static final List<Row> ROWS = List.of(
            new Row(value("ATTR[63:56]", "Memory attributes", "As in MAIR_EL1."), GOOD),
            new Row(undescribed("[55:52]"), GOOD),
            new Row(value("PA[51:12]", "Physical address", "Bits [51:12] of the address."), GOOD),
            new Row(undescribed("[11:10]"), GOOD),
            new Row(flag("NS[9]", "Non-secure", "Secure", "Non-secure", ""), GOOD),
            new Row(choice("SH[8:7]", "Shareability", Tcr.shareabilities()), GOOD),
            new Row(undescribed("[63:48]"), BAD),
            new Row(flag("DirtyBit[15]", "Dirty state fault", "No", "Yes", "FEAT_S1PIE or FEAT_S2PIE."), BAD),
            new Row(flag("Overlay[14]", "Overlay fault", "No", "Yes", "FEAT_S1POE or FEAT_S2POE."), BAD),
            new Row(flag("TopLevel[13]", "TopLevel fault", "No", "Yes", "FEAT_THE."), BAD),
            new Row(flag("AssuredOnly[12]", "AssuredOnly fault", "No", "Yes", "FEAT_THE."), BAD),
            new Row(Field.res1("[11]"), BAD),
            new Row(flag("S[9]", "Stage", "Stage 1", "Stage 2", "Where the translation failed."), BAD),
            new Row(flag("PTW[8]", "Stage 2 fault on a walk", "No", "Yes",
                    "Stage 2 refused access to a stage 1 descriptor."),
                    BAD),
            new Row(choice("FST[6:1]", "Fault status code", "As DFSC of a Data Abort.", statuses()), BAD),
            new Row(F));

    /// `PAR_EL1`.
    public static final Layout LAYOUT = Layout.of("PAR_EL1", new Field.Union(new Bits("", 63, 0), "Result",
            new FieldTable("Result", new Bits("", 63, 0), ROWS)));

    private Par() {}

    private static Meaning[] statuses() {
        return FaultStatus.all().stream().map(status -> new Meaning(status.code(),
                status.text())).toArray(Meaning[]::new);
    }
}
