package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpState;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// What an instruction computes for one element. Inputs are extended to 64 bits, with zeros or with their sign as the
/// row says; of the result the low bits count.
@FunctionalInterface
interface Lane {
    /// Compute one element.
    ///
    /// @param bits of an element of the destination
    /// @param d the destination's element before, if the row says that it is read
    /// @param n the first source's element
    /// @param m the second source's element, or the immediate
    /// @param p FPCR and FPSR
    long apply(int bits, long d, long n, long m, FpState p);

    /// A function of one element.
    static Lane of(LongUnaryOperator f) {
        return (_, _, n, _, _) -> f.applyAsLong(n);
    }

    /// A function of two elements.
    static Lane of(LongBinaryOperator f) {
        return (_, _, n, m, _) -> f.applyAsLong(n, m);
    }

    /// A function of two elements, the result added to the destination.
    static Lane accumulate(LongBinaryOperator f) {
        return (_, d, n, m, _) -> d + f.applyAsLong(n, m);
    }

    /// A function of two elements that depends on their size.
    @FunctionalInterface
    interface Sized {
        long apply(int bits, long n, long m);
    }

    /// A function of two elements that depends on their size.
    static Lane sized(Sized f) {
        return (bits, _, n, m, _) -> f.apply(bits, n, m);
    }

    /// A function that may saturate.
    @FunctionalInterface
    interface Saturating {
        long apply(int bits, long n, long m, FpState p);
    }

    /// A function that may saturate, which FPSR.QC tells.
    static Lane saturating(Saturating f) {
        return (bits, _, n, m, p) -> f.apply(bits, n, m, p);
    }

    /// A floating-point function of one number.
    @FunctionalInterface
    interface FpUnary {
        long apply(FloatFormat format, long n, FpState p);
    }

    /// A floating-point function of two numbers.
    @FunctionalInterface
    interface FpBinary {
        long apply(FloatFormat format, long n, long m, FpState p);
    }

    /// A floating-point function of three numbers, the addend first.
    @FunctionalInterface
    interface FpTernary {
        long apply(FloatFormat format, long a, long n, long m, FpState p);
    }

    /// A floating-point relation of two numbers.
    @FunctionalInterface
    interface FpRelation {
        boolean holds(FloatFormat format, long n, long m, FpState p);
    }

    /// A floating-point function of one number.
    static Lane fp(FpUnary f) {
        return (bits, _, n, _, p) -> f.apply(format(bits), n, p);
    }

    /// A floating-point function of two numbers.
    static Lane fp(FpBinary f) {
        return (bits, _, n, m, p) -> f.apply(format(bits), n, m, p);
    }

    /// A fused operation of the destination and two numbers.
    static Lane fused(FpTernary f) {
        return (bits, d, n, m, p) -> f.apply(format(bits), d, n, m, p);
    }

    /// All ones where a relation holds.
    static Lane relation(FpRelation f) {
        return (bits, _, n, m, p) -> f.holds(format(bits), n, m, p) ? -1 : 0;
    }

    /// The format of numbers of this many bits.
    static FloatFormat format(int bits) {
        return switch (bits) {
            case 16 -> FloatFormat.HALF;
            case 32 -> FloatFormat.SINGLE;
            default -> FloatFormat.DOUBLE;
        };
    }
}
