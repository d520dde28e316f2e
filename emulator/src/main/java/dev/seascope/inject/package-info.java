/// Injections as values: built, previewed, printed and applied alike.
@NullMarked
package dev.seascope.inject;

import org.jspecify.annotations.NullMarked;
