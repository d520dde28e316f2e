package dev.seascope.cpu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Vectors of instructions that raise exceptions, trap, or change PSTATE; the file says where they come from.
final class SystemVectors {
    private SystemVectors() {}

    /// One line of the file.
    ///
    /// @param before registers by name
    /// @param after the same; `ESR_EL2` is the syndrome of a trap to the hypervisor
    record Line(String statements, int level, Map<String, Long> before, Map<String, Long> after) {
        List<String> statementList() {
            return Arrays.stream(statements.split(";", -1)).map(String::strip).toList();
        }

        @Override
        public String toString() {
            return "%s at EL%d with %s".formatted(statements, level, before);
        }
    }

    static List<Line> read() throws IOException {
        var stream = Objects.requireNonNull(SystemVectors.class.getResourceAsStream("system.psv"));
        var lines = new ArrayList<Line>();
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                String[] columns = line.split(" *\\| *", -1);
                lines.add(new Line(columns[0], Integer.parseInt(columns[1]), registers(columns[2]),
                        registers(columns[3])));
            }
        }
        return lines;
    }

    private static Map<String, Long> registers(String text) {
        Map<String, Long> registers = new TreeMap<>();
        if (!text.equals("-")) {
            for (String pair : text.split(" +", -1)) {
                String[] parts = pair.split("=", -1);
                registers.put(parts[0], Long.parseUnsignedLong(parts[1], 16));
            }
        }
        return registers;
    }
}
