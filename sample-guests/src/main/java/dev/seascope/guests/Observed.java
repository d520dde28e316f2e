package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/// A value that a scenario looked at, and how it is written in a report.
public sealed interface Observed {
    /// A register or a field of a struct.
    ///
    /// @param bits width; 0 for a signed result such as that of an ioctl
    /// @param hex whether people read it in hexadecimal
    record Numeral(BigInteger value, int bits, boolean hex) implements Observed {
        /// An unsigned value of up to 64 bits.
        static Numeral unsigned(long value, int bits, boolean hex) {
            return new Numeral(new BigInteger(Long.toUnsignedString(value)), bits, hex);
        }

        /// What a call returned.
        static Numeral result(long value) {
            return new Numeral(BigInteger.valueOf(value), 0, false);
        }

        /// The value of the same width that `number` stands for, negative numbers as two's complement.
        BigInteger wrap(BigInteger number) {
            return number.signum() < 0 && bits > 0 ? number.add(BigInteger.ONE.shiftLeft(bits)) : number;
        }

        /// `number` as this value would be written.
        String format(BigInteger number) {
            BigInteger wrapped = wrap(number);
            return hex && wrapped.signum() >= 0 ? "0x" + wrapped.toString(16) : wrapped.toString();
        }

        @Override
        public String toString() {
            return format(value);
        }
    }

    /// A name or an output.
    record Text(String text) implements Observed {
        private static final int MOST_LINES = 12;

        /// The text, or how it ends if it is long, as the output of an operating system is.
        @Override
        public String toString() {
            List<String> lines = text.lines().toList();
            int left = lines.size() - MOST_LINES;
            return left <= 0 ? text : "... %d lines, then%n%s".formatted(left,
                    String.join("\n", lines.subList(left, lines.size())));
        }
    }

    /// Memory, or a struct.
    record Octets(Bytes bytes) implements Observed {
        @Override
        public String toString() {
            return bytes.toString();
        }
    }

    /// An array field.
    record Elements(List<Long> values) implements Observed {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.stream().map("%#x"::formatted).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// There is no such value now.
    ///
    /// @param why `no MMIO exit`
    record Absent(String why) implements Observed {
        @Override
        public String toString() {
            return "none (%s)".formatted(why);
        }
    }
}
