/// Everything that can be done or looked at, found by typing.
@NullMarked
package dev.seascope.views.palette;

import org.jspecify.annotations.NullMarked;
