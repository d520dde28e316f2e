/// The guest's serial console.
@NullMarked
package dev.seascope.views.console;

import org.jspecify.annotations.NullMarked;
