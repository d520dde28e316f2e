/// Wiring, commands and the window.
@NullMarked
package dev.seascope.app;

import org.jspecify.annotations.NullMarked;
