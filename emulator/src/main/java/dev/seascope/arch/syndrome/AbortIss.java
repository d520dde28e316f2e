package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.EAESR;
import static dev.seascope.arch.ArmFeature.GCS;
import static dev.seascope.arch.ArmFeature.HDBSS;
import static dev.seascope.arch.ArmFeature.LPA2;
import static dev.seascope.arch.ArmFeature.LS64;
import static dev.seascope.arch.ArmFeature.LS64_ACCDATA;
import static dev.seascope.arch.ArmFeature.LS64_V;
import static dev.seascope.arch.ArmFeature.MTE_CANONICAL_TAGS;
import static dev.seascope.arch.ArmFeature.MTE_PERM;
import static dev.seascope.arch.ArmFeature.NV;
import static dev.seascope.arch.ArmFeature.NV2;
import static dev.seascope.arch.ArmFeature.PFAR;
import static dev.seascope.arch.ArmFeature.RAS;
import static dev.seascope.arch.ArmFeature.RASv2;
import static dev.seascope.arch.ArmFeature.S1PIE;
import static dev.seascope.arch.ArmFeature.S1POE;
import static dev.seascope.arch.ArmFeature.S2PIE;
import static dev.seascope.arch.ArmFeature.S2POE;
import static dev.seascope.arch.ArmFeature.SME;
import static dev.seascope.arch.ArmFeature.SVE;
import static dev.seascope.arch.ArmFeature.THE;
import static dev.seascope.arch.Condition.anySet;
import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Condition.not;
import static dev.seascope.arch.Condition.test;
import static dev.seascope.arch.Condition.within;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.value;
import static dev.seascope.arch.syndrome.FaultStatus.EXTERNAL;
import static dev.seascope.arch.syndrome.FaultStatus.EXTERNAL_ON_WALK;
import static dev.seascope.arch.syndrome.FaultStatus.HDBSS_REPORTED;
import static dev.seascope.arch.syndrome.FaultStatus.LST_REPORTED;
import static dev.seascope.arch.syndrome.FaultStatus.PARITY;
import static dev.seascope.arch.syndrome.FaultStatus.PERMISSION;
import static dev.seascope.arch.syndrome.FaultStatus.Use.BOTH;
import static dev.seascope.arch.syndrome.FaultStatus.Use.DATA;
import static dev.seascope.arch.syndrome.IssRow.row;
import static dev.seascope.arch.syndrome.Rule.bits;
import static dev.seascope.arch.syndrome.Rule.error;
import static dev.seascope.arch.syndrome.Rule.note;
import static dev.seascope.arch.syndrome.Rule.warning;

import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Profile.Revision;
import java.util.List;

/// Syndromes of Data Aborts, Instruction Aborts and Granule Protection Check exceptions.
///
/// Source: Arm ARM, ESR_ELx, "ISS encoding for an exception from a Data Abort", "... from an Instruction Abort", "... a
/// Granule Protection Check exception", and the pseudocode's `AArch64.FaultSyndrome`.
final class AbortIss {
    // Fields of [24:0]

