package dev.seascope.arch.register.debug;

import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.names;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import dev.seascope.arch.FieldTable;
import dev.seascope.arch.FieldTable.Row;
import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import java.util.List;

/// Error records and deferred errors of FEAT_RAS: `ERXSTATUS_EL1`, `ERXADDR_EL1`, `ERRIDR_EL1`, `ERRSELR_EL1`,
/// `DISR_EL1`
/// and `VSESR_EL2`.
///
/// Source: Arm RAS System Architecture, ERR<n>STATUS and ERR<n>ADDR; Arm ARM, DISR_EL1 and VSESR_EL2.
public final class ErrorRecord {
    private static final Field IDS = Esr.IDS;
    private static final Condition ARCHITECTED = is(IDS, 0);
    private static final Condition IMPLEMENTATION_DEFINED = is(IDS, 1);

    /// `ERXSTATUS_EL1`.
    public static final Layout STATUS = Layout.of("ERXSTATUS_EL1",
            undescribed("[63:32]"),
            flag("AV[31]", "Address valid", "No", "Yes", "Whether ERXADDR_EL1 holds the address of the error."),
            flag("V[30]", "Status valid", "No error recorded", "At least one error recorded", ""),
            flag("UE[29]", "Uncorrected error", "No", "Yes", "At least one error was neither corrected nor deferred."),
            flag("ER[28]", "Error reported", "No", "In-band to the requester", ""),
            flag("OF[27]", "Overflow", "No", "More errors than were recorded", ""),
            flag("MV[26]", "Miscellaneous registers valid", "No", "Yes", ""),
            choice("CE[25:24]", "Corrected error", "", Field.is(0, "None"), Field.is(1, "Transient"),
                    Field.is(2, "At least one"), Field.is(3, "Persistent")),
            flag("DE[23]", "Deferred error", "No", "Yes", ""),
            flag("PN[22]", "Poison", "Not from poisoned data", "From poisoned data", ""),
            choice("UET[21:20]", "Uncorrected error type", "", Field.is(0, "Uncontainable (UC)"),
                    Field.is(1, "Unrecoverable (UEU)"), Field.is(2, "Restartable (UEO)"), Field.is(3,
                            "Recoverable (UER)")),
            flag("CI[19]", "Critical error", "No", "Yes", ""),
            undescribed("[18:16]"),
            value("IERR[15:8]", "IMPLEMENTATION DEFINED error code", "Only the documentation of the core explains it."),
            names("SERR[7:0]", "Architected error code", "What kind of part failed.", Field.is(0x00, "No error"),
                    Field.is(0x01, "IMPLEMENTATION DEFINED"), Field.is(0x02, "Data of an internal memory"),
                    Field.is(0x03, "IMPLEMENTATION DEFINED pin"), Field.is(0x04, "Assertion failure"),
                    Field.is(0x05, "Internal data path"), Field.is(0x06, "Data of a cache"), Field.is(0x07,
                            "Tag of a cache"),
                    Field.is(0x08, "Data of a TLB"), Field.is(0x09, "Tag of a TLB"), Field.is(0x0a,
                            "Data from a producer"),
                    Field.is(0x0b, "Address from a producer"), Field.is(0x0c, "Data of an external memory"),
                    Field.is(0x0d, "Illegal address"), Field.is(0x0e, "Illegal access"), Field.is(0x0f,
                            "Illegal state"),
                    Field.is(0x10, "Internal data register"), Field.is(0x11, "Internal control register"),
                    Field.is(0x12, "Error response"), Field.is(0x13, "External timeout"),
                    Field.is(0x14, "Internal timeout"), Field.is(0x15,
                            "Deferred error from a completer, not supported"),
                    Field.is(0x16, "Deferred error from a requester, not supported")));

    /// `ERXADDR_EL1`.
    public static final Layout ADDRESS = Layout.of("ERXADDR_EL1",
            flag("NS[63]", "Non-secure", "Secure", "Non-secure", ""),
            flag("SI[62]", "Security unknown", "NS is right", "NS may be wrong", ""),
            flag("AI[61]", "Address incomplete", "PADDR is right", "PADDR may be wrong", ""),
            flag("VA[60]", "Virtual address", "Physical", "May not be physical", ""),
            undescribed("[59:56]"),
            value("PADDR[55:0]", "Address", "The physical address of the error."));

    /// `ERRIDR_EL1`.
    public static final Layout ID = Layout.of("ERRIDR_EL1", res0("[63:16]"),
            value("NUM[15:0]", "Number of records", "Highest index of an error record, plus 1.", Form.DECIMAL));

    /// `ERRSELR_EL1`.
    public static final Layout SELECT = Layout.of("ERRSELR_EL1", res0("[63:16]"),
            value("SEL[15:0]", "Selected record", "The record that the ERX registers show.", Form.DECIMAL));

    /// `DISR_EL1`, also of `VDISR_EL2`: an SError that ESB deferred.
    public static final Layout DEFERRED = Layout.of("DISR_EL1", new Field.Union(new Bits("", 63, 0), "Deferred SError",
            new FieldTable("Deferred SError", new Bits("", 63, 0), List.of(
                    new Row(flag("A[31]", "SError deferred", "None", "One was consumed by ESB", "")),
                    new Row(IDS),
                    new Row(value("ISS[23:0]", "IMPLEMENTATION DEFINED syndrome", "As in ESR_ELx."),
                            IMPLEMENTATION_DEFINED),
                    new Row(undescribed("[23:13]"), ARCHITECTED),
                    new Row(Esr.AET, ARCHITECTED),
                    new Row(Esr.EA, ARCHITECTED),
                    new Row(undescribed("[8:6]"), ARCHITECTED),
                    new Row(names("DFSC[5:0]", "Data fault status code", "As in ESR_ELx.",
                            Field.is(0x00, "Uncategorized error"), Field.is(0x11, "Asynchronous SError")),
                                    ARCHITECTED)))));

    /// `VSESR_EL2`: the syndrome that a virtual SError will report to AArch64.
    public static final Layout VIRTUAL = Layout.of("VSESR_EL2", res0("[63:25]"), IDS,
            value("ISS[23:0]", "Syndrome", "What ESR_EL1.ISS will hold when the virtual SError is taken."));

    private ErrorRecord() {}
}
