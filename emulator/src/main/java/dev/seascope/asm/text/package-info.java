/// From the characters of an assembly source to statements, operands and expressions.
@NullMarked
package dev.seascope.asm.text;

import org.jspecify.annotations.NullMarked;
