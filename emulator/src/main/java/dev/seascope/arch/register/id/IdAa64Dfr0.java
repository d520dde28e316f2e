package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.value;
import static dev.seascope.arch.register.id.IdField.id;
import static dev.seascope.arch.register.id.IdField.idOrNone;

import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;

/// AArch64 Debug Feature Register 0, `ID_AA64DFR0_EL1`.
///
/// Source: Arm ARM, ID_AA64DFR0_EL1.
public final class IdAa64Dfr0 {
    /// `ID_AA64DFR0_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64DFR0_EL1",
            id("HPMN0[63:60]", "No counters for the guest", "CONSTRAINED UNPREDICTABLE", "FEAT_HPMN0"),
            id("ExtTrcBuff[59:56]", "External mode of the trace buffer", "No", "FEAT_TRBE_EXT"),
            id("BRBE[55:52]", "Branch record buffer", "No", "FEAT_BRBE", "FEAT_BRBEv1p1"),
            idOrNone("MTPMU[51:48]", "Multithreaded counting", "Said by PMEVTYPER.MT", "FEAT_MTPMU"),
            id("TraceBuffer[47:44]", "Trace buffer", "No", "FEAT_TRBE", "FEAT_TRBEv1p1"),
            id("TraceFilt[43:40]", "Trace filtering", "No", "FEAT_TRF"),
            idOrNone("DoubleLock[39:36]", "OS double lock", "FEAT_DoubleLock"),
            id("PMSVer[35:32]", "Statistical profiling", "No", "FEAT_SPE", "FEAT_SPEv1p1", "FEAT_SPEv1p2",
                    "FEAT_SPEv1p3", "FEAT_SPEv1p4", "FEAT_SPEv1p5"),
            value("CTX_CMPs[31:28]", "Context-aware breakpoints", "Their number, minus 1.", Form.DECIMAL),
            id("SEBEP[27:24]", "Synchronous profiling exceptions", "No", "FEAT_SEBEP"),
            value("WRPs[23:20]", "Watchpoints", "Their number, minus 1.", Form.DECIMAL),
            id("PMSS[19:16]", "Counter snapshots", "No", "FEAT_PMUv3_SS"),
            value("BRPs[15:12]", "Breakpoints", "Their number, minus 1.", Form.DECIMAL),
            idOrNone("PMUVer[11:8]", "Performance monitors", "No", "FEAT_PMUv3", "", "", "FEAT_PMUv3p1",
                    "FEAT_PMUv3p4", "FEAT_PMUv3p5", "FEAT_PMUv3p7", "FEAT_PMUv3p8", "FEAT_PMUv3p9"),
            id("TraceVer[7:4]", "Trace registers", "No", "Yes"),
            id("DebugVer[3:0]", "Debug architecture", "", "", "", "", "", "", "Armv8.0", "With FEAT_VHE",
                    "FEAT_Debugv8p2", "FEAT_Debugv8p4", "FEAT_Debugv8p8", "FEAT_Debugv8p9"));

    private IdAa64Dfr0() {}
}
