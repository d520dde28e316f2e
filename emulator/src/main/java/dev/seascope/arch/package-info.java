/// Registers of the architecture: bits, fields, layouts, syndromes.
@NullMarked
package dev.seascope.arch;

import org.jspecify.annotations.NullMarked;
