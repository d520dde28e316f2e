/// One exception entry in slow motion: what was before, what is after, what flowed where, and why this vector.
@NullMarked
package dev.seascope.views.entry;

import org.jspecify.annotations.NullMarked;
