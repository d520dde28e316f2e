package dev.seascope.arch.syndrome;

import static dev.seascope.arch.Condition.anySet;
import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Condition.noneSet;
import static dev.seascope.arch.Condition.not;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.value;
import static dev.seascope.arch.syndrome.IssRow.row;
import static dev.seascope.arch.syndrome.Rule.error;
import static dev.seascope.arch.syndrome.Rule.note;

import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import java.util.List;

/// Syndromes that came with an extension of the architecture: branch targets, pointer authentication, memory copy and
/// set, guarded control stacks, trapped floating-point exceptions.
///
/// Source: Arm ARM, ESR_ELx, the ISS encodings of those exceptions.
final class ExtensionIss {
    private static final Field BTYPE = value("BTYPE[1:0]", "Branch type",
            "PSTATE.BTYPE of the branch: 1 BR through X16 or X17 or from an unguarded page, 2 BLR, 3 BR through "
                    + "another register.", Form.DECIMAL);

    static final IssLayout BRANCH_TARGET = new IssLayout("BTI", "Branch Target Exception",
            List.of(row(BTYPE)), List.of(), List.of(),
            List.of(note("DOC-BTYPE-0", BTYPE, is(BTYPE, 0),
                    "A branch with BTYPE 0 may land anywhere, so it should not raise this exception; the text does "
                            + "not say it")));

    static final IssLayout POINTER_AUTHENTICATION = new IssLayout("PACFAIL", "Pointer authentication failure",
            List.of(row(flag("DnI[1]", "Data not instruction", "Instruction key", "Data key", "Which pair of keys.")),
                    row(flag("BnA[0]", "B not A", "A key", "B key", "Which key of the pair."))),
            List.of());

    private static final Field MEM_INST = flag("MemInst[24]", "Memory set not copy", "Memory copy (CPY*)",
            "Memory set (SET*)", "Which family the instruction belongs to.");
    private static final Field IS_SETG = flag("isSETG[23]", "Sets tags", "Not SETG*", "SETG*",
            "Whether the instruction sets Allocation Tags too.");

    static final IssLayout MEMORY_COPY = new IssLayout("MOPS", "Memory copy or set",
            List.of(row(MEM_INST), row(IS_SETG),
                    row(value("Options[22:19]", "Options", "The instruction's options: temporal hints, unprivileged "
                            + "access."))
                            .when(is(MEM_INST, 0)),
                    row(value("Options[20:19]", "Options", "The instruction's options: temporal hint, unprivileged "
                            + "access."))
                            .when(is(MEM_INST, 1)),
                    row(flag("FromEpilogue[18]", "Epilogue", "Not an epilogue instruction", "Epilogue instruction",
                            "Whether the instruction is the last of the three.")),
                    row(choice("FormatOption[17:16]", "Format",
                            "Which of the two register conventions the core expects. 1 and 2 are the same option; "
                                    + "the upper bit says that the registers were in the other one.",
                            Field.is(0, "Option B"), Field.is(1, "Option A"), Field.is(2, "Option A"),
                            Field.is(3, "Option B"))),
                    row(value("destreg[14:10]", "Destination register", "Holds the destination address.",
                            Form.REGISTER)),
                    row(value("srcreg[9:5]", "Source register", "Holds the source address, or the byte to set.",
                            Form.REGISTER)),
                    row(value("sizereg[4:0]", "Size register", "Holds what remains to be done.", Form.REGISTER))),
            List.of(error("MOPS-SETG", IS_SETG, is(IS_SETG, 1).and(is(MEM_INST, 0)), "A memory copy sets no tags")
                    .fix("Clear isSETG", IS_SETG, 0)));

