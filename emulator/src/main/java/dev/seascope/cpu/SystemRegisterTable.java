package dev.seascope.cpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All system registers and system instructions of EL0 and EL1. What is not listed is UNDEFINED, as are the registers
/// of EL2 and EL3, which the processor does not have; reserved ID registers read as zero.
final class SystemRegisterTable {
    /// Every row; its place in the list is its [SystemRegister#index].
    static final List<SystemRegister> ROWS;

    private static final Map<String, SystemRegister> BY_NAME = new HashMap<>();
    private static final @Nullable SystemRegister[] BY_ENCODING = new SystemRegister[1 << 16];

    static {
        SystemRegister[] rows = Stream.of(ControlRegisters.rows(), CounterRegisters.rows(), DebugRegisters.rows(),
                InterruptControllerRegisters.rows(),
                SystemInstructions.rows()).flatMap(List::stream).toArray(SystemRegister[]::new);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i].at(i);
            if (BY_NAME.put(rows[i].name(), rows[i]) != null || BY_ENCODING[rows[i].encoding()] != null) {
                throw new IllegalStateException("listed twice: " + rows[i]);
            }
            BY_ENCODING[rows[i].encoding()] = rows[i];
        }
        ROWS = List.of(rows);
    }

    private SystemRegisterTable() {}

    /// The row with a 16-bit encoding, or null.
    static @Nullable SystemRegister at(int encoding) {
        return BY_ENCODING[encoding & 0xffff];
    }

    /// The row with a name.
    static Optional<SystemRegister> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// Where the processor keeps the value of a register.
    ///
    /// @throws IllegalArgumentException if there is no such register
    static int index(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("no system register " + name)).index();
    }
}
