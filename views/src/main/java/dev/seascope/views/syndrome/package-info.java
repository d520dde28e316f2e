/// The register the window is about, bit by bit and field by field.
@NullMarked
package dev.seascope.views.syndrome;

import org.jspecify.annotations.NullMarked;
