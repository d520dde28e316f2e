package dev.seascope.arch.a64;

/// Optional parts of the A64 instruction set that this emulator knows. Names are the Arm ARM's without `FEAT_`. One that
/// builds on another comes after it.
///
/// Pointer authentication and branch target identification are never there: those of their instructions that are hints
/// do nothing. Of memory tagging there is PSTATE.TCO only.
public enum Feature {
    FP, ADV_SIMD, FP16, LSE, LOR, LRCPC, LRCPC2, RDM, DOT_PROD, FLAG_M, FLAG_M2, FRINTTS, JSCVT, FCMA, CRC32, AES,
    PMULL, SHA1, SHA256, DPB, PAN, UAO, RAS, SB, SSBS, LS64, LS64_V, LS64_ACCDATA, DIT, MTE
}
