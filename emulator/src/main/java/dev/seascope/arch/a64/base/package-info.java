/// The base instructions (Arm ARM, C6): rows under the manual's headings, and what they do.
@NullMarked
package dev.seascope.arch.a64.base;

import org.jspecify.annotations.NullMarked;
