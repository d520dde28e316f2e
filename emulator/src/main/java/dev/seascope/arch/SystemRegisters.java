package dev.seascope.arch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Names of system registers and System instructions, and how each is encoded.
///
/// An encoding is `op0:op1:CRn:CRm:op2` in 16 bits, from the top down 2, 3, 4, 4 and 3 bits wide, as in
/// `KVM_REG_ARM64_SYSREG` ids. Some encodings have one name for reading and another for writing, or one for 64-bit and
/// another for 128-bit accesses.
///
/// Source: Arm ARM, section C5.3 and D24; the GIC architecture specification for `ICC_*` and `ICH_*`.
public final class SystemRegisters {
    private static final String RESOURCE = "system-registers.txt";
    private static final Pattern ROW = Pattern.compile(
            " *(\\d) +(\\d) +(\\d+) +(\\d+) +(\\d) +([^/]*[^/ ])(?: +/ (\\w+) (.+))?");
    private static final Pattern FAMILY = Pattern.compile("(.*)<(\\d+)-(\\d+)>(.*)");
    private static final Pattern GENERIC = Pattern.compile("(?i)S([0-3])_([0-7])_C(\\d{1,2})_C(\\d{1,2})_([0-7])");
    private static final Map<String, Integer> BY_NAME = new HashMap<>();
    private static final @Nullable Name[] BY_ENCODING = new @Nullable Name[1 << 16];

    /// The names of one encoding.
    ///
    /// @param read the register that a read accesses
    /// @param write the register that a write accesses
    /// @param wide the instruction or register of a 128-bit access
    private record Name(String read, String write, String wide) {}

    private static final List<String> NAMES = load();

    private SystemRegisters() {}

    /// Pack an encoding.
    ///
    /// @throws IllegalArgumentException if a part is too wide
    public static int encoding(int op0, int op1, int crn, int crm, int op2) {
        if (op0 >>> 2 != 0 || op1 >>> 3 != 0 || crn >>> 4 != 0 || crm >>> 4 != 0 || op2 >>> 3 != 0) {
            throw new IllegalArgumentException("no encoding: %d %d %d %d %d".formatted(op0, op1, crn, crm, op2));
        }
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /// The encoding of a register (`ESR_EL1`), System instruction (`DC ZVA`) or generic name (`S3_0_C15_C0_0`); case
    /// does not matter. Empty if there is none of that name.
    public static OptionalInt encoding(String name) {
        Integer known = BY_NAME.get(name.toUpperCase(Locale.ROOT));
        return known != null ? OptionalInt.of(known) : generic(name);
    }

    /// Whether the tables have a name for it.
    public static boolean isNamed(int encoding) {
        return BY_ENCODING[encoding & 0xffff] != null;
    }

    /// The register's name, or `S3_0_C15_C0_0` if it has none; the name for reading where they differ.
    public static String name(int encoding) {
        return name(encoding, true);
    }

    /// The name for reading or for writing.
    public static String name(int encoding, boolean read) {
        Name name = BY_ENCODING[encoding & 0xffff];
        return name == null ? generic(encoding) : read ? name.read : name.write;
    }

    /// The name for a 128-bit access.
    public static String name128(int encoding, boolean read) {
        Name name = BY_ENCODING[encoding & 0xffff];
        return name == null ? generic(encoding) : name.wide.isEmpty() ? name(encoding, read) : name.wide;
    }

    /// Every name, in order of encoding.
    public static List<String> names() {
        return NAMES;
    }

    private static String generic(int encoding) {
        return "S" + (encoding >> 14 & 3) + "_" + (encoding >> 11 & 7) + "_C" + (encoding >> 7 & 15) + "_C"
                + (encoding >> 3 & 15) + "_" + (encoding & 7);
    }

    private static OptionalInt generic(String name) {
        Matcher matcher = GENERIC.matcher(name);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int[] parts = IntStream.rangeClosed(1, 5).map(group -> Integer.parseInt(matcher.group(group))).toArray();
        return parts[2] > 15 || parts[3] > 15 ? OptionalInt.empty()
                : OptionalInt.of(encoding(parts[0], parts[1], parts[2], parts[3], parts[4]));
    }

    private static List<String> load() {
        List<String> names = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                SystemRegisters.class.getResourceAsStream(RESOURCE), RESOURCE), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').forEach(line -> add(line, names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(names);
    }

    private static void add(String line, List<String> names) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalStateException(RESOURCE + ": " + line);
        }
        int[] parts = IntStream.rangeClosed(1, 5).map(group -> Integer.parseInt(row.group(group))).toArray();
        int encoding = encoding(parts[0], parts[1], parts[2], parts[3], parts[4]);
        String name = row.group(6);
        String option = Objects.requireNonNullElse(row.group(7), "");
        String argument = Objects.requireNonNullElse(row.group(8), "");
        Matcher family = FAMILY.matcher(name);
        if (family.matches()) {
            int first = Integer.parseInt(family.group(2));
            int last = Integer.parseInt(family.group(3));
            int step = option.equals("step") ? Integer.parseInt(argument) : 1;
            for (int n = first; n <= last; n++) {
                String member = family.group(1) + n + family.group(4);
                put(encoding + (n - first) * step, new Name(member, member, ""), names);
            }
        } else if (option.equals("all")) {
            for (int crm = 0; crm < 16; crm++) {
                put(encoding + 8 * crm, new Name(name, name, ""), names);
            }
        } else {
            put(encoding, new Name(name, option.equals("write") ? argument : name,
                    option.equals("wide") ? argument : ""), names);
        }
    }

    private static void put(int encoding, Name name, List<String> names) {
        if (BY_ENCODING[encoding] != null) {
            throw new IllegalStateException("%s: two rows for %s".formatted(RESOURCE, generic(encoding)));
        }
        BY_ENCODING[encoding] = name;
        for (String spelling : List.of(name.read, name.write, name.wide)) {
            if (!spelling.isEmpty() && BY_NAME.putIfAbsent(spelling.toUpperCase(Locale.ROOT), encoding) == null) {
                names.add(spelling);
            }
        }
    }
}
