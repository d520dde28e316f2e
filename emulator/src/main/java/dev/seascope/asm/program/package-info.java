/// What a source says, before and after it has addresses: symbols with all their definitions, and sections as a list of
/// pieces.
@NullMarked
package dev.seascope.asm.program;

import org.jspecify.annotations.NullMarked;
