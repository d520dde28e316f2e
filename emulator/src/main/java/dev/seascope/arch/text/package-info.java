/// Syndromes found in text, and registers written as text.
@NullMarked
package dev.seascope.arch.text;

import org.jspecify.annotations.NullMarked;
