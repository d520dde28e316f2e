/// The SIMD and floating-point instructions (Arm ARM, C7): rows under the manual's headings, and what they do.
@NullMarked
package dev.seascope.arch.a64.simd;

import org.jspecify.annotations.NullMarked;
