package dev.seascope.arch.a64.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Java's own arithmetic is IEEE 754 round to nearest: it is the oracle for values. Flags come from exact decimal
/// arithmetic, or from the manual.
class FpArithmeticTest {
    @Property(tries = 6_000)
    void doublesAgreeWithTheHost(@ForAll("doubles") long a, @ForAll("doubles") long b, @ForAll("doubles") long c) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double z = Double.longBitsToDouble(c);
        FloatFormat format = FloatFormat.DOUBLE;

        same(FpArithmetic.add(format, a, b, new FpState()), x + y);
        same(FpArithmetic.subtract(format, a, b, new FpState()), x - y);
        same(FpArithmetic.multiply(format, a, b, new FpState()), x * y);
        same(FpArithmetic.divide(format, a, b, new FpState()), x / y);
        same(FpArithmetic.squareRoot(format, a, new FpState()), Math.sqrt(x));
        same(FpArithmetic.multiplyAdd(format, c, a, b, new FpState()), Math.fma(x, y, z));
        same(FpConvert.roundToIntegral(format, a, RoundingMode.TIE_EVEN, false, new FpState()), Math.rint(x));
        assertThat(FpConvert.convert(format, FloatFormat.SINGLE, a, new FpState()) == (0xffff_ffffL
                & Float.floatToRawIntBits((float) x)) || Double.isNaN(x)).isTrue();
    }

    @Property(tries = 6_000)
    void singlesAgreeWithTheHost(@ForAll("singles") int a, @ForAll("singles") int b, @ForAll("singles") int c) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float z = Float.intBitsToFloat(c);
        FloatFormat format = FloatFormat.SINGLE;

        same(FpArithmetic.add(format, bits(a), bits(b), new FpState()), x + y);
        same(FpArithmetic.multiply(format, bits(a), bits(b), new FpState()), x * y);
        same(FpArithmetic.divide(format, bits(a), bits(b), new FpState()), x / y);
        same(FpArithmetic.squareRoot(format, bits(a), new FpState()), (float) Math.sqrt(x));
        same(FpArithmetic.multiplyAdd(format, bits(c), bits(a), bits(b), new FpState()), Math.fma(x, y, z));
        short half = Float.floatToFloat16(x);
        if (!Float.isNaN(x)) {
            assertThat(FpConvert.convert(format, FloatFormat.HALF, bits(a), new FpState())).isEqualTo(half & 0xffffL);
        }
    }

    @Property(tries = 2_000)
    void directedRoundingsEncloseTheExactSum(@ForAll("doubles") long a, @ForAll("doubles") long b) {
        FloatFormat format = FloatFormat.DOUBLE;
        if (format.biased(a) == format.maxBiased() || format.biased(b) == format.maxBiased()) {
            return;
        }
        BigDecimal exact = new BigDecimal(Double.longBitsToDouble(a)).add(new BigDecimal(Double.longBitsToDouble(b)));
        var up = state(1);
        var down = state(2);
        double high = Double.longBitsToDouble(FpArithmetic.add(format, a, b, up));
        double low = Double.longBitsToDouble(FpArithmetic.add(format, a, b, down));
        if (Double.isInfinite(high) || Double.isInfinite(low)) {
            return;
        }

        assertThat(new BigDecimal(low)).isLessThanOrEqualTo(exact);
        assertThat(new BigDecimal(high)).isGreaterThanOrEqualTo(exact);
        boolean inexact = new BigDecimal(low).compareTo(exact) != 0;
        assertThat(high == low).isEqualTo(!inexact);
        assertThat((up.fpsr & Fp.IXC) != 0).isEqualTo(inexact);
    }

    @Property(tries = 2_000)
    void conversionsToIntegersTruncateAsTheHostDoes(@ForAll("doubles") long a) {
        double x = Double.longBitsToDouble(a);

        assertThat(FpConvert.toFixed(FloatFormat.DOUBLE, a, 64, 0, false, RoundingMode.ZERO, new FpState()))
                .isEqualTo((long) x);
        assertThat((int) FpConvert.toFixed(FloatFormat.DOUBLE, a, 32, 0, false, RoundingMode.ZERO, new FpState()))
                .isEqualTo((int) x);
    }

    @Property(tries = 2_000)
    void integersBecomeTheNearestDouble(@ForAll long a) {
        assertThat(FpConvert.fromFixed(FloatFormat.DOUBLE, a, 64, 0, false, RoundingMode.TIE_EVEN, new FpState()))
                .isEqualTo(Double.doubleToRawLongBits((double) a));
    }

    @Test
    void aQuietAddendWithAnInvalidProductGivesTheDefaultNaN() {
        FloatFormat format = FloatFormat.SINGLE;
        var state = new FpState();

        long result = FpArithmetic.multiplyAdd(format, 0x7fc0_1234L, 0, format.infinity(false), state);

        assertThat(result).isEqualTo(format.defaultNaN());
        assertThat(state.fpsr).isEqualTo(Fp.IOC);
    }

    @Test
    void flushToZeroRaisesInputDenormalAndUnderflow() {
        var state = new FpState();
        state.fpcr = Fp.FZ;

        assertThat(FpArithmetic.add(FloatFormat.SINGLE, 1, 0, state)).isZero();
        assertThat(state.fpsr).isEqualTo(Fp.IDC);

        state.fpsr = 0;
        assertThat(FpArithmetic.multiply(FloatFormat.SINGLE, 0x0080_0000L, 0x3f00_0000L, state)).isZero();
        assertThat(state.fpsr).isEqualTo(Fp.UFC);
    }

    @Provide
    Arbitrary<Long> doubles() {
        Arbitrary<Long> close = Arbitraries.longs().map(bits -> (bits & 0x800f_ffff_ffff_ffffL)
                | (1000 + Math.floorMod(bits >>> 52, 46L)) << 52);
        Arbitrary<Long> small = Arbitraries.longs().map(bits -> bits & 0x803f_ffff_ffff_ffffL);
        Arbitrary<Long> sparse = Arbitraries.longs().map(bits -> bits & 0xfff8_0000_0000_0003L);
        return Arbitraries.oneOf(Arbitraries.longs(), close, small, sparse,
                Arbitraries.of(0L, Long.MIN_VALUE, 1L, 0x7ff0_0000_0000_0000L, 0xfff0_0000_0000_0000L,
                        0x3ff0_0000_0000_0000L, 0x7fef_ffff_ffff_ffffL, 0x0010_0000_0000_0000L));
    }

    @Provide
    Arbitrary<Integer> singles() {
        Arbitrary<Integer> close = Arbitraries.integers().map(bits -> (bits & 0x807f_ffff)
                | (110 + Math.floorMod(bits >>> 23, 34)) << 23);
        Arbitrary<Integer> small = Arbitraries.integers().map(bits -> bits & 0x81ff_ffff);
        return Arbitraries.oneOf(Arbitraries.integers(), close, small,
                Arbitraries.of(0, Integer.MIN_VALUE, 1, 0x7f80_0000, 0xff80_0000, 0x3f80_0000, 0x7f7f_ffff));
    }

    private static FpState state(int rmode) {
        var state = new FpState();
        state.fpcr = rmode << 22;
        return state;
    }

    private static long bits(int value) {
        return value & 0xffff_ffffL;
    }

    private static void same(long bits, double expected) {
        double actual = Double.longBitsToDouble(bits);
        assertThat(Double.isNaN(expected) ? Double.isNaN(actual)
                : Double.doubleToRawLongBits(actual) == Double.doubleToRawLongBits(expected))
                .as("%016x for %s", bits, expected)
                .isTrue();
    }

    private static void same(long bits, float expected) {
        float actual = Float.intBitsToFloat((int) bits);
        assertThat(Float.isNaN(expected) ? Float.isNaN(actual)
                : Float.floatToRawIntBits(actual) == Float.floatToRawIntBits(expected))
                .as("%08x for %s", bits, expected)
                .isTrue();
    }
}
