/// An A64 instruction word as a register with fields, read from the instruction table.
@NullMarked
package dev.seascope.arch.a64.word;

import org.jspecify.annotations.NullMarked;
