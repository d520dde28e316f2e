package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.Debugv8p2;
import static dev.seascope.arch.ArmFeature.Debugv8p9;
import static dev.seascope.arch.ArmFeature.EBEP;
import static dev.seascope.arch.ArmFeature.GCS;
import static dev.seascope.arch.ArmFeature.NV2;
import static dev.seascope.arch.ArmFeature.SEBEP;
import static dev.seascope.arch.ArmFeature.SME;
import static dev.seascope.arch.ArmFeature.SPE_EXC;
import static dev.seascope.arch.ArmFeature.SVE;
import static dev.seascope.arch.ArmFeature.TRBE_EXC;
import static dev.seascope.arch.Condition.anySet;
import static dev.seascope.arch.Condition.is;
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

/// Syndromes of debug and profiling exceptions.
///
/// Source: Arm ARM, ESR_ELx, the ISS encodings for a Breakpoint or Vector Catch, Software Step, Watchpoint, Breakpoint
/// instruction and Profiling exception.
final class DebugIss {
    private static final String STATUS_TEXT =
            "Always 0x22, which says debug exception here and Granule Protection Fault in an abort.";
    private static final Field IFSC = choice("IFSC[5:0]", "Fault status code", STATUS_TEXT,
            Field.is(0x22, "Debug exception"));
    private static final Field DFSC = choice("DFSC[5:0]", "Fault status code", STATUS_TEXT,
            Field.is(0x22, "Debug exception"));
    private static final Field STEP_ISV = flag("ISV[24]", "Instruction syndrome valid", "EX is RES0", "EX valid",
            "Whether EX tells anything about the stepped instruction.");
    private static final Field WPTV = flag("WPTV[17]", "Watchpoint number valid", "WPT not valid", "WPT valid",
            "Whether WPT is the number of the watchpoint.");
    private static final Field WPF = flag("WPF[16]", "Watchpoint might be false", "Exact match",
            "Match might be false-positive", "An SVE or SME access came close to the watched address, but may not "
                    + "have touched it.");
    private static final Field FNP = flag("FnP[15]", "FAR not precise", "FAR precise (if FnV=0)",
            "FAR within granule only", "Tells that FAR_ELx holds some address in the fault granule.");
    private static final Field FNV = flag("FnV[10]", "FAR not valid", "FAR valid", "FAR not valid (UNKNOWN)",
            "Tells that FAR_ELx holds no address: its value is UNKNOWN.");
    private static final Field CM = flag("CM[8]", "Cache maintenance", "Not cache maintenance",
            "Cache maintenance instruction", "The access was a cache maintenance instruction.");
    private static final Field FSC = choice("FSC[5:1]", "Event", "Which unit raised the exception.",
            Field.is(0, "PMU overflow / PPEND"), Field.is(1, "Profiling Buffer management event"),
            Field.is(2, "Trace buffer management event"));
    private static final Field SYNC = flag("SYNC[0]", "Synchronous", "Asynchronous", "Synchronous",
            "Whether ELR_ELx points at the instruction that made the counter overflow.");

    static final IssLayout BREAKPOINT = new IssLayout("BRKPT", "Breakpoint or Vector Catch", List.of(row(IFSC)),
            List.of());

    static final IssLayout STEP = new IssLayout("STEP", "Software Step",
            List.of(row(STEP_ISV),
                    row(flag("EX[6]", "Exclusive", "Not a Load-Exclusive", "Load-Exclusive stepped",
                            "A Load-Exclusive was stepped: the Store-Exclusive that follows will fail for ever."))
                            .when(is(STEP_ISV, 1)),
                    row(IFSC)),
            List.of());

    static final IssLayout WATCHPOINT = new IssLayout("WATCH", "Watchpoint",
            List.of(
                    row(value("WPT[23:18]", "Watchpoint number", "Number of the watchpoint; UNKNOWN while WPTV is 0.",
                            Form.DECIMAL)).needs(Debugv8p2),
                    row(WPTV).needs(Debugv8p2),
                    row(WPF).needs(SVE, SME),
                    row(FNP).needs(SVE, SME),
                    row(AbortIss.VNCR).in(2).needs(NV2),
                    row(FNV).needs(SVE, SME),
                    row(CM),
                    row(AbortIss.WNR),
                    row(DFSC)),
            List.of(row(AbortIss.GCS_ACCESS).needs(GCS)),
            List.of(
                    error("CM-WNR", CM, is(CM, 1).and(is(AbortIss.WNR, 0)), "Cache maintenance always reports WnR as 1")
                            .fix("Set WnR", AbortIss.WNR, 1),
                    error("WP-FNV-FNP", FNP, is(FNV, 1).and(is(FNP, 1)),
                            "FAR cannot be both UNKNOWN and within the fault granule").needs(SVE, SME)
                            .fix("Clear FnP", FNP, 0),
                    error("WP-WPTV", WPTV, is(WPTV, 0).and(anySet(
                            FNV.bits().mask() | FNP.bits().mask() | WPF.bits().mask(), "FnV, FnP or WPF is 1")),
                            "A watchpoint without an exact address gives its number: WPTV is 1").needs(Debugv8p2)
                            .needs(SVE, SME).fix("Set WPTV", WPTV, 1)),
            List.of(
                    note("DOC-WPTV-V8P9", WPTV, is(WPTV, 0),
                            "FEAT_Debugv8p9 does not permit WPTV 0; before it, an implementation may choose")
                                    .needs(Debugv8p9)));

    static final IssLayout COMMENT = new IssLayout("COMMENT", "Breakpoint instruction",
            List.of(row(value("Comment[15:0]", "Immediate",
                    "The number in the instruction, a convention of software: Linux tells kprobes, WARN and BUG, "
                            + "KGDB and KASAN apart by it."))),
            List.of());

    static final IssLayout PROFILING = new IssLayout("PROF", "Profiling exception",
            List.of(row(FSC).limit(0, Scope.EVERYWHERE.needs(EBEP)).limit(1, Scope.EVERYWHERE.needs(SPE_EXC))
                    .limit(2, Scope.EVERYWHERE.needs(TRBE_EXC)), row(SYNC).needs(SEBEP)),
            List.of(error("PROF-SYNC", SYNC, is(SYNC, 1).and(not(FSC, 0)),
                    "Only counter overflows can be reported synchronously").needs(SEBEP).fix("Clear SYNC", SYNC, 0)));

    private DebugIss() {}
}