    static final Field ISV = flag("ISV[24]", "Instruction syndrome valid", "No valid instruction syndrome",
            "Valid instruction syndrome",
            "Says whether [23:14] describe the instruction, so that a hypervisor can emulate it without fetching it. "
                    + "Never 1 for pairs, exclusives, atomics, SIMD, writeback forms or External aborts.");
    static final Field SAS = choice("SAS[23:22]", "Access size", "How many bytes the instruction accesses.",
            Field.is(0, "Byte"), Field.is(1, "Halfword"), Field.is(2, "Word"), Field.is(3, "Doubleword"));
    static final Field SSE = flag("SSE[21]", "Sign extension", "No sign extension", "Sign-extend",
            "Says whether a load extends the sign of what it read. A hypervisor that completes an MMIO read must do "
                    + "so too.");
    static final Field TOP_LEVEL = flag("TopLevel[21]", "TopLevel fault", "Not TopLevel", "TopLevel",
            "The Permission fault comes from the TopLevel check of stage 2 on a protected translation table.");
    static final Field SRT = value("SRT[20:16]", "Register transferred",
            "The general-purpose register that is loaded or stored; 31 is the zero register.", Form.REGISTER);
    static final Field WU = choice("WU[17:16]", "Write update",
            "Whether the store that got the External abort changed memory.",
            Field.is(0, "Not a store/update, or location may have been updated"),
            Field.is(2, "Store/update did not update the location"),
            Field.is(3, "Store/update updated the location"));
    static final Field SF = flag("SF[15]", "Register width", "32-bit register", "64-bit register",
            "Width of the register transferred. A load to a 32-bit register clears the upper half.");
    static final Field FNP = flag("FnP[15]", "FAR not precise", "FAR precise", "FAR within the fault granule only",
            "Tells that FAR_ELx holds some address in the fault granule rather than the exact one, as SVE and SME "
                    + "accesses may.");
    static final Field AR = flag("AR[14]", "Acquire or release", "No acquire/release", "Acquire/release",
            "The instruction is a load-acquire or a store-release.");
    static final Field PFV = flag("PFV[14]", "PFAR valid", "PFAR not valid", "PFAR valid",
            "Tells that PFAR_ELx holds the physical address of the External abort.");
    static final Field VNCR = flag("VNCR[13]", "From VNCR_EL2 use", "Not from VNCR_EL2 use", "From VNCR_EL2 use at EL1",
            "The access was a system register access of a guest hypervisor, turned into a memory access by VNCR_EL2.");
    static final Field LST = choice("LST[12:11]", "64-byte load or store",
            "Which of the 64-byte single-copy atomic instructions faulted.",
            Field.is(0, "Not specified"), Field.is(1, "ST64BV"), Field.is(2, "LD64B or ST64B"), Field.is(3, "ST64BV0"));
    static final Field SET = choice("SET[12:11]", "Synchronous error type",
            "How badly the error damaged the state of the processing element: whether software can go on after it.",
            Field.is(0, "Recoverable (UER)"), Field.is(2, "Uncontainable (UC)"), Field.is(3, "Restartable (UEO)"));
    static final Field FNV = flag("FnV[10]", "FAR not valid", "FAR valid", "FAR not valid (UNKNOWN)",
            "Tells the reader that FAR_ELx holds no address: its value is UNKNOWN. Only an External abort that is "
                    + "not on a table walk may set it.");
    static final Field EA = value("EA[9]", "External abort type",
            "An IMPLEMENTATION DEFINED classification of External aborts, such as slave error against decode error. "
                    + "Not a severity.", Form.FLAG);
    static final Field CM = flag("CM[8]", "Cache maintenance", "Not cache maintenance/AT",
            "Cache maintenance or address translation instruction",
            "The fault comes from a cache maintenance or address translation instruction. DC ZVA and its kin do not "
                    + "set it.");
    static final Field S1PTW = flag("S1PTW[7]", "Stage 2 fault on a stage 1 walk",
            "Not a stage 2 fault on a stage 1 walk", "Stage 2 fault on a stage 1 table walk",
            "Stage 2 refused the walker's access to a stage 1 descriptor; the level in the status code is stage 2's "
                    + "and HPFAR_EL2 holds the IPA of the descriptor.");
    static final Field WNR = flag("WnR[6]", "Write not read", "Read", "Write",
            "Whether a write or a read faulted. Atomics report a read if the read alone would have faulted.");
    private static final String STATUS_TEXT =
            "What went wrong, and at which level of the table walk. Aborts on a walk name the level of the descriptor.";
    private static final IssRow DFSC_ROW = FaultStatus.row("DFSC[5:0]", "Data fault status code", DATA, STATUS_TEXT);
    private static final IssRow IFSC_ROW = FaultStatus.row("IFSC[5:0]", "Instruction fault status code", BOTH,
            STATUS_TEXT);
    static final Field DFSC = DFSC_ROW.field();
    static final Field IFSC = IFSC_ROW.field();

    // Fields of ISS2

