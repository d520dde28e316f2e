package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The notation of operands in the syntax of a row: what stands between `<` and `>`.
///
/// | Notation | Operand |
/// |---|---|
/// | `Xd` `Wn` `Xn\|SP` `Ws+1` | a register from the field `Rd`, `Rn`, ...; 31 is the zero register or SP |
/// | `imm16` | an unsigned field as a hexadecimal number |
/// | `dec:immr` | an unsigned field as a decimal number |
/// | `signed:imm7*8` | a signed field, here scaled by 8 |
/// | `label:imm26` `byte:immhi:immlo` `page:immhi:immlo` | an address relative to the instruction or its page |
/// | `cond:cond` `shift:shift` `extend:option` ... | one of a list of words |
/// | `bitmask32:...` `bitmask64:...` | a bit mask immediate |
/// | `sysreg:...` | a system register |
final class Placeholder {
    private static final Pattern REGISTER = Pattern.compile("([XW])([a-z][0-9]?)(\\+1)?(\\|SP)?");
    private static final Pattern NUMBER = Pattern.compile("(?:(dec|signed):)?([\\w:]+?)(?:\\*(\\d+))?([+-]\\d+)?");

    static final List<String> CONDITIONS = List.of("eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge",
            "lt", "gt", "le", "al", "nv");
    private static final Map<String, String> CONDITION_SYNONYMS = Map.of("hs", "cs", "lo", "cc");
    private static final Map<String, Factory> KINDS = kinds();

    private Placeholder() {}

    @FunctionalInterface
    private interface Factory {
        Operand of(FieldList fields);
    }

    private static Map<String, Factory> kinds() {
        Map<String, Factory> kinds = new HashMap<>();
        kinds.put("label", fields -> new Operand.Label(fields, 4));
        kinds.put("byte", fields -> new Operand.Label(fields, 1));
        kinds.put("page", fields -> new Operand.Label(fields, 4096));
        kinds.put("cond", fields -> new Operand.Keyword(fields, CONDITIONS, CONDITION_SYNONYMS, false, "a condition"));
        kinds.put("shift", words("lsl, lsr or asr", "lsl", "lsr", "asr", ""));
        kinds.put("rotate", words("lsl, lsr, asr or ror", "lsl", "lsr", "asr", "ror"));
        kinds.put("extend", words("an extension like uxtw",
                "uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"));
        kinds.put("barrier", numeric("a barrier option", "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh",
                "", "ishld", "ishst", "ish", "", "ld", "st", "sy"));
        kinds.put("bitmask32", fields -> new Operand.Bitmask(fields, 32));
        kinds.put("bitmask64", fields -> new Operand.Bitmask(fields, 64));
        kinds.put("wide32", fields -> wide(fields, 32, false));
        kinds.put("wide64", fields -> wide(fields, 64, false));
        kinds.put("inverted32", fields -> wide(fields, 32, true));
        kinds.put("inverted64", fields -> wide(fields, 64, true));
        kinds.put("sysreg", Operand.SystemRegister::new);
        return Map.copyOf(kinds);
    }

    private static Factory words(String what, String... words) {
        return fields -> new Operand.Keyword(fields, List.of(words), Map.of(), false, what);
    }

    private static Factory numeric(String what, String... words) {
        return fields -> new Operand.Keyword(fields, List.of(words), Map.of(), true, what);
    }

    private static Operand wide(FieldList fields, int width, boolean inverted) {
        return new Operand.WideImmediate(fields.parts().get(1), fields.parts().get(0), width, inverted);
    }

    /// The operand for a placeholder.
    ///
    /// @throws IllegalArgumentException if the notation is unknown, or the encoding has no such field
    static Operand of(String notation, Encoding encoding) {
        Matcher register = REGISTER.matcher(notation);
        if (register.matches()) {
            Bits field = encoding.field("R" + register.group(2));
            return new Operand.Register(
                    field, register.group(1).equals("X"), register.group(4) != null, register.group(3) == null ? 0 : 1);
        }
        int colon = notation.indexOf(':');
        Factory factory = colon < 0 ? null : KINDS.get(notation.substring(0, colon));
        if (factory != null) {
            return factory.of(FieldList.of(notation.substring(colon + 1), encoding));
        }
        Matcher number = NUMBER.matcher(notation);
        if (!number.matches()) {
            throw new IllegalArgumentException("unknown operand <" + notation + ">");
        }
        return new Operand.Immediate(
                FieldList.of(number.group(2), encoding),
                "signed".equals(number.group(1)),
                number.group(3) == null ? 1 : Integer.parseInt(number.group(3)),
                number.group(4) == null ? 0 : Integer.parseInt(number.group(4)),
                number.group(1) == null);
    }
}
