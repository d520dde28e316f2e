/// The A64 instruction table and what reads it.
@NullMarked
package dev.seascope.arch.a64;

import org.jspecify.annotations.NullMarked;
