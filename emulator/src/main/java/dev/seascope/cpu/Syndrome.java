package dev.seascope.cpu;

/// Syndromes of the exceptions that the processor takes to EL1 by itself, after the Arm ARM's "ESR_EL1".
final class Syndrome {
    static final int EC_UNKNOWN = 0x00;
    static final int EC_WFX = 0x01;
    static final int EC_FP_ACCESS = 0x07;
    static final int EC_OTHER_INSN = 0x0a;
    static final int EC_ILLEGAL = 0x0e;
    static final int EC_SVC64 = 0x15;
    static final int EC_SYS64 = 0x18;
    static final int EC_IABT_LOW = 0x20;
    static final int EC_PC_ALIGN = 0x22;
    static final int EC_DABT_LOW = 0x24;
    static final int EC_SP_ALIGN = 0x26;
    static final int EC_SERROR = 0x2f;
    static final int EC_BREAKPOINT_LOW = 0x30;
    static final int EC_STEP_LOW = 0x32;
    static final int EC_WATCHPOINT_LOW = 0x34;
    static final int EC_BRK64 = 0x3c;

    static final int FSC_ADDRESS_SIZE = 0x00;
    static final int FSC_TRANSLATION = 0x04;
    static final int FSC_ACCESS_FLAG = 0x08;
    static final int FSC_PERMISSION = 0x0c;
    static final int FSC_ALIGNMENT = 0x21;
    static final int FSC_DEBUG = 0x22;
    static final int FSC_UNSUPPORTED_EXCLUSIVE = 0x35;

    static final long IL = 1L << 25;
    /// `CV` = 1, `COND` = always: what AArch64 reports in the conditional-instruction fields.
    static final long CV_COND_ALWAYS = 0b1_1110L << 20;
    /// `LST`, which shares its bits with the `SET` of external aborts.
    static final long LST = 3L << 11;
    static final long ISV = 1L << 24;
    static final long FSC = 0x3f;
    static final long WNR = 1L << 6;
    static final long S1PTW = 1L << 7;
    static final long CM = 1L << 8;

    private Syndrome() {}

    /// Any syndrome of a 32-bit instruction.
    static long of(int ec, long iss) {
        return (long) ec << 26 | IL | iss;
    }

    /// EC 0x18: a trapped MRS, MSR or system instruction.
    ///
    /// @param encoding `op0:op1:CRn:CRm:op2`
    static long systemAccess(int encoding, int rt, boolean read) {
        int op0 = encoding >>> 14 & 3;
        int op1 = encoding >>> 11 & 7;
        int crn = encoding >>> 7 & 15;
        int crm = encoding >>> 3 & 15;
        int op2 = encoding & 7;
        return of(EC_SYS64, op0 << 20 | op2 << 17 | op1 << 14 | crn << 10 | rt << 5 | crm << 1 | (read ? 1 : 0));
    }

    /// The class of an exception that has one number from a lower level and the next one from the same level.
    static int sameOrLower(int ecFromLower, int fromEl) {
        return fromEl == 0 ? ecFromLower : ecFromLower + 1;
    }
}
