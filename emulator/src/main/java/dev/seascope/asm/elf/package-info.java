/// Writes an assembly as an ELF executable with symbols and line numbers, for GNU tools and for QEMU.
@NullMarked
package dev.seascope.asm.elf;

import org.jspecify.annotations.NullMarked;
