package dev.seascope.arch.text;

import dev.seascope.arch.syndrome.Esr;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A call of one of QEMU's functions that make syndromes, and the value it returns.
///
/// Source: QEMU, target/arm/syndrome.h.
///
/// @param text the call, or empty
/// @param value what it returns
record QemuCall(String text, long value) {
    private static final int EC_ERETTRAP = 0x1a;
    private static final int EC_BTITRAP = 0x0d;
    private static final int EC_PACFAIL = 0x1c;
    private static final int EC_SMETRAP = 0x1d;
    private static final int EC_GPC = 0x1e;
    private static final int EC_SVEACCESSTRAP = 0x19;
    private static final int EC_PACTRAP = 0x09;
    private static final int EC_MOP = 0x27;
    private static final long IL = Esr.IL.bits().mask();

    /// The call whose name suits the class of `esr`, with arguments taken from its bits. It may set fewer bits than
    /// `esr`
    /// has, or, for values that QEMU never makes, others.
    static QemuCall of(long esr) {
        int ec = Esr.ec(esr);
        boolean same = (ec & 1) != 0;
        return switch (ec) {
            case Esr.EC_UNKNOWN -> call(esr, "syn_uncategorized", 0);
            case Esr.EC_WFX -> sized(esr, "syn_wfx", 0x1f0_0003, bits(esr, 24, 24), bits(esr, 23, 20), bits(esr, 1, 0));
            case Esr.EC_FP_ASIMD -> new QemuCall("syn_fp_access_trap(%d, %d, %b, 0)".formatted(bits(esr, 24, 24),
                    bits(esr, 23, 20), (esr & IL) == 0), esr & (0xfc00_0000L | IL | 0x1f0_0000));
            case EC_PACTRAP -> call(esr, "syn_pactrap", 0);
            case EC_BTITRAP -> call(esr, "syn_btitrap", 3, bits(esr, 1, 0));
            case Esr.EC_ILL -> call(esr, "syn_illegalstate", 0);
            case Esr.EC_SVC64 -> call(esr, "syn_aa64_svc", 0xffff, bits(esr, 15, 0));
            case Esr.EC_HVC64 -> call(esr, "syn_aa64_hvc", 0xffff, bits(esr, 15, 0));
            case Esr.EC_SMC64 -> call(esr, "syn_aa64_smc", 0xffff, bits(esr, 15, 0));
            case Esr.EC_SYS64 -> call(esr, "syn_aa64_sysregtrap", 0x3f_ffff, bits(esr, 21, 20), bits(esr, 16, 14),
                    bits(esr, 19, 17), bits(esr, 13, 10), bits(esr, 4, 1), bits(esr, 9, 5), bits(esr, 0, 0));
            case EC_SVEACCESSTRAP -> call(esr, "syn_sve_access_trap", 0);
            case EC_ERETTRAP -> call(esr, "syn_erettrap", 3, bits(esr, 1, 0));
            case EC_PACFAIL -> call(esr, "syn_pacfail", 3, bits(esr, 1, 1), bits(esr, 0, 0));
            case EC_SMETRAP -> sized(esr, "syn_smetrap", 7, bits(esr, 2, 0));
            case EC_GPC -> call(esr, "syn_gpc", 0x3f_e1ff, bits(esr, 21, 21), bits(esr, 20, 20),
                    bits(esr, 19, 14), bits(esr, 13, 13), bits(esr, 8, 8), bits(esr, 7, 7), bits(esr, 6, 6), bits(esr,
                            5, 0));
            case Esr.EC_IABT_LOW, Esr.EC_IABT_CUR -> call(esr, "syn_insn_abort", 0x2bf, same ? 1 : 0, bits(esr, 9, 9),
                    bits(esr, 7, 7), bits(esr, 5, 0));
            case Esr.EC_PC_ALIGN -> call(esr, "syn_pcalignment", 0);
            case Esr.EC_DABT_LOW, Esr.EC_DABT_CUR -> dataAbort(esr, same ? 1 : 0);
            case EC_MOP -> call(esr, "syn_mop", 0x1ff_7fff, bits(esr, 24, 24), bits(esr, 23, 23), bits(esr, 22, 19),
                    bits(esr, 18, 18), bits(esr, 17, 17), bits(esr, 16, 16), bits(esr, 14, 10), bits(esr, 9, 5),
                    bits(esr, 4, 0));
            case Esr.EC_SERROR -> new QemuCall("syn_serror(0x%x)".formatted(bits(esr, 24, 0)),
                    0xbe00_0000L | bits(esr, 24, 0));
            case Esr.EC_BREAKPT_LOW, Esr.EC_BREAKPT_CUR -> debug(esr, "syn_breakpoint", 0, same ? 1 : 0);
            case Esr.EC_SOFTSTP_LOW, Esr.EC_SOFTSTP_CUR -> debug(esr, "syn_swstep", 0x100_0040, same ? 1 : 0,
                    bits(esr, 24, 24), bits(esr, 6, 6));
            case Esr.EC_WATCHPT_LOW, Esr.EC_WATCHPT_CUR -> debug(esr, "syn_watchpoint", 0x140, same ? 1 : 0,
                    bits(esr, 8, 8), bits(esr, 6, 6));
            case Esr.EC_BRK64 -> call(esr, "syn_aa64_bkpt", 0xffff, bits(esr, 15, 0));
            default -> new QemuCall("", 0);
        };
    }

    private static QemuCall dataAbort(long esr, long same) {
        long ea = bits(esr, 9, 9);
        long cm = bits(esr, 8, 8);
        long s1ptw = bits(esr, 7, 7);
        long wnr = bits(esr, 6, 6);
        long fsc = bits(esr, 5, 0);
        if (bits(esr, 24, 24) == 1) {
            return sized(esr, "syn_data_abort_with_iss", 0x1ff_c3ff, same, bits(esr, 23, 22), bits(esr, 21, 21),
                    bits(esr, 20, 16), bits(esr, 15, 15), bits(esr, 14, 14), ea, cm, s1ptw, wnr, fsc);
        }
        return call(esr, "syn_data_abort_no_iss", 0x7ff, same, bits(esr, 10, 10), ea, cm, s1ptw, wnr, fsc);
    }

    /// A call whose result has the class, IL 1 and those bits of `esr` that are in `mask`.
    private static QemuCall call(long esr, String function, long mask, long... arguments) {
        return new QemuCall(function + "(" + list(arguments) + ")", (esr & (0xfc00_0000L | mask)) | IL);
    }

    /// A call whose last argument says whether the instruction has 16 bits.
    private static QemuCall sized(long esr, String function, long mask, long... arguments) {
        return new QemuCall("%s(%s, %b)".formatted(function, list(arguments), (esr & IL) == 0),
                esr & (0xfc00_0000L | IL | mask));
    }

    /// A call whose result has the status code 0x22.
    private static QemuCall debug(long esr, String function, long mask, long... arguments) {
        QemuCall call = call(esr, function, mask, arguments);
        return new QemuCall(call.text, call.value | 0x22);
    }

    private static String list(long... arguments) {
        return Arrays.stream(arguments).mapToObj(argument -> argument < 10 ? Long.toString(argument)
                : "0x" + Long.toHexString(argument)).collect(Collectors.joining(", "));
    }

    private static long bits(long esr, int msb, int lsb) {
        return esr >>> lsb & (1L << (msb - lsb + 1)) - 1;
    }
}
