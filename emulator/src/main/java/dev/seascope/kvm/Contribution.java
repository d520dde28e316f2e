package dev.seascope.kvm;

/// Where some bits of a value came from. The value is the OR of its contributions.
///
/// @param source who supplied the bits
/// @param bits the bits supplied; 0 when the source had a say but left its bits clear
/// @param text the rule in a few words: `EC 0x24 data abort, FSC 0x10`
public record Contribution(Source source, long bits, String text) {
    /// Who decides a bit. Shown by shape and colour everywhere: circle, diamond, square, triangle.
    public enum Source {
        /// Supplied through the UAPI by the person using the tool.
        YOU,
        /// ORed in or forced by KVM.
        KVM,
        /// Derived from the guest's own state at injection: PSTATE, and the registers that an exception entry copies
        /// or consults (`PC`, `VBAR_EL1`, `SCTLR_EL1`).
        PSTATE,
        /// Copied from KVM's record of the last trap (`ESR_EL2`, `FAR_EL2`).
        LAST_TRAP
    }
}