    private static final Field LST2 = choice("LST2[47:45]", "Load/store type",
            "A kind of access that the other fields do not tell.",
            Field.is(0, "None"), Field.is(1, "Atomic"), Field.is(2, "DC ZVA or DC GZVA"));
    private static final Field UNPRIV = flag("Unpriv[44]", "Unprivileged access", "Not an unprivileged access",
            "Unprivileged access above EL0", "The instruction was an LDTR or STTR form executed above EL0.");
    private static final Field HDBSSF = flag("HDBSSF[43]", "Dirty-state tracking fault", "Not HDBSS", "Caused by HDBSS",
            "Writing an entry of the hardware dirty-state tracking structure failed, not the access itself.");
    private static final Field TND = flag("TnD[42]", "Tag not data", "Not a tag write to canonically tagged memory",
            "Tag write to canonically tagged memory",
            "The store tried to write an Allocation Tag to memory whose tags are canonical.");
    private static final Field TAG_ACCESS = flag("TagAccess[41]", "NoTagAccess fault", "Not NoTagAccess", "NoTagAccess",
            "Stage 2 maps the memory without permission to access its Allocation Tags.");
    static final Field GCS_ACCESS = flag("GCS[40]", "Guarded control stack access", "Not a GCS access",
            "GCS data access", "The access was a push or pop of the guarded control stack.");
    private static final Field ASSURED_ONLY = flag("AssuredOnly[39]", "AssuredOnly fault", "Not AssuredOnly",
            "AssuredOnly",
            "The Permission fault comes from the AssuredOnly check of stage 2.");
    private static final Field OVERLAY = flag("Overlay[38]", "Overlay fault", "Not overlay", "Overlay permissions",
            "The base permissions allow the access, a permission overlay does not.");
    private static final Field DIRTY_BIT = flag("DirtyBit[37]", "Dirty state fault", "Not dirty state", "Dirty state",
            "The page is writable but clean, and hardware may not mark it dirty.");
    private static final Field XS = value("Xs[36:32]", "Status register",
            "The register that ST64BV or ST64BV0 writes its status to.", Form.REGISTER);

    // Fields of Granule Protection Check exceptions

    private static final Field S2PTW = flag("S2PTW[21]", "Stage 2 walk", "Not a stage 2 walk",
            "On a stage 2 table walk",
            "The failing access was the walker's, to a stage 2 descriptor.");
    private static final Field IN_D = flag("InD[20]", "Instruction not data", "Data access", "Instruction access",
            "Whether the access was a fetch.");
    private static final Field GPCSC = choice("GPCSC[19:14]", "Granule protection check status code",
            "What the check found in the granule protection table, and at which level of it.",
            Field.is(0x00, "GPT address size fault, level 0"), Field.is(0x04, "GPT walk fault, level 0"),
            Field.is(0x05, "GPT walk fault, level 1"), Field.is(0x0c, "Granule protection fault, level 0"),
            Field.is(0x0d, "Granule protection fault, level 1"),
            Field.is(0x14, "Synchronous External abort on GPT fetch, level 0"),
            Field.is(0x15, "Synchronous External abort on GPT fetch, level 1"));
    private static final Field XFSC = choice("xFSC[5:0]", "Fault status code",
            "Whether the checked access was a table walk, and of which level.",
            Field.is(0x23, "Granule Protection Fault on table walk, level -1"),
            Field.is(0x24, "Granule Protection Fault on table walk, level 0"),
            Field.is(0x25, "Granule Protection Fault on table walk, level 1"),
            Field.is(0x26, "Granule Protection Fault on table walk, level 2"),
            Field.is(0x27, "Granule Protection Fault on table walk, level 3"),
            Field.is(0x28, "Granule Protection Fault, not on a table walk"));

    // Conditions

    private static final Condition SYNDROME = is(ISV, 1);
    private static final Condition NO_SYNDROME = is(ISV, 0);
    private static final Condition DATA_SEA = is(DFSC, 0x10);
    private static final Condition DATA_EXTERNAL = within(DFSC, EXTERNAL);
    private static final Condition DATA_PERMISSION = within(DFSC, PERMISSION);
    private static final Condition LST_IN_FORCE = within(DFSC, LST_REPORTED);
    private static final Condition FETCH_SEA = is(IFSC, 0x10);
    private static final Condition FETCH_EXTERNAL = within(IFSC, EXTERNAL);
    private static final Condition FETCH_PERMISSION = within(IFSC, PERMISSION);
    private static final Condition PLAIN_ACCESS = is(CM, 0).and(is(VNCR, 0)).and(is(S1PTW, 0));