    private static final Field TFV = flag("TFV[23]", "Flags valid", "Flag bits UNKNOWN", "Flag bits valid",
            "Whether the flags below say which floating-point exceptions occurred.");
    private static final Field VECITR = value("VECITR[10:8]", "Vector iteration",
            "RES1 from AArch32, UNKNOWN from AArch64.", Form.DECIMAL);
    private static final Field IDF = flag("IDF[7]", "Input Denormal", "No Input Denormal", "Input Denormal",
            "An operand was denormal and was flushed to zero.");
    private static final Field IXF = flag("IXF[4]", "Inexact", "No Inexact", "Inexact", "A result had to be rounded.");
    private static final Field UFF = flag("UFF[3]", "Underflow", "No Underflow", "Underflow",
            "A result was too small for a normal number.");
    private static final Field OFF = flag("OFF[2]", "Overflow", "No Overflow", "Overflow", "A result was too large.");
    private static final Field DZF = flag("DZF[1]", "Divide by Zero", "No Divide by Zero", "Divide by Zero",
            "A finite number was divided by zero.");
    private static final Field IOF = flag("IOF[0]", "Invalid Operation", "No Invalid Operation", "Invalid Operation",
            "An operation has no meaningful result, such as zero times infinity.");
    private static final long FLAGS = IDF.bits().mask() | IXF.bits().mask() | UFF.bits().mask() | OFF.bits().mask()
            | DZF.bits().mask() | IOF.bits().mask();

    /// @param aarch32 whether the exception comes from AArch32
    static IssLayout floatingPoint(boolean aarch32) {
        List<Rule> both = List.of(
                note("FP-TFV0", TFV, is(TFV, 0).and(anySet(FLAGS, "a flag is set")),
                        "Flags are set, but TFV says that they are UNKNOWN").fix("Clear the flags", FLAGS, 0),
                error("FP-TFV-EMPTY", TFV, is(TFV, 1).and(noneSet(FLAGS, "no flag is set")),
                        "TFV promises valid flags, but none is set").fix("Clear TFV", TFV, 0));
        Rule vector = error("FP-VECITR32", VECITR, not(VECITR, 7), "VECITR is 0b111 from AArch32")
                .fix("Set VECITR to 7", VECITR, 7);
        return new IssLayout("FPEXC", "Trapped floating-point exception",
                List.of(row(TFV), row(VECITR), row(IDF), row(IXF), row(UFF), row(OFF), row(DZF), row(IOF)),
                aarch32 ? List.of(both.get(0), both.get(1), vector) : both);
    }

    private static final Field EX_TYPE = choice("ExType[23:20]", "Kind of exception", "What went wrong.",
            Field.is(0, "GCS data check"), Field.is(1, "EXLOCK"), Field.is(2, "GCSSTR/GCSSTTR trap"));
    private static final Field GCS_RN = value("Rn[9:5]", "Register",
            "The register compared with the guarded control stack.",
            Form.REGISTER);
    private static final Field IT = choice("IT[4:0]", "Instruction type", "Which instruction failed its check.",
            Field.is(0, "RET without PAuth"), Field.is(1, "GCSPOPM"), Field.is(2, "RET with PAuth key A"),
            Field.is(3, "RET with PAuth key B"), Field.is(4, "GCSSS1"), Field.is(5, "GCSSS2"), Field.is(8, "GCSPOPCX"),
            Field.is(9, "GCSPOPX"));

    static final IssLayout GUARDED_STACK = new IssLayout("GCS", "Guarded Control Stack",
            List.of(row(EX_TYPE),
                    row(value("Raddr[14:10]", "Address register", "Holds the address of the store.",
                            Form.REGISTER_OR_SP)).when(is(EX_TYPE, 2)),
                    row(GCS_RN).when(is(EX_TYPE, 0)),
                    row(value("Rvalue[9:5]", "Value register", "Holds the value to store.", Form.REGISTER))
                            .when(is(EX_TYPE, 2)),
                    row(IT).when(is(EX_TYPE, 0))),
            List.of(
                    error("GCS-RN", GCS_RN, is(EX_TYPE, 0).and(is(IT, 2, 3)).and(not(GCS_RN, 30)),
                            "An authenticated return compares X30").fix("Set Rn to 30", GCS_RN, 30),
                    error("GCS-RN", GCS_RN, is(EX_TYPE, 0).and(is(IT, 9)).and(not(GCS_RN, 31)),
                            "GCSPOPX has no register: Rn is 31").fix("Set Rn to 31", GCS_RN, 31)));

    private ExtensionIss() {}
}
