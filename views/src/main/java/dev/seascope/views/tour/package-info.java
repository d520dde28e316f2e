/// A walk through the window on the first sample, for who sees it for the first time.
@NullMarked
package dev.seascope.views.tour;

import org.jspecify.annotations.NullMarked;
