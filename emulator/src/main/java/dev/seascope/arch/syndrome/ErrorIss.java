package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.IESB;
import static dev.seascope.arch.ArmFeature.PFAR;
import static dev.seascope.arch.ArmFeature.RAS;
import static dev.seascope.arch.ArmFeature.RASv2;
import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Condition.not;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.value;
import static dev.seascope.arch.syndrome.IssRow.row;
import static dev.seascope.arch.syndrome.Rule.error;
import static dev.seascope.arch.syndrome.Rule.note;
import static dev.seascope.arch.syndrome.Rule.warning;

import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Profile.Revision;
import java.util.List;

/// Syndromes of SError exceptions and of exceptions that are IMPLEMENTATION DEFINED.
///
/// Source: Arm ARM, ESR_ELx, "ISS encoding for an SError exception".
final class ErrorIss {
    static final Field IDS = flag("IDS[24]", "IMPLEMENTATION DEFINED syndrome", "Architected syndrome",
            "IMPLEMENTATION DEFINED syndrome",
            "Says whether the other 24 bits follow the manual or the core's own documentation. Linux prints them raw "
                    + "if so.");
    private static final Field IMPDEF = value("IMPDEF[23:0]", "IMPLEMENTATION DEFINED syndrome",
            "Only the documentation of the core says what these bits mean.");
    private static final Field ELS = flag("ELS[18]", "ELR synchronous", "Asynchronous",
            "Triggered by instruction at ELR",
            "Whether the instruction that ELR_ELx points at caused the error.");
    static final Field VFV = flag("VFV[15]", "FAR valid", "FAR not valid", "FAR valid",
            "Tells that FAR_ELx holds the virtual address of the access. Without FEAT_RASv2 an SError never has one.");
    private static final Field IESB_TAKEN = flag("IESB[13]", "Implicit error synchronization",
            "Not synchronized by implicit ESB, or not taken immediately",
            "Synchronized by implicit ESB and taken immediately",
            "The error came out at the barrier that FEAT_IESB puts at exception entry and return.");
    static final Field AET = choice("AET[12:10]", "Asynchronous error type",
            "How badly the error damaged the state of the processing element. From mild to fatal: corrected, "
                    + "restartable, recoverable, unrecoverable, uncontainable.",
            Field.is(0, "Uncontainable (UC)"), Field.is(1, "Unrecoverable (UEU)"), Field.is(2, "Restartable (UEO)"),
            Field.is(3, "Recoverable (UER)"), Field.is(6, "Corrected (CE)"));
    private static final Field WNR_VALID = flag("WnRV[7]", "WnR valid", "WnR not valid", "WnR valid",
            "Whether WnR tells anything.");
    private static final Field DFSC = choice("DFSC[5:0]", "Data fault status code",
            "Whether the rest of the syndrome describes the error.",
            Field.is(0x00, "Uncategorized error"), Field.is(0x11, "Asynchronous SError"),
            Field.is(0x33, "Asynchronous SError on MVMS/MITT access"));

    private static final Condition ARCHITECTED = is(IDS, 0);
    private static final Condition DESCRIBED = ARCHITECTED.and(is(DFSC, 0x11));

    static final IssLayout SERROR = new IssLayout("SERROR", "SError",
            List.of(
                    row(IDS),
                    row(IMPDEF).when(is(IDS, 1)),
                    row(ELS).when(DESCRIBED).needs(RASv2),
                    row(AbortIss.WU).when(DESCRIBED).needs(RASv2),
                    row(VFV).when(DESCRIBED).needs(RASv2),
                    row(AbortIss.PFV).when(DESCRIBED).needs(PFAR),
                    row(IESB_TAKEN).when(DESCRIBED).needs(IESB),
                    row(AET).when(DESCRIBED).needs(RAS),
                    row(AbortIss.EA).when(DESCRIBED).needs(RAS),
                    row(WNR_VALID).when(DESCRIBED).needs(RASv2),
                    row(AbortIss.WNR).when(DESCRIBED.and(is(WNR_VALID, 1))).needs(RASv2),
                    row(DFSC).when(ARCHITECTED).needs(RAS).limit(0x33, Scope.EVERYWHERE.only(Revision.X2512))),
            List.of(),
            List.of(
                    error("SERR-WNRV", AbortIss.WNR, DESCRIBED.and(is(AbortIss.WNR, 1)).and(is(WNR_VALID, 0)),
                            "WnR is 1, but WnRV says that it tells nothing").needs(RASv2)
                            .fix("Set WnRV", WNR_VALID, 1),
                    warning("WU-READ", AbortIss.WU, DESCRIBED.and(not(AbortIss.WU, 0)).and(is(WNR_VALID, 1))
                            .and(is(AbortIss.WNR, 0)), "WU describes a store, but WnR says read").needs(RASv2)
                            .fix("Set WnR", AbortIss.WNR, 1)),
            List.of(
                    note("DOC-SERR-33", DFSC, ARCHITECTED.and(is(DFSC, 0x33)),
                            "DFSC 0x33 is described only in the revision of 2025-12")));

    static final IssLayout IMPLEMENTATION_DEFINED = new IssLayout("IMPDEF", "IMPLEMENTATION DEFINED exception",
            List.of(row(value("IMPDEF[24:0]", "IMPLEMENTATION DEFINED syndrome",
                    "Only the documentation of the core says what these bits mean.", Form.NUMBER))),
            List.of());

    private ErrorIss() {}
}
