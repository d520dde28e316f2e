/// The A64 instruction table and what reads it.
///
/// A row ([dev.seascope.arch.a64.InstructionSpec]) is an encoding diagram, the assembler syntax and an effect. The decoder
/// finds rows by the diagram, the interpreter binds the effect to a word, the disassembler writes the syntax and the
/// assembler reads it, so none of them can disagree with another. Rows and effects are in the packages `base`, and `simd`
/// with its arithmetic in `fp`.
///
/// Which rows there are depends on the features ([dev.seascope.arch.a64.Feature]) of a processor; a word of a row that is
/// missing is not allocated.
@NullMarked
package dev.seascope.arch.a64;

import org.jspecify.annotations.NullMarked;
