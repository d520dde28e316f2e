/// Floating point in integers: IEEE 754 with the Arm rules for flushing, NaNs, rounding and the cumulative flags of
/// FPSR, for half, single and double precision alike.
@NullMarked
package dev.seascope.arch.a64.fp;

import org.jspecify.annotations.NullMarked;
