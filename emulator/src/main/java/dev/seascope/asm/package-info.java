/// The assembler's source language: sections, symbols, expressions, macros and the ELF files it writes.
@NullMarked
package dev.seascope.asm;

import org.jspecify.annotations.NullMarked;
