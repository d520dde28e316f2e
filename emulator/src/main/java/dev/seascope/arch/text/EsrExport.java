package dev.seascope.arch.text;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.ExceptionClasses;
import dev.seascope.arch.syndrome.FaultStatus;
import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A syndrome as source code and as log text. Whatever the names cannot say is added as a number, so every expression
/// has
/// exactly the value it was made from.
public final class EsrExport {
    private static final String PREFIX = "ESR_ELx_";
    /// Fields that are one bit and have a macro of that name in Linux.
    private static final Map<String, String> FLAGS = Map.ofEntries(Map.entry("ISV", "ISV"), Map.entry("SSE", "SSE"),
            Map.entry("SF", "SF"), Map.entry("AR", "AR"), Map.entry("FnV", "FnV"), Map.entry("EA", "EA"),
            Map.entry("CM", "CM"), Map.entry("S1PTW", "S1PTW"), Map.entry("WnR", "WNR"), Map.entry("IDS", "IDS"),
            Map.entry("CV", "CV"), Map.entry("RV", "WFx_ISS_RV"));
    /// Fields that have a shift of that name.
    private static final Set<String> SHIFTED = Set.of("SAS", "SRT", "SET", "COND");
    /// Flags of the second part of the syndrome, whose macros count from its bit 0.
    private static final Set<String> SECOND_FLAGS = Set.of("TnD", "TagAccess", "GCS", "Overlay", "DirtyBit");
    private static final List<String> ERROR_TYPES = List.of("UC", "UEU", "UEO", "UER", "", "", "CE", "");

    private EsrExport() {}

    /// "Mem abort info" as Linux logs it.
    public static String dmesg(long esr) {
        return AbortInfo.print(esr);
    }

    /// A C expression in the names of Linux's `asm/esr.h`.
    public static String linux(long esr, SyndromeContext context) {
        List<String> terms = new ArrayList<>();
        String ec = ExceptionClasses.of(Esr.ec(esr)).map(type -> type.macro()).orElse("");
        terms.add("(%s << ESR_ELx_EC_SHIFT)"
                .formatted(ec.isEmpty() ? "UL(0x%02x)".formatted(Esr.ec(esr)) : PREFIX + "EC_" + ec));
        long rest = esr & ~Esr.EC.bits().mask();
        if ((rest & Esr.IL.bits().mask()) != 0) {
            terms.add("ESR_ELx_IL");
            rest &= ~Esr.IL.bits().mask();
        }
        if (Esr.ec(esr) == Esr.EC_SYS64) {
            rest = systemRegister(esr, rest, terms);
        }
        for (Layout.Reading reading : Esr.read(esr, context)) {
            long mask = reading.field().bits().mask();
            Optional<String> term = reading.value() == 0 || (rest & mask) == 0 ? Optional.empty()
                    : linuxTerm(reading.field(), reading.value());
            if (term.isPresent()) {
                terms.add(term.get());
                rest &= ~mask;
            }
        }
        if (rest != 0) {
            terms.add("UL(0x%x)".formatted(rest));
        }
        return String.join(" | ", terms);
    }

    private static long systemRegister(long esr, long rest, List<String> terms) {
        int encoding = Esr.encoding(esr);
        terms.add("ESR_ELx_SYS64_ISS_SYS_VAL(%d, %d, %d, %d, %d)".formatted(encoding >> 14 & 3, encoding >> 11 & 7,
                encoding & 7, encoding >> 7 & 15, encoding >> 3 & 15));
        long rt = esr >>> 5 & 31;
        if (rt != 0) {
            terms.add("(UL(%d) << ESR_ELx_SYS64_ISS_RT_SHIFT)".formatted(rt));
        }
        if ((esr & 1) != 0) {
            terms.add("ESR_ELx_SYS64_ISS_DIR_READ");
        }
        return rest & ~0x3f_ffffL;
    }

    private static Optional<String> linuxTerm(Field field, long value) {
        String name = field.name();
        String flag = FLAGS.get(name);
        if (flag != null) {
            return Optional.of(PREFIX + flag);
        }
        if (SHIFTED.contains(name)) {
            return Optional.of("(UL(%d) << ESR_ELx_%s_SHIFT)".formatted(value, name));
        }
        if (SECOND_FLAGS.contains(name)) {
            return Optional.of("(ESR_ELx_%s << ESR_ELx_ISS2_SHIFT)".formatted(name));
        }
        return switch (name) {
            case "Xs" -> Optional.of("(UL(%d) << ESR_ELx_ISS2_SHIFT)".formatted(value));
            case "TI" -> Optional.of(switch ((int) value) {
                case 1 -> "ESR_ELx_WFx_ISS_WFE";
                case 2 -> "ESR_ELx_WFx_ISS_WFxT";
                default -> "ESR_ELx_WFx_ISS_WFxT | ESR_ELx_WFx_ISS_WFE";
            });
            case "AET" -> ERROR_TYPES.get((int) value).isEmpty() ? Optional.empty()
                    : Optional.of("ESR_ELx_AET_" + ERROR_TYPES.get((int) value));
            case "DFSC", "IFSC" -> linuxStatus(field, (int) value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> linuxStatus(Field field, int code) {
        // In the syndromes of SError and of debug exceptions the field has a short list of its own.
        boolean abort = ((Field.Choice) field).meanings().size() > 3;
        if (!abort) {
            return code == 0x11 ? Optional.of("ESR_ELx_FSC_SERROR") : Optional.empty();
        }
        for (FaultStatus status : FaultStatus.all()) {
            if (status.code() == code) {
                return linuxStatus(status);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> linuxStatus(FaultStatus status) {
        boolean levelled = status.level() != FaultStatus.NO_LEVEL;
        return switch (status.kind()) {
            case EXTERNAL -> Optional.of(
                    levelled ? "ESR_ELx_FSC_SEA_TTW(%d)".formatted(status.level()) : "ESR_ELx_FSC_EXTABT");
            case PARITY -> Optional.of(
                    levelled ? "ESR_ELx_FSC_SECC_TTW(%d)".formatted(status.level()) : "ESR_ELx_FSC_SECC");
            case TRANSLATION -> Optional.of("ESR_ELx_FSC_FAULT_L(%d)".formatted(status.level()));
            case ACCESS_FLAG -> Optional.of("ESR_ELx_FSC_ACCESS_L(%d)".formatted(status.level()));
            case PERMISSION -> Optional.of("ESR_ELx_FSC_PERM_L(%d)".formatted(status.level()));
            // Copies of the header have 0x25 for level -1, where the manual has 0x29.
            case ADDRESS_SIZE -> status.level() == -1 ? Optional.empty()
                    : Optional.of("ESR_ELx_FSC_ADDRSZ_L(%d)".formatted(status.level()));
            case TAG_CHECK -> Optional.of("ESR_ELx_FSC_MTE");
            case GRANULE, ALIGNMENT, TLB_CONFLICT, ATOMIC_UPDATE, LOCKDOWN, UNSUPPORTED_ATOMIC -> Optional.empty();
        };
    }

    /// A call of the function in QEMU's `target/arm/syndrome.h` that makes this syndrome; the number itself where there
    /// is none.
    public static String qemu(long esr) {
        QemuCall call = QemuCall.of(esr);
        long extra = esr & ~call.value();
        if (call.text().isEmpty() || (call.value() & ~esr) != 0) {
            return "0x%x".formatted(esr);
        }
        return extra == 0 ? call.text() : "%s | 0x%x".formatted(call.text(), extra);
    }
}
