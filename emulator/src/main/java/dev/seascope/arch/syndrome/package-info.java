/// Exception syndromes: `ESR_ELx` decoded, checked, explained and exported, and found in text.
@NullMarked
package dev.seascope.arch.syndrome;

import org.jspecify.annotations.NullMarked;
