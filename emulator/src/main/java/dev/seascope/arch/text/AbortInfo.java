package dev.seascope.arch.text;

import static java.util.Map.entry;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.ExceptionClasses;
import dev.seascope.arch.syndrome.FaultStatus;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The block "Mem abort info" that Linux prints for a kernel fault: written for a syndrome, and put together again
/// where
/// the line with the whole value is missing.
///
/// Source: Linux, arch/arm64/mm/fault.c, `mem_abort_decode` and `data_abort_decode`.
final class AbortInfo {
    private static final int MOST_LINES = 14;
    private static final List<String> SIZES = List.of("1", "2", "4", "8");
    private static final Bits TND = Bits.of("TnD[42]");
    private static final Bits TAG_ACCESS = Bits.of("TagAccess[41]");
    private static final Bits GCS = Bits.of("GCS[40]");
    private static final Bits OVERLAY = Bits.of("Overlay[38]");
    private static final Bits DIRTY_BIT = Bits.of("DirtyBit[37]");
    private static final Bits XS = Bits.of("Xs[36:32]");
    private static final Map<String, Bits> KEYS = Map.ofEntries(entry("EC", Esr.EC.bits()), entry("SET",
            Esr.SET.bits()),
            entry("FnV", Esr.FNV.bits()), entry("EA", Esr.EA.bits()), entry("S1PTW", Esr.S1PTW.bits()),
            entry("FSC", Esr.DFSC.bits()), entry("ISV", Esr.ISV.bits()), entry("ISS", Esr.ISS.bits()),
            entry("ISS2", Esr.ISS2.bits()), entry("SSE", Esr.SSE.bits()), entry("SRT", Esr.SRT.bits()),
            entry("SF", Esr.SF.bits()), entry("AR", Esr.AR.bits()), entry("CM", Esr.CM.bits()),
            entry("WnR", Esr.WNR.bits()), entry("TnD", TND), entry("TagAccess", TAG_ACCESS), entry("GCS", GCS),
            entry("Overlay", OVERLAY), entry("DirtyBit", DIRTY_BIT), entry("Xs", XS));

    private AbortInfo() {}

    /// The syndrome that a block describes.
    ///
    /// @param block text from the start of its line `EC = ...`; what follows the block is not looked at
    /// @return empty if it is not such a block
    static OptionalLong rebuild(String block) {
        long esr = 0;
        boolean described = false;
        for (String line : block.lines().limit(MOST_LINES).toList()) {
            boolean known = line.contains("abort info:");
            for (String part : line.split(",", -1)) {
                int equals = part.indexOf(" = ");
                if (equals > 0) {
                    String name = part.substring(part.lastIndexOf(' ', equals - 1) + 1, equals);
                    String value = part.substring(equals + 3).trim().split("[ :]", 2)[0];
                    OptionalLong bits = bits(name, value);
                    known |= bits.isPresent();
                    esr |= bits.orElse(0);
                    described |= name.equals("ISS") || name.equals("FSC");
                }
            }
            if (!known) {
                break;
            }
        }
        return described ? OptionalLong.of(esr) : OptionalLong.empty();
    }

    private static OptionalLong bits(String name, String value) {
        if (name.equals("IL")) {
            return OptionalLong.of(value.equals("32") ? Esr.IL.bits().mask() : 0);
        }
        if (name.equals("size")) {
            // "Access size = 4 byte(s)" stands only where the access is described
            return SIZES.contains(value)
                    ? OptionalLong.of(Esr.ISV.bits().mask() | Esr.SAS.bits().set(0, SIZES.indexOf(value)))
                    : OptionalLong.empty();
        }
        Bits bits = KEYS.get(name);
        OptionalLong number = number(value);
        return bits == null || number.isEmpty() || !bits.fits(number.getAsLong()) ? OptionalLong.empty()
                : OptionalLong.of(bits.set(0, number.getAsLong()));
    }

    private static OptionalLong number(String value) {
        try {
            return OptionalLong.of(Long.decode(value));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /// The block for a syndrome, as current kernels print it.
    static String print(long esr) {
        boolean data = Esr.ec(esr) == Esr.EC_DABT_LOW || Esr.ec(esr) == Esr.EC_DABT_CUR;
        StringBuilder text = new StringBuilder("Mem abort info:\n");
        text.append("  ESR = 0x%016x\n".formatted(esr));
        text.append("  EC = 0x%02x: %s, IL = %d bits\n".formatted(Esr.ec(esr), className(esr), bit(Esr.IL,
                esr) == 1 ? 32 : 16));
        text.append("  SET = %d, FnV = %d\n".formatted(bit(Esr.SET, esr), bit(Esr.FNV, esr)));
        text.append("  EA = %d, S1PTW = %d\n".formatted(bit(Esr.EA, esr), bit(Esr.S1PTW, esr)));
        text.append("  FSC = 0x%02x: %s\n".formatted(bit(Esr.DFSC, esr), status(bit(Esr.DFSC, esr))));
        return data ? text.append(data(esr)).toString() : text.toString();
    }

    private static String data(long esr) {
        StringBuilder text = new StringBuilder("Data abort info:\n");
        if (bit(Esr.ISV, esr) == 1) {
            text.append("  Access size = %s byte(s)\n".formatted(SIZES.get((int) bit(Esr.SAS, esr))));
            text.append("  SSE = %d, SRT = %d\n".formatted(bit(Esr.SSE, esr), bit(Esr.SRT, esr)));
            text.append("  SF = %d, AR = %d\n".formatted(bit(Esr.SF, esr), bit(Esr.AR, esr)));
        } else {
            text.append("  ISV = 0, ISS = 0x%08x, ISS2 = 0x%08x\n".formatted(bit(Esr.ISS, esr), bit(Esr.ISS2, esr)));
        }
        text.append("  CM = %d, WnR = %d, TnD = %d, TagAccess = %d\n".formatted(bit(Esr.CM, esr), bit(Esr.WNR, esr),
                TND.get(esr), TAG_ACCESS.get(esr)));
        text.append("  GCS = %d, Overlay = %d, DirtyBit = %d, Xs = %d\n".formatted(GCS.get(esr), OVERLAY.get(esr),
                DIRTY_BIT.get(esr), XS.get(esr)));
        return text.toString();
    }

    private static String className(long esr) {
        return switch (Esr.ec(esr)) {
            case Esr.EC_DABT_LOW -> "DABT (lower EL)";
            case Esr.EC_DABT_CUR -> "DABT (current EL)";
            case Esr.EC_IABT_LOW -> "IABT (lower EL)";
            case Esr.EC_IABT_CUR -> "IABT (current EL)";
            default -> ExceptionClasses.of(Esr.ec(esr)).map(type -> type.meaning()).orElse("UNRECOGNIZED EC");
        };
    }

    private static String status(long code) {
        return FaultStatus.all().stream().filter(status -> status.code() == code).map(FaultStatus::text).findFirst()
                .orElse("unknown " + code);
    }

    private static long bit(Field field, long esr) {
        return field.bits().get(esr);
    }
}
