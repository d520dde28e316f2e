package dev.seascope.arch.a64.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpArithmetic;
import dev.seascope.arch.a64.fp.FpCompare;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.FpState;
import dev.seascope.arch.a64.fp.RoundingMode;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The operations on the host give what those in integers give, flags included, whatever FPCR and FPSR say.
class HostFpTest {
    private static final int IXC = 1 << 4;
    private static final int[] FPCR = {0, 1 << 22, 2 << 22, 3 << 22, 1 << 24, 1 << 25, 3 << 24};
    private static final int ROUNDS = 60_000;

    private final Random random = new Random(3);

    /// Numbers of all kinds: zeros, denormals, near the limits, small integers, NaNs, anything.
    private long number(FloatFormat format) {
        boolean negative = random.nextBoolean();
        return switch (random.nextInt(8)) {
            case 0 -> format.zero(negative);
            case 1 -> format.number(negative, 0, random.nextLong() & format.fractionMask());
            case 2 -> format.number(negative, 1 + random.nextInt(2), random.nextLong() & format.fractionMask() & 3);
            case 3 -> format.maxNormal(negative) - random.nextInt(3);
            case 4 -> format.infinity(negative) | (random.nextBoolean() ? 0 : random.nextInt(4));
            case 5 -> FpConvert.fromFixed(
                    format, random.nextInt(2001) - 1000, 32, 0, false, RoundingMode.TIE_EVEN, new FpState());
            case 6 -> format.number(negative, format.maxBiased() / 2 + random.nextInt(9) - 4,
                    random.nextLong() & format.fractionMask());
            default -> random.nextLong() & LaneShapes.mask(format.bits());
        };
    }

    private void same(String what, ToLongFunction<FpState> host, ToLongFunction<FpState> exact) {
        var one = new FpState();
        one.fpcr = FPCR[random.nextInt(FPCR.length)] & -random.nextInt(2);
        one.fpsr = random.nextInt(4) == 0 ? 0 : IXC;
        var other = new FpState();
        other.fpcr = one.fpcr;
        other.fpsr = one.fpsr;
        long expected = exact.applyAsLong(other);
        long actual = host.applyAsLong(one);
        if (actual != expected || one.fpsr != other.fpsr) {
            assertThat("%x, FPSR %x".formatted(actual, one.fpsr))
                    .as("%s, FPCR %x", what, one.fpcr)
                    .isEqualTo("%x, FPSR %x".formatted(expected, other.fpsr));
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void arithmeticOnTheHostIsExact(FloatFormat format) {
        for (int i = 0; i < ROUNDS; i++) {
            long n = number(format);
            long m = number(format);
            long a = number(format);
            String operands = "%s %x %x %x".formatted(format, n, m, a);
            same("add " + operands, p -> HostFp.add(format, n, m, p), p -> FpArithmetic.add(format, n, m, p));
            same("subtract " + operands, p -> HostFp.subtract(format, n, m, p),
                    p -> FpArithmetic.subtract(format, n, m, p));
            same("multiply " + operands, p -> HostFp.multiply(format, n, m, p),
                    p -> FpArithmetic.multiply(format, n, m, p));
            same("divide " + operands, p -> HostFp.divide(format, n, m, p),
                    p -> FpArithmetic.divide(format, n, m, p));
            same("root " + operands, p -> HostFp.squareRoot(format, n, p), p -> FpArithmetic.squareRoot(format, n, p));
            same("fused " + operands, p -> HostFp.multiplyAdd(format, a, n, m, p),
                    p -> FpArithmetic.multiplyAdd(format, a, n, m, p));
            same("compare " + operands, p -> HostFp.compare(format, n, m, true, p),
                    p -> FpCompare.compare(format, n, m, true, p));
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void conversionsOnTheHostAreExact(FloatFormat format) {
        for (int i = 0; i < ROUNDS; i++) {
            long n = number(format);
            long integer = random.nextLong() >> random.nextInt(64);
            for (FloatFormat to : FloatFormat.values()) {
                if (to != format) {
                    same("%s to %s %x".formatted(format, to, n), p -> HostFp.convert(format, to, n, p),
                            p -> FpConvert.convert(format, to, n, p));
                }
            }
            for (int bits : new int[] {32, 64}) {
                same("%s to integer %x".formatted(format, n), p -> HostFp.toSigned(format, n, bits, p),
                        p -> FpConvert.toFixed(format, n, bits, 0, false, RoundingMode.ZERO, p));
                long number = integer & LaneShapes.mask(bits);
                same("%s from %x".formatted(format, number), p -> HostFp.fromSigned(format, number, bits, p),
                        p -> FpConvert.fromFixed(format, number, bits, 0, false, RoundingMode.of(p.fpcr), p));
            }
        }
    }
}
