package dev.seascope.guests;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The registers that a scenario can name.
public final class RegisterName {
    private static final Pattern CORE = Pattern.compile("X([0-9]|[12][0-9]|30)|SP_EL0|SP_EL1|PC|PSTATE");
    private static final Pattern VECTOR = Pattern.compile("V([0-9]|[12][0-9]|3[01])");

    private RegisterName() {}

    /// The width of a register in bits, if there is one of this name.
    public static OptionalInt bits(String name) {
        if (VECTOR.matcher(name).matches()) {
            return OptionalInt.of(128);
        }
        if (CORE.matcher(name).matches() || name.matches("[A-Z][A-Z0-9]*_EL[0-3]")) {
            return OptionalInt.of(64);
        }
        return name.equals("FPSR") || name.equals("FPCR") ? OptionalInt.of(32) : OptionalInt.empty();
    }
}
