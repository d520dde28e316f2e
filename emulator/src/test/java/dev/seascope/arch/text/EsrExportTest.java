package dev.seascope.arch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class EsrExportTest {
    private static final long[] MASKS = {-1, 0xffff_ffffL, 0xffc0_ffffL};

    @Test
    void syndromesAreWrittenInTheNamesOfLinux() {
        assertThat(EsrExport.linux(0x9600_0010L, SyndromeContext.el1()))
                .isEqualTo("(ESR_ELx_EC_DABT_CUR << ESR_ELx_EC_SHIFT) | ESR_ELx_IL | ESR_ELx_FSC_EXTABT");
        assertThat(EsrExport.linux(0x8600_1c10L, SyndromeContext.el1())).isEqualTo("(ESR_ELx_EC_IABT_CUR << "
                + "ESR_ELx_EC_SHIFT) | ESR_ELx_IL | (UL(3) << ESR_ELx_SET_SHIFT) | ESR_ELx_FnV | ESR_ELx_FSC_EXTABT");
        assertThat(EsrExport.linux(0x6230_3c41L, SyndromeContext.el2())).isEqualTo(
                "(ESR_ELx_EC_SYS64 << ESR_ELx_EC_SHIFT) | ESR_ELx_IL | ESR_ELx_SYS64_ISS_SYS_VAL(3, 0, 0, 15, 0) | "
                        + "(UL(2) << ESR_ELx_SYS64_ISS_RT_SHIFT) | ESR_ELx_SYS64_ISS_DIR_READ");
        assertThat(EsrExport.linux(0x5600_0000L, SyndromeContext.el1()))
                .isEqualTo("(ESR_ELx_EC_SVC64 << ESR_ELx_EC_SHIFT) | ESR_ELx_IL");
    }

    @Test
    void syndromesAreWrittenAsCallsOfQemusFunctions() {
        assertThat(EsrExport.qemu(0x9600_0450L)).isEqualTo("syn_data_abort_no_iss(1, 1, 0, 0, 0, 1, 0x10)");
        assertThat(EsrExport.qemu(0x93c0_8007L))
                .isEqualTo("syn_data_abort_with_iss(0, 3, 0, 0, 1, 0, 0, 0, 0, 0, 7, false)");
        assertThat(EsrExport.qemu(0x9600_1810L)).isEqualTo("syn_data_abort_no_iss(1, 0, 0, 0, 0, 0, 0x10) | 0x1800");
        assertThat(EsrExport.qemu(0x9400_0010L)).isEqualTo("0x94000010");
        assertThat(EsrExport.qemu(0x0a00_0000L)).isEqualTo("0xa000000");
    }

    @Test
    void everyExpressionHasTheValueItWasMadeFrom() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            long esr = random.nextLong() & MASKS[i % 3];
            esr |= i % 5 == 0 ? 0 : 1 << 25;
            esr = i % 4 == 0 ? Esr.EC.bits().set(esr, 0x24 + i / 4 % 2) : esr;
            SyndromeContext context = SyndromeContext.of(1 + i % 3);

            String linux = EsrExport.linux(esr, context);
            String qemu = EsrExport.qemu(esr);

            assertThat(new Expression(linux).value()).as("0x%x: %s", esr, linux).isEqualTo(esr);
            assertThat(new Expression(qemu).value()).as("0x%x: %s", esr, qemu).isEqualTo(esr);
        }
    }

    /// Evaluates the C that the exports consist of, with the macros and functions as the two headers define them.
    private static final class Expression {
        private static final Map<String, Long> MACROS = new HashMap<>();
        private static final Map<String, ToLongFunction<long[]>> FUNCTIONS = new HashMap<>();

        static {
            String[] classes = ("UNKNOWN 00 WFx 01 CP15_32 03 CP15_64 04 CP14_MR 05 CP14_LS 06 FP_ASIMD 07 CP10_ID "
                    + "08 PAC 09 OTHER 0a CP14_64 0c BTI 0d ILL 0e SVC32 11 HVC32 12 SMC32 13 SVC64 15 HVC64 16 "
                    + "SMC64 17 SYS64 18 SVE 19 ERET 1a FPAC 1c SME 1d IMP_DEF 1f IABT_LOW 20 IABT_CUR 21 PC_ALIGN "
                    + "22 DABT_LOW 24 DABT_CUR 25 SP_ALIGN 26 MOPS 27 FP_EXC32 28 FP_EXC64 2c GCS 2d SERROR 2f "
                    + "BREAKPT_LOW 30 BREAKPT_CUR 31 SOFTSTP_LOW 32 SOFTSTP_CUR 33 WATCHPT_LOW 34 WATCHPT_CUR 35 "
                    + "BKPT32 38 VECTOR32 3a BRK64 3c")
                    .split(" ", -1);
            for (int i = 0; i < classes.length; i += 2) {
                MACROS.put("ESR_ELx_EC_" + classes[i], Long.parseLong(classes[i + 1], 16));
            }
            String[] bits = ("IL 25 ISV 24 IDS 24 CV 24 SSE 21 SF 15 AR 14 FnV 10 EA 9 CM 8 S1PTW 7 WNR 6 TnD 10 "
                    + "TagAccess 9 GCS 8 Overlay 6 DirtyBit 5 WFx_ISS_RV 2 WFx_ISS_WFE 0 WFx_ISS_WFxT 1")
                    .split(" ", -1);
            for (int i = 0; i < bits.length; i += 2) {
                MACROS.put("ESR_ELx_" + bits[i], 1L << Integer.parseInt(bits[i + 1]));
            }
            String[] numbers = ("EC_SHIFT 26 ISS2_SHIFT 32 SAS_SHIFT 22 SRT_SHIFT 16 SET_SHIFT 11 COND_SHIFT 20 "
                    + "SYS64_ISS_RT_SHIFT 5 SYS64_ISS_DIR_READ 1 FSC_EXTABT 16 FSC_SECC 24 FSC_MTE 17 FSC_SERROR 17 "
                    + "AET_UC 0 AET_UEU 1024 AET_UEO 2048 AET_UER 3072 AET_CE 6144").split(" ", -1);
            for (int i = 0; i < numbers.length; i += 2) {
                MACROS.put("ESR_ELx_" + numbers[i], Long.valueOf(numbers[i + 1]));
            }
            MACROS.put("true", 1L);
            MACROS.put("false", 0L);
            FUNCTIONS.put("UL", a -> a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_SEA_TTW", a -> 0x14 + a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_SECC_TTW", a -> 0x1c + a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_FAULT_L", a -> (a[0] < 0 ? 0x2c : 4) + a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_ACCESS_L", a -> 8 + a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_PERM_L", a -> 0xc + a[0]);
            FUNCTIONS.put("ESR_ELx_FSC_ADDRSZ_L", a -> a[0] == -1 ? 0x25 : a[0] < 0 ? 0x2c : a[0]);
            FUNCTIONS.put("ESR_ELx_SYS64_ISS_SYS_VAL",
                    a -> a[0] << 20 | a[1] << 14 | a[2] << 17 | a[3] << 10 | a[4] << 1);
            qemu("syn_uncategorized", 0x00);
            qemu("syn_pactrap", 0x09);
            qemu("syn_illegalstate", 0x0e);
            qemu("syn_sve_access_trap", 0x19);
            qemu("syn_pcalignment", 0x22);
            qemu("syn_btitrap", 0x0d, 0);
            qemu("syn_aa64_svc", 0x15, 0);
            qemu("syn_aa64_hvc", 0x16, 0);
            qemu("syn_aa64_smc", 0x17, 0);
            qemu("syn_aa64_bkpt", 0x3c, 0);
            qemu("syn_erettrap", 0x1a, 0);
            qemu("syn_pacfail", 0x1c, 1, 0);
            qemu("syn_serror", 0x2f, 0);
            qemu("syn_aa64_sysregtrap", 0x18, 20, 14, 17, 10, 1, 5, 0);
            qemu("syn_gpc", 0x1e, 21, 20, 14, 13, 8, 7, 6, 0);
            qemu("syn_mop", 0x27, 24, 23, 19, 18, 17, 16, 10, 5, 0);
            qemu("syn_insn_abort", 0x20, 26, 9, 7, 0);
            qemu("syn_data_abort_no_iss", 0x24, 26, 10, 9, 8, 7, 6, 0);
            qemu("syn_data_abort_with_iss", 0x24, 26, 22, 21, 16, 15, 14, 9, 8, 7, 6, 0, -1);
            FUNCTIONS.compute("syn_data_abort_with_iss", (_, plain) -> a -> plain.applyAsLong(a) | 1 << 24);
            qemu("syn_wfx", 0x01, 24, 20, 0, -1);
            qemu("syn_smetrap", 0x1d, 0, -1);
            qemu("syn_fp_access_trap", 0x07, 24, 20, -1, 0);
            for (String debug : new String[] {"syn_breakpoint", "syn_swstep", "syn_watchpoint"}) {
                qemu(debug, debug.equals("syn_breakpoint") ? 0x30 : debug.equals("syn_swstep") ? 0x32 : 0x34, 26,
                        debug.equals("syn_swstep") ? 24 : 8, 6);
                FUNCTIONS.compute(debug, (_, plain) -> a -> plain.applyAsLong(a) | 0x22);
            }
        }

        private final String text;
        private int at;

        Expression(String text) {
            this.text = text.replace(" ", "");
        }

        /// A function that ORs its arguments at these positions; -1 is the argument for a 16-bit instruction.
        private static void qemu(String name, int ec, int... shifts) {
            FUNCTIONS.put(name, arguments -> {
                long value = (long) ec << 26 | 1 << 25;
                for (int i = 0; i < arguments.length; i++) {
                    value = shifts[i] < 0 ? value & ~(arguments[i] << 25) : value | arguments[i] << shifts[i];
                }
                return value;
            });
        }

        long value() {
            long value = or();
            assertThat(at).as(text).isEqualTo(text.length());
            return value;
        }

        private long or() {
            long value = shift();
            while (take("|")) {
                value |= shift();
            }
            return value;
        }

        private long shift() {
            long value = unit();
            while (take("<<")) {
                value <<= unit();
            }
            return value;
        }

        private long unit() {
            if (take("(")) {
                long value = or();
                assertThat(take(")")).as(text).isTrue();
                return value;
            }
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_'
                    || text.charAt(at) == '-')) {
                at++;
            }
            String word = text.substring(start, at);
            if (take("(")) {
                long[] arguments = new long[12];
                int count = 0;
                while (!take(")")) {
                    arguments[count++] = or();
                    take(",");
                }
                return Objects.requireNonNull(FUNCTIONS.get(word), word).applyAsLong(Arrays.copyOf(arguments, count));
            }
            Long macro = MACROS.get(word);
            return macro != null ? macro : word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16)
                    : Long.parseLong(word);
        }

        private boolean take(String sign) {
            boolean there = text.startsWith(sign, at);
            at += there ? sign.length() : 0;
            return there;
        }
    }
}
