package dev.seascope.guests;

import dev.seascope.arch.SystemRegisters;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The registers that a scenario can name.
public final class RegisterName {
    private static final Pattern CORE = Pattern.compile("X([0-9]|[12][0-9]|30)|SP_EL0|SP_EL1|PC|PSTATE");
    private static final Pattern VECTOR = Pattern.compile("V([0-9]|[12][0-9]|3[01])");

    private RegisterName() {}

    /// The width of a register in bits, if there is one of this name.
    public static OptionalInt bits(String name) {
        if (isVector(name)) {
            return OptionalInt.of(128);
        }
        if (name.equals("FPSR") || name.equals("FPCR")) {
            return OptionalInt.of(32);
        }
        return CORE.matcher(name).matches() || SystemRegisters.encoding(name).isPresent() ? OptionalInt.of(64)
                : OptionalInt.empty();
    }

    /// Whether it is a vector register, `V0` to `V31`.
    public static boolean isVector(String name) {
        return VECTOR.matcher(name).matches();
    }
}
