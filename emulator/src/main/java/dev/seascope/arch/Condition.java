package dev.seascope.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// A test of a register's own bits, as data: it can be evaluated, and it can say in words what it asks for and what it
/// found. Conditions decide which fields are in force and which rules of a linter fire. Equal terms make equal
/// conditions.
public final class Condition {
    /// Holds for every value.
    public static final Condition ALWAYS = new Condition(List.of());

    private final List<Term> terms;
    /// The terms again, flat, because millions of evaluations a second are wanted: lowest bit, mask and set of values
    /// of
    /// each [Within], then whatever needs code.
    private final int[] lsb;
    private final long[] mask;
    private final long[] values;
    private final LongPredicate[] tests;

    private Condition(List<Term> terms) {
        this.terms = List.copyOf(terms);
        List<Within> sets = terms.stream().filter(Within.class::isInstance).map(Within.class::cast).toList();
        this.lsb = sets.stream().mapToInt(set -> set.bits().lsb()).toArray();
        this.mask = sets.stream().mapToLong(set -> set.bits().mask() >>> set.bits().lsb()).toArray();
        this.values = sets.stream().mapToLong(Within::values).toArray();
        this.tests = terms.stream().filter(Test.class::isInstance).map(test -> ((Test) test).predicate())
                .toArray(LongPredicate[]::new);
    }

    /// All of them must hold.
    public List<Term> terms() {
        return terms;
    }

    /// `field` holds one of `values`.
    ///
    /// @throws IllegalArgumentException if the field is wider than 6 bits or a value does not fit
    public static Condition is(Field field, long... values) {
        return within(field, set(field, values));
    }

    /// `field` holds none of `values`.
    public static Condition not(Field field, long... values) {
        return within(field, ~set(field, values));
    }

    /// `field` holds a value whose bit is set in `values`.
    ///
    /// @throws IllegalArgumentException if the field is wider than 6 bits
    public static Condition within(Field field, long values) {
        if (field.bits().width() > 6) {
            throw new IllegalArgumentException(field.bits() + " is too wide for a set of values");
        }
        long possible = field.bits().width() == 6 ? -1 : (1L << (1 << field.bits().width())) - 1;
        return new Condition(List.of(new Within(field.bits(), values & possible, possible)));
    }

    /// At least one bit of `mask` is set.
    ///
    /// @param text what that means: `a flag is set`
    public static Condition anySet(long mask, String text) {
        return new Condition(List.of(new Test(text, register -> (register & mask) != 0)));
    }

    /// No bit of `mask` is set.
    public static Condition noneSet(long mask, String text) {
        return new Condition(List.of(new Test(text, register -> (register & mask) == 0)));
    }

    /// Anything else.
    ///
    /// @param text what it asks for, as a clause: `the register has a name`
    public static Condition test(String text, LongPredicate predicate) {
        return new Condition(List.of(new Test(text, predicate)));
    }

    /// Holds when both do.
    public Condition and(Condition other) {
        List<Term> both = new ArrayList<>(terms);
        both.addAll(other.terms);
        return new Condition(both);
    }

    /// Holds when this does not.
    public Condition negated() {
        return test("not (" + text() + ")", register -> !holds(register));
    }

    /// Whether `register` meets all terms.
    public boolean holds(long register) {
        for (int i = 0; i < lsb.length; i++) {
            if ((values[i] >>> (register >>> lsb[i] & mask[i]) & 1) == 0) {
                return false;
            }
        }
        for (LongPredicate test : tests) {
            if (!test.test(register)) {
                return false;
            }
        }
        return true;
    }

    /// The bits it looks at; all of them if a test in code is among the terms.
    public long bits() {
        long bits = tests.length == 0 ? 0 : -1;
        for (int i = 0; i < lsb.length; i++) {
            bits |= mask[i] << lsb[i];
        }
        return bits;
    }

    /// What is asked for: `ISV is 0 and DFSC is 0x10 or 0x12 to 0x17`. Empty for [#ALWAYS].
    public String text() {
        return String.join(" and ", terms.stream().map(Term::text).toList());
    }

    /// What is found: `ISV is 0 and DFSC is 0x14`.
    public String found(long register) {
        return String.join(" and ", terms.stream().map(term -> term.found(register)).distinct().toList());
    }

    /// The first term that fails, as found: `ISV is 1`. Empty if all hold.
    public String unmet(long register) {
        return terms.stream().filter(term -> !term.holds(register)).map(term -> term.found(register)).findFirst()
                .orElse("");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && terms.equals(condition.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private static long set(Field field, long... values) {
        long set = 0;
        for (long value : values) {
            if (!field.bits().fits(value)) {
                throw new IllegalArgumentException("%#x does not fit in %s".formatted(value, field.bits()));
            }
            set |= 1L << value;
        }
        return set;
    }

    /// One test.
    public sealed interface Term {
        /// Whether `register` passes.
        boolean holds(long register);

        /// What is asked for.
        String text();

        /// What `register` has instead, or the same.
        String found(long register);
    }

    /// A field of at most 6 bits holds a value of a set.
    ///
    /// @param values bit `n` is set when the value `n` passes
    /// @param possible the values that the field can hold
    record Within(Bits bits, long values, long possible) implements Term {
        @Override
        public boolean holds(long register) {
            return (values >>> bits.get(register) & 1) != 0;
        }

        @Override
        public String text() {
            long others = ~values & possible;
            return Long.bitCount(others) < Long.bitCount(values) && bits.width() > 1
                    ? bits.name() + " is not " + list(others)
                    : bits.name() + " is " + list(values);
        }

        @Override
        public String found(long register) {
            return bits.name() + " is " + number(bits.get(register));
        }

        /// `0`, `0x10 or 0x12 to 0x17`.
        private String list(long set) {
            List<String> parts = new ArrayList<>();
            for (int first = 0; first < 64; first++) {
                if ((set >>> first & 1) != 0) {
                    int last = first;
                    while (last < 63 && (set >>> (last + 1) & 1) != 0) {
                        last++;
                    }
                    parts.add(last == first ? number(first)
                            : number(first) + (last == first + 1 ? " or " : " to ") + number(last));
                    first = last;
                }
            }
            return String.join(" or ", parts);
        }

        private String number(long value) {
            return bits.width() <= 2 ? Long.toString(value) : "0x%02x".formatted(value);
        }
    }

    /// A test in code.
    record Test(String text, LongPredicate predicate) implements Term {
        @Override
        public boolean holds(long register) {
            return predicate.test(register);
        }

        @Override
        public String found(long register) {
            return text;
        }
    }
}