    private static final Condition OF_FETCH = is(IN_D, 1);
    private static final Condition OF_DATA = is(IN_D, 0);

    /// SAS, SSE, SF and AR, and what a 64-byte access reports in them.
    private static final long SHAPE = SAS.bits().mask() | SSE.bits().mask() | SF.bits().mask() | AR.bits().mask();
    private static final long DOUBLEWORD = SAS.bits().set(0, 3) | SF.bits().mask();

    static final IssLayout DATA_ABORT = new IssLayout("DABT", "Data Abort",
            List.of(
                    row(ISV),
                    row(SAS).when(SYNDROME),
                    row(SSE).when(SYNDROME),
                    row(TOP_LEVEL).when(NO_SYNDROME).in(2).needs(THE),
                    row(SRT).when(SYNDROME),
                    row(WU).when(NO_SYNDROME.and(DATA_EXTERNAL)).needs(RASv2),
                    row(SF).when(SYNDROME),
                    row(FNP).when(NO_SYNDROME).needs(SVE, SME),
                    row(AR).when(SYNDROME),
                    row(PFV).when(NO_SYNDROME.and(DATA_EXTERNAL)).needs(PFAR),
                    row(VNCR).in(2, 3).needs(NV2),
                    row(LST).when(LST_IN_FORCE).needs(LS64)
                            .limit(1, Scope.EVERYWHERE.needs(LS64_V)).limit(3, Scope.EVERYWHERE.needs(LS64_ACCDATA)),
                    row(SET).when(DATA_EXTERNAL).in(1, 2).needs(RAS),
                    row(SET).when(DATA_EXTERNAL).in(3).needs(RAS).only(Revision.M_A_A),
                    row(SET).when(DATA_SEA).in(3).needs(RAS).only(Revision.X2512),
                    row(FNV).when(DATA_SEA),
                    row(EA),
                    row(CM),
                    row(S1PTW),
                    row(WNR),
                    DFSC_ROW),
            List.of(
                    row(LST2).when(PLAIN_ACCESS).needs(EAESR),
                    row(UNPRIV).when(PLAIN_ACCESS).needs(EAESR),
                    row(HDBSSF).when(within(DFSC, HDBSS_REPORTED)).in(1).needs(HDBSS).needs(NV),
                    row(HDBSSF).when(within(DFSC, HDBSS_REPORTED)).in(2, 3).needs(HDBSS),
                    row(TND).when(DATA_PERMISSION).needs(MTE_CANONICAL_TAGS),
                    row(TAG_ACCESS).when(DATA_PERMISSION).in(1).needs(MTE_PERM).needs(NV),
                    row(TAG_ACCESS).when(DATA_PERMISSION).in(2).needs(MTE_PERM),
                    row(GCS_ACCESS).needs(GCS),
                    row(ASSURED_ONLY).when(DATA_PERMISSION).in(1).needs(THE).needs(NV),
                    row(ASSURED_ONLY).when(DATA_PERMISSION).in(2).needs(THE),
                    row(OVERLAY).when(DATA_PERMISSION).needs(S1POE, S2POE),
                    row(DIRTY_BIT).when(DATA_PERMISSION.and(is(WNR, 1))).needs(S1PIE, S2PIE),
                    row(XS).when(LST_IN_FORCE.and(is(LST, 1, 3))).needs(LS64_V, LS64_ACCDATA)),
            List.of(
                    error("EA-NOT-EXT", EA, is(EA, 1).and(within(DFSC, ~(EXTERNAL | PARITY))),
                            "EA classifies External aborts only; for this DFSC it is 0").fix("Clear EA", EA, 0),
                    error("CM-WNR", CM, is(CM, 1).and(is(WNR, 0)),
                            "Cache maintenance and AT have WnR 1").fix("Set WnR", WNR, 1),
                    note("WNR-UNKNOWN", WNR, is(DFSC, 0x31, 0x35), "WnR has no meaning for this DFSC: it is UNKNOWN"),
                    withoutSyndrome(error("ISV-SEA", ISV, SYNDROME.and(DATA_EXTERNAL),
                            "External aborts have ISV 0 with RAS").needs(RAS)),
                    withoutSyndrome(error("ISV-S1PTW", ISV, SYNDROME.and(is(S1PTW, 1)),
                            "A stage 2 fault on a stage 1 walk never comes with an instruction syndrome")),
                    withoutSyndrome(warning("ISV-EL", ISV, SYNDROME.and(LST_IN_FORCE.and(not(LST, 0)).negated()),
                            "Only software or LS64 sets ISV here").in(1, 3)),
                    withoutSyndrome(error("ISV-TAGCHECK-S1", ISV, SYNDROME.and(is(DFSC, 0x11)),
                            "A Tag Check Fault is a stage 1 fault and has no instruction syndrome")),
                    error("LS64-SYNDROME", LST, SYNDROME.and(LST_IN_FORCE).and(not(LST, 0)).and(test(
                            "SAS, SSE, SF, AR are not 3, 0, 1, 0", esr -> (esr & SHAPE) != DOUBLEWORD)),
                            "A 64-byte load or store reports SAS 3, SSE 0, SF 1, AR 0").needs(LS64)
                            .fix("Report a doubleword", SHAPE, DOUBLEWORD),
                    error("SSE-STORE", SSE, SYNDROME.and(is(SSE, 1)).and(is(WNR, 1)), "A store does not extend a sign")
                            .fix("Clear SSE", SSE, 0),
                    error("SSE-DWORD", SSE, SYNDROME.and(is(SSE, 1)).and(is(SAS, 3)),
                            "A doubleword fills the register: there is nothing to extend").fix("Clear SSE", SSE, 0),
                    error("SSE-W32", SSE, SYNDROME.and(is(SSE, 1)).and(is(SAS, 2)).and(is(SF, 0)),
                            "A word fills a 32-bit register: there is nothing to extend").fix("Set SF", SF, 1),
                    warning("SF-SIZE", SF, SYNDROME.and(is(SAS, 3)).and(is(SF, 0)),
                            "An A64 doubleword access uses a 64-bit register").unless(Origin.A32, Origin.T32)
                            .fix("Set SF", SF, 1),
                    warning("SF-SIZE", SF, SYNDROME.and(not(SAS, 3)).and(is(SSE, 0)).and(is(SF, 1)),
                            "An A64 access of less than a doubleword without sign extension uses a 32-bit register")
                            .unless(Origin.A32, Origin.T32).fix("Clear SF", SF, 0),
                    warning("S1PTW-EL", S1PTW, is(S1PTW, 1), "A stage 2 fault is reported to EL2, not here").in(1, 3)
                            .fix("Clear S1PTW", S1PTW, 0),
                    withoutSyndrome(error("VNCR-ISV", VNCR, is(VNCR, 1).and(SYNDROME),
                            "A VNCR_EL2 access has no instruction syndrome")
                            .in(2, 3).needs(NV2)),
                    warning("VNCR-CM", VNCR, is(VNCR, 1).and(is(CM, 1)),
                            "A VNCR_EL2 access is not cache maintenance").in(2, 3).needs(NV2).fix("Clear CM", CM, 0),
                    error("LST-WNR", LST, LST_IN_FORCE.and(is(LST, 1, 3)).and(is(WNR, 0)),
                            "ST64BV and ST64BV0 are stores: WnR is 1").needs(LS64).fix("Set WnR", WNR, 1),
                    warning("LST-NO-ISV", LST, LST_IN_FORCE.and(not(LST, 0)).and(NO_SYNDROME),
                            "A 64-byte load or store normally comes with its instruction syndrome").needs(LS64)
                            .fix("Clear LST", LST, 0),
                    withoutSyndrome(error("GCS-ISV", GCS_ACCESS, is(GCS_ACCESS, 1).and(SYNDROME),
                            "A guarded control stack access has no instruction syndrome").needs(GCS)),
                    warning("GCS-CM", GCS_ACCESS, is(GCS_ACCESS, 1).and(is(CM, 1)),
                            "A guarded control stack access is not cache maintenance").needs(GCS)
                            .fix("Clear CM", CM, 0),
                    error("TND-READ", TND, DATA_PERMISSION.and(is(TND, 1)).and(is(WNR, 0)),
                            "TnD reports a tag write: WnR is 1").needs(MTE_CANONICAL_TAGS).fix("Set WnR", WNR, 1),
                    warning("SET-UC-RASV2", SET, DATA_EXTERNAL.and(is(SET, 2)),
                            "FEAT_RASv2 reserves the value 2 of SET").needs(RASv2).fix("Report UER", SET, 0),
                    error("TOPLEVEL-NOT-PERM", TOP_LEVEL, NO_SYNDROME.and(is(TOP_LEVEL, 1))
                            .and(within(DFSC, ~PERMISSION)), "TopLevel describes Permission faults only").in(2)
                            .needs(THE).fix("Clear TopLevel", TOP_LEVEL, 0),
                    warning("WU-READ", WU, NO_SYNDROME.and(DATA_EXTERNAL).and(not(WU, 0)).and(is(WNR, 0)),
                            "WU describes a store, but WnR says read").needs(RASv2).fix("Set WnR", WNR, 1),
                    note("FWD-S2", TAG_ACCESS, DATA_PERMISSION.and(is(TAG_ACCESS, 1)),
                            "A stage 2 fact in ESR_EL1: only nested virtualization reflects it there").in(1)
                            .needs(MTE_PERM).needs(NV),
                    note("FWD-S2", ASSURED_ONLY, DATA_PERMISSION.and(is(ASSURED_ONLY, 1)),
                            "A stage 2 fact in ESR_EL1: only nested virtualization reflects it there").in(1)
                            .needs(THE).needs(NV)),
            List.of(
                    note("DOC-SET-WALK", SET, within(DFSC, EXTERNAL_ON_WALK).and(not(SET, 0)),
                            "Issue M.a.a lists SET for External aborts on a walk; the pseudocode, and for ESR_EL3 "
                                    + "the revision of 2025-12, fill it only for DFSC 0x10").needs(RAS),
                    note("DOC-SET-UC", SET, DATA_EXTERNAL.and(is(SET, 2)),
                            "Issue M.a.a contradicts itself on SET 2: its table ties the value to FEAT_RASv2, its "
                                    + "text reserves it with FEAT_RASv2, which is the reading used here").needs(RAS),
                    note("DOC-PARITY-RAS", DFSC, within(DFSC, PARITY),
                            "The codes for parity and ECC errors exist only without FEAT_RAS").needs(RAS),
                    note("DOC-VNCR", VNCR, is(VNCR, 1).and(anySet(ISV.bits().mask() | CM.bits().mask(),
                            "ISV or CM is 1")),
                            "That VNCR excludes ISV and CM follows from the pseudocode; the text does not say it")
                                    .in(2, 3)
                            .needs(NV2),
                    note("DOC-LST-NO-ISV", LST, LST_IN_FORCE.and(not(LST, 0)).and(NO_SYNDROME),
                            "The pseudocode gives LST whenever the fault type matches, with or without ISV; the text "
                                    + "has no example").needs(LS64),
                    note("DOC-EAESR", LST2, PLAIN_ACCESS.and(anySet(LST2.bits().mask() | UNPRIV.bits().mask(),
                            "LST2 or Unpriv is set")),
                            "LST2 and Unpriv are confirmed for ESR_EL3 only; here they are assumed to be the same")
                                    .in(1, 2)
                            .needs(EAESR)));

