/// The guest's code: source, addresses, words, arrows and breakpoints.
@NullMarked
package dev.seascope.views.program;

import org.jspecify.annotations.NullMarked;
