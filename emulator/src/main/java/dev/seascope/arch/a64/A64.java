package dev.seascope.arch.a64;

import dev.seascope.arch.a64.base.AtomicRows;
import dev.seascope.arch.a64.base.BranchRows;
import dev.seascope.arch.a64.base.ImmediateRows;
import dev.seascope.arch.a64.base.LoadStoreRows;
import dev.seascope.arch.a64.base.OrderedRows;
import dev.seascope.arch.a64.base.RegisterRows;
import dev.seascope.arch.a64.base.SystemRows;
import dev.seascope.arch.a64.simd.ComplexRows;
import dev.seascope.arch.a64.simd.CopyRows;
import dev.seascope.arch.a64.simd.CryptoRows;
import dev.seascope.arch.a64.simd.FpConversionRows;
import dev.seascope.arch.a64.simd.FpRows;
import dev.seascope.arch.a64.simd.IndexedRows;
import dev.seascope.arch.a64.simd.ModifiedImmediateRows;
import dev.seascope.arch.a64.simd.ShiftImmediateRows;
import dev.seascope.arch.a64.simd.StructureRows;
import dev.seascope.arch.a64.simd.ThreeDifferentRows;
import dev.seascope.arch.a64.simd.ThreeSameRows;
import dev.seascope.arch.a64.simd.TwoRegisterRows;
import dev.seascope.arch.a64.simd.VectorFpRows;
import dev.seascope.arch.a64.simd.VectorLoadStoreRows;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The A64 instruction table (Arm ARM, C6 and C7). The decoder, the interpreter, the disassembler and the assembler all
/// read these rows.
public final class A64 {
    /// All features this table knows.
    public static final Set<Feature> ALL_FEATURES = Collections.unmodifiableSet(EnumSet.allOf(Feature.class));

    /// The base instructions; made when first asked for.
    private static final class Base {
        static final List<InstructionSpec> ROWS = Stream.of(
                        ImmediateRows.rows(),
                        BranchRows.rows(),
                        SystemRows.rows(),
                        LoadStoreRows.rows(),
                        OrderedRows.rows(),
                        AtomicRows.rows(),
                        RegisterRows.rows())
                .flatMap(List::stream)
                .toList();
    }

    /// Decodes the base instructions; made when first asked for.
    private static final class BaseTree {
        static final DecodeTree TREE = tree(Base.ROWS);
    }

    /// The SIMD and floating-point instructions; made when first asked for, as many programs have none.
    private static final class Simd {
        static final List<InstructionSpec> ROWS = Stream.of(
                        VectorLoadStoreRows.rows(),
                        StructureRows.rows(),
                        CryptoRows.rows(),
                        CopyRows.rows(),
                        ThreeSameRows.rows(),
                        ThreeDifferentRows.rows(),
                        TwoRegisterRows.rows(),
                        VectorFpRows.rows(),
                        ComplexRows.rows(),
                        ModifiedImmediateRows.rows(),
                        ShiftImmediateRows.rows(),
                        IndexedRows.rows(),
                        FpRows.rows(),
                        FpConversionRows.rows())
                .flatMap(List::stream)
                .toList();
    }

    /// Decodes the SIMD and floating-point instructions; made when first asked for.
    private static final class SimdTree {
        static final DecodeTree TREE = tree(Simd.ROWS);
    }

    /// Bits 27:26 are both set in every SIMD and floating-point instruction, and in no other.
    private static final int SIMD = 0x0c00_0000;

    private A64() {}

    static DecodeTree tree(List<InstructionSpec> rows) {
        return DecodeTree.of(rows.stream().filter(InstructionSpec::isDecoded).toList());
    }

    private static DecodeTree tree(int word) {
        return (word & SIMD) == SIMD ? SimdTree.TREE : BaseTree.TREE;
    }

    /// A row with the fixed bits of `word`, which has a value in one of its fields that is not allocated.
    public static Optional<InstructionSpec> reserved(int word) {
        return tree(word).similar(word);
    }

    /// All rows: instructions, aliases before what they refine, and synonyms.
    public static List<InstructionSpec> table() {
        return Stream.of(base(), simd()).flatMap(List::stream).toList();
    }

    /// The rows of the base instructions, the first part of the table.
    static List<InstructionSpec> base() {
        return Base.ROWS;
    }

    /// The rows of the SIMD and floating-point instructions, the rest of the table.
    static List<InstructionSpec> simd() {
        return Simd.ROWS;
    }

    /// The row `word` belongs to on a processor with `features`: an alias if one is preferred, nothing if the word is
    /// not allocated there. An `EnumSet` is the fastest set to ask.
    public static Optional<InstructionSpec> decode(int word, Set<Feature> features) {
        return tree(word).find(word, features);
    }
}
