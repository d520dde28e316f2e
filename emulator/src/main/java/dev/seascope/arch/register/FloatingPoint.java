package dev.seascope.arch.register;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// Control and status of floating point, `FPCR` and `FPSR`.
///
/// Source: Arm ARM, FPCR and FPSR.
public final class FloatingPoint {
    /// Rounding mode.
    public static final Field RMODE = choice("RMode[23:22]", "Rounding mode", is(0, "To nearest, ties to even"),
            is(1, "Towards plus infinity"), is(2, "Towards minus infinity"), is(3, "Towards zero"));

    /// `FPCR`.
    public static final Layout FPCR = Layout.of("FPCR", res0("[63:27]"),
            flag("AHP[26]", "Alternative half precision", "IEEE", "Alternative", ""),
            flag("DN[25]", "Default NaN", "NaNs propagate", "Default NaN", ""),
            flag("FZ[24]", "Flush to zero", "Off", "On", "Denormal results, and inputs unless FIZ governs them."),
            RMODE,
            value("Stride[21:20]", "Stride", "AArch32 only."),
            flag("FZ16[19]", "Flush to zero, half precision", "Off", "On", "FEAT_FP16."),
            value("Len[18:16]", "Length", "AArch32 only."),
            trap("IDE[15]", "Input Denormal"),
            res0("[14]"),
            flag("EBF[13]", "Extended BFloat16", "Standard", "Extended", "FEAT_EBF16."),
            trap("IXE[12]", "Inexact"),
            trap("UFE[11]", "Underflow"),
            trap("OFE[10]", "Overflow"),
            trap("DZE[9]", "Divide by Zero"),
            trap("IOE[8]", "Invalid Operation"),
            res0("[7:3]"),
            flag("NEP[2]", "Elements of scalar results", "Zeroed", "From an operand", "FEAT_AFP."),
            flag("AH[1]", "Alternate handling", "Off", "On", "FEAT_AFP."),
            flag("FIZ[0]", "Flush inputs to zero", "Off", "On", "FEAT_AFP."));

    /// `FPSR`.
    public static final Layout FPSR = Layout.of("FPSR", res0("[63:32]"),
            value("NZCV[31:28]", "Condition flags", "AArch32 only."),
            flag("QC[27]", "Saturation", "No", "Yes", "Cumulative."),
            res0("[26:8]"),
            seen("IDC[7]", "Input Denormal"),
            res0("[6:5]"),
            seen("IXC[4]", "Inexact"),
            seen("UFC[3]", "Underflow"),
            seen("OFC[2]", "Overflow"),
            seen("DZC[1]", "Divide by Zero"),
            seen("IOC[0]", "Invalid Operation"));

    private FloatingPoint() {}

    private static Field trap(String bit, String title) {
        return flag(bit, title + " exception", "Not trapped", "Trapped", "RES0 where trapping is not implemented.");
    }

    private static Field seen(String bit, String title) {
        return flag(bit, title, "No", "Yes", "Cumulative.");
    }
}
