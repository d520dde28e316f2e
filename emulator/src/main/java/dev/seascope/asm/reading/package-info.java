/// Reads statements in order: labels, directives, macros, and instructions, which stay text until they have an address.
@NullMarked
package dev.seascope.asm.reading;

import org.jspecify.annotations.NullMarked;
