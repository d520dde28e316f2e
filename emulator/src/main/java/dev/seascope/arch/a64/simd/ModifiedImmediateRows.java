package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.VectorOperand;
import dev.seascope.arch.a64.fp.FloatFormat;
import java.util.List;

/// Advanced SIMD modified immediate (Arm ARM, C4.1.96). `cmode` says what becomes of the eight bits of the immediate.
public final class ModifiedImmediateRows {
    private static final String IMMEDIATE = "<Vd.T>, #<abc:defgh>";
    private static final Variants WORDS = new Variants("Q", ".T>").is("0", ".2S>").is("1", ".4S>");
    private static final Variants HALFWORDS = new Variants("Q", ".T>").is("0", ".4H>").is("1", ".8H>");

    private ModifiedImmediateRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        shifted(rows, WORDS, "0 sh:2");
        shifted(rows, HALFWORDS, "10 sh:1");
        rows
                .each(WORDS, code("0", "110 sh:1"), "MOVI " + IMMEDIATE + ", MSL #<dec:sh*8+8>", move(false, true))
                .each(WORDS, code("1", "110 sh:1"), "MVNI " + IMMEDIATE + ", MSL #<dec:sh*8+8>", move(true, true))
                .each(Arrangements.BYTES, code("0", "1110"), "MOVI " + IMMEDIATE, move(false, false))
                .row("0 0 1 0111100000 abc:3 1110 0 1 defgh:5 Rd:5", "MOVI <Dd>, #<bytes:abc:defgh>",
                        move(false, false))
                .row("0 1 1 0111100000 abc:3 1110 0 1 defgh:5 Rd:5", "MOVI <Vd.2D>, #<bytes:abc:defgh>",
                        move(false, false))
                .each(WORDS, code("0", "1111"), "FMOV <Vd.T>, #<float:abc:defgh>", moveNumber())
                .row("0 1 1 0111100000 abc:3 1111 0 1 defgh:5 Rd:5", "FMOV <Vd.2D>, #<float:abc:defgh>", moveNumber())
                .with(Feature.ADV_SIMD, Feature.FP16)
                .each(HALFWORDS, "0 Q 0 0111100000 abc:3 1111 1 1 defgh:5 Rd:5", "FMOV <Vd.T>, #<float:abc:defgh>",
                        moveNumber());
        return rows.list();
    }

    private static String code(String op, String cmode) {
        return "0 Q " + op + " 0111100000 abc:3 " + cmode + " 0 1 defgh:5 Rd:5";
    }

    /// @param shift the start of `cmode`
    private static void shifted(Rows rows, Variants variants, String shift) {
        String operands = " " + IMMEDIATE + "{, LSL #<dec:sh*8>}";
        rows
                .each(variants, code("0", shift + " 0"), "MOVI" + operands, move(false, false))
                .each(variants, code("0", shift + " 1"), "ORR" + operands, change((old, bits) -> old | bits))
                .each(variants, code("1", shift + " 0"), "MVNI" + operands, move(true, false))
                .each(variants, code("1", shift + " 1"), "BIC" + operands, change((old, bits) -> old & ~bits));
    }

    /// The immediate, shifted by the operand after it, in all elements of 64 bits.
    ///
    /// @param ones whether ones are shifted in
    private static long expanded(InstructionSpec row, int word, boolean ones) {
        List<Operand> operands = row.operands();
        VectorOperand d = (VectorOperand) operands.getFirst();
        long value = operands.get(1).decode(word);
        if (operands.size() > 2) {
            int shift = (int) operands.get(2).decode(word);
            value = value << shift | (ones ? (1L << shift) - 1 : 0);
        }
        return Replicate.to64(value & LaneShapes.mask(d.elementBits()), d.elementBits());
    }

    private static boolean isWhole(InstructionSpec row) {
        VectorOperand d = (VectorOperand) row.operands().getFirst();
        return d.lanes() * d.elementBits() == 128;
    }

    private static Effect move(boolean inverted, boolean ones) {
        return (row, word) -> {
            long value = expanded(row, word, ones);
            return constant(row, word, inverted ? ~value : value);
        };
    }

    private static Effect moveNumber() {
        return (row, word) -> {
            VectorOperand d = (VectorOperand) row.operands().getFirst();
            long number = number((int) row.operands().get(1).decode(word), d.elementBits());
            return constant(row, word, Replicate.to64(number, d.elementBits()));
        };
    }

    /// A floating-point immediate in the format of elements of this many bits.
    static long number(int imm8, int bits) {
        FloatFormat format = Lane.format(bits);
        int biased = ((imm8 >> 4 & 7) ^ 4) - 3 + (format.maxBiased() >> 1);
        return format.number((imm8 & 0x80) != 0, biased, (imm8 & 15L) << (format.fractionBits() - 4));
    }

    private static Instruction constant(InstructionSpec row, int word, long value) {
        int d = 2 * (word & 31);
        long high = isWhole(row) ? value : 0;
        return new Instruction() {
            @Override
            public void execute(Processor p) {
                p.checkFpAccess();
                p.v[d] = value;
                p.v[d + 1] = high;
            }
        };
    }

    @FunctionalInterface
    private interface Change {
        long apply(long old, long immediate);
    }

    private static Effect change(Change change) {
        return (row, word) -> {
            int d = 2 * (word & 31);
            long value = expanded(row, word, false);
            boolean whole = isWhole(row);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    p.v[d] = change.apply(p.v[d], value);
                    p.v[d + 1] = whole ? change.apply(p.v[d + 1], value) : 0;
                }
            };
        };
    }
}
