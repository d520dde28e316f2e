package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/// What a scenario expects of one observed value. A value that is absent satisfies no matcher, not even a negated one.
public sealed interface Matcher {
    /// Turns operands into numbers and bytes while a scenario runs.
    interface Resolver {
        /// The number that `operand` stands for.
        ///
        /// @throws ScenarioException if a name is not known or stands for no number
        BigInteger number(Operand operand) throws ScenarioException;

        /// The bytes that `operand` stands for.
        ///
        /// @throws ScenarioException if a name is not known or stands for no bytes
        Bytes bytes(Operand operand) throws ScenarioException;
    }

    /// Whether `observed` is as expected.
    boolean matches(Observed observed, Resolver resolver) throws ScenarioException;

    /// The expectation in words, written the way `observed` is.
    String describe(Observed observed, Resolver resolver) throws ScenarioException;

    /// The number, or the bytes, that `operand` stands for. Bytes match when the observed bytes begin with them.
    record Is(Operand operand) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) throws ScenarioException {
            return switch (observed) {
                case Observed.Numeral number -> number.wrap(resolver.number(operand)).equals(number.value());
                case Observed.Octets(Bytes bytes) -> startsWith(bytes, resolver.bytes(operand));
                case Observed.Text(String text) -> text.equals(resolver.number(operand).toString());
                case Observed.Elements _,Observed.Absent _ -> false;
            };
        }

        private static boolean startsWith(Bytes bytes, Bytes prefix) {
            for (int i = 0; i < prefix.size(); i++) {
                if (i >= bytes.size() || bytes.at(i) != prefix.at(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String describe(Observed observed, Resolver resolver) throws ScenarioException {
            return switch (observed) {
                case Observed.Numeral number -> number.format(resolver.number(operand));
                case Observed.Octets _ -> resolver.bytes(operand).toString();
                case Observed.Text _,Observed.Elements _,Observed.Absent _ -> operand instanceof Operand.Octets octets
                        ? octets.bytes().toString() : plain(resolver.number(operand));
            };
        }
    }

    /// A name: an exit, an errno.
    record Named(String name) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) {
            return observed instanceof Observed.Text(String text) && text.equals(name);
        }

        @Override
        public String describe(Observed observed, Resolver resolver) {
            return name;
        }
    }

    /// The elements of an array field from the first on; the rest must be 0.
    record Elements(List<Operand> values) implements Matcher {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public boolean matches(Observed observed, Resolver resolver) throws ScenarioException {
            if (!(observed instanceof Observed.Elements(List<Long> actual)) || actual.size() < values.size()) {
                return false;
            }
            for (int i = 0; i < actual.size(); i++) {
                long expected = i < values.size() ? resolver.number(values.get(i)).longValue() : 0;
                if (actual.get(i) != expected) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String describe(Observed observed, Resolver resolver) throws ScenarioException {
            var text = new StringBuilder("[");
            for (Operand value : values) {
                text.append(text.length() > 1 ? ", " : "").append(plain(resolver.number(value)));
            }
            return text.append("]").toString();
        }
    }

    /// Only the bits of `mask` count.
    record Masked(Operand mask, Operand value) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) throws ScenarioException {
            return observed instanceof Observed.Numeral number
                    && number.value().and(resolver.number(mask)).equals(resolver.number(value));
        }

        @Override
        public String describe(Observed observed, Resolver resolver) throws ScenarioException {
            return "%s under mask %s".formatted(plain(resolver.number(value)), plain(resolver.number(mask)));
        }
    }

    /// Anything else.
    record Not(Matcher matcher) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) throws ScenarioException {
            return !(observed instanceof Observed.Absent) && !matcher.matches(observed, resolver);
        }

        @Override
        public String describe(Observed observed, Resolver resolver) throws ScenarioException {
            return "not " + matcher.describe(observed, resolver);
        }
    }

    /// One of several.
    record Any(List<Matcher> matchers) implements Matcher {
        public Any {
            matchers = List.copyOf(matchers);
        }

        @Override
        public boolean matches(Observed observed, Resolver resolver) throws ScenarioException {
            for (Matcher matcher : matchers) {
                if (matcher.matches(observed, resolver)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String describe(Observed observed, Resolver resolver) throws ScenarioException {
            var text = new StringBuilder();
            for (Matcher matcher : matchers) {
                text.append(text.isEmpty() ? "" : " or ").append(matcher.describe(observed, resolver));
            }
            return text.toString();
        }
    }

    /// A text that occurs somewhere.
    record Contains(String part) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) {
            return observed instanceof Observed.Text(String text) && text.contains(part);
        }

        @Override
        public String describe(Observed observed, Resolver resolver) {
            return "contains \"%s\"".formatted(part);
        }
    }

    /// A regular expression that matches somewhere.
    record Finds(Pattern pattern) implements Matcher {
        @Override
        public boolean matches(Observed observed, Resolver resolver) {
            return observed instanceof Observed.Text(String text) && pattern.matcher(text).find();
        }

        @Override
        public String describe(Observed observed, Resolver resolver) {
            return "matches /%s/".formatted(pattern);
        }
    }

    private static String plain(BigInteger number) {
        return number.signum() < 0 ? number.toString() : "0x" + number.toString(16);
    }
}
