/// Composing an injection and seeing beforehand what it does.
@NullMarked
package dev.seascope.views.compose;

import org.jspecify.annotations.NullMarked;