    static final IssLayout INSTRUCTION_ABORT = new IssLayout("IABT", "Instruction Abort",
            List.of(
                    row(TOP_LEVEL).in(2).needs(THE),
                    row(PFV).when(FETCH_EXTERNAL).needs(PFAR),
                    row(SET).when(FETCH_EXTERNAL).in(1, 3).needs(RAS),
                    row(SET).when(FETCH_SEA).in(2).needs(RAS),
                    row(FNV).when(FETCH_SEA),
                    row(EA),
                    row(S1PTW),
                    IFSC_ROW),
            List.of(
                    row(HDBSSF).when(within(IFSC, HDBSS_REPORTED)).in(1).needs(HDBSS).needs(NV),
                    row(HDBSSF).when(within(IFSC, HDBSS_REPORTED)).in(2, 3).needs(HDBSS),
                    row(ASSURED_ONLY).when(FETCH_PERMISSION).in(1).needs(THE).needs(NV),
                    row(ASSURED_ONLY).when(FETCH_PERMISSION).in(2).needs(THE),
                    row(OVERLAY).when(FETCH_PERMISSION).needs(S1POE, S2POE),
                    row(DIRTY_BIT).when(FETCH_PERMISSION).in(2).needs(S2PIE)),
            List.of(
                    error("EA-NOT-EXT", EA, is(EA, 1).and(within(IFSC, ~(EXTERNAL | PARITY))),
                            "EA classifies External aborts only; for this IFSC it is 0").fix("Clear EA", EA, 0),
                    warning("S1PTW-EL", S1PTW, is(S1PTW, 1), "A stage 2 fault is reported to EL2, not here").in(1, 3)
                            .fix("Clear S1PTW", S1PTW, 0),
                    warning("SET-UC-RASV2", SET, FETCH_EXTERNAL.and(is(SET, 2)),
                            "FEAT_RASv2 reserves the value 2 of SET").in(1, 3).needs(RASv2).fix("Report UER", SET, 0),
                    warning("SET-UC-RASV2", SET, FETCH_SEA.and(is(SET, 2)),
                            "FEAT_RASv2 reserves the value 2 of SET").in(2).needs(RASv2).fix("Report UER", SET, 0),
                    error("TOPLEVEL-NOT-PERM", TOP_LEVEL, is(TOP_LEVEL, 1).and(within(IFSC, ~PERMISSION)),
                            "TopLevel describes Permission faults only").in(2).needs(THE)
                            .fix("Clear TopLevel", TOP_LEVEL, 0),
                    note("FWD-S2", ASSURED_ONLY, FETCH_PERMISSION.and(is(ASSURED_ONLY, 1)),
                            "A stage 2 fact in ESR_EL1: only nested virtualization reflects it there").in(1)
                            .needs(THE).needs(NV)),
            List.of(
                    note("DOC-SET-WALK", IFSC, within(IFSC, EXTERNAL_ON_WALK).and(not(SET, 0)),
                            "The text of ESR_EL1 and ESR_EL3 lists SET for External aborts on a walk; that of "
                                    + "ESR_EL2 and the pseudocode fill it only for IFSC 0x10").needs(RAS),
                    note("DOC-SET-UC", SET, FETCH_EXTERNAL.and(is(SET, 2)),
                            "Issue M.a.a contradicts itself on SET 2: the tables of the registers tie the value to "
                                    + "FEAT_RASv2 or to its absence, which is the reading used here").needs(RAS),
                    note("DOC-PARITY-RAS", IFSC, within(IFSC, PARITY),
                            "The codes for parity and ECC errors exist only without FEAT_RAS").needs(RAS)));

    static final IssLayout GRANULE_PROTECTION = new IssLayout("GPC", "Granule Protection Check exception",
            List.of(
                    row(S2PTW),
                    row(IN_D),
                    row(GPCSC),
                    row(VNCR).when(OF_DATA).needs(NV2),
                    row(CM),
                    row(S1PTW),
                    row(WNR).when(OF_DATA),
                    row(XFSC).limit(0x23, Scope.EVERYWHERE.needs(LPA2))),
            List.of(
                    row(HDBSSF).needs(HDBSS),
                    row(GCS_ACCESS).needs(GCS)),
            List.of(
                    error("CM-WNR", CM, is(CM, 1).and(OF_DATA).and(is(WNR, 0)),
                            "Cache maintenance and AT have WnR 1").fix("Set WnR", WNR, 1),
                    warning("GPC-CM-INSN", CM, OF_FETCH.and(is(CM, 1)), "A fetch is not cache maintenance")
                            .fix("Clear CM", CM, 0)),
            List.of(
                    note("DOC-GPC-HDBSSF", HDBSSF, is(HDBSSF, 1),
                            "Issue M.a.a ties HDBSSF to stage 2 Permission faults, which this is not; taken as allowed")
                            .needs(HDBSS)));

    private AbortIss() {}

    /// The rule with the correction that an abort without instruction syndrome needs.
    private static Rule withoutSyndrome(Rule rule) {
        return rule.fix("Clear ISV and [23:14]", bits(24, 14), 0);
    }
}
