/// What surrounds the views: toolbar, ribbon, status line, keys.
@NullMarked
package dev.seascope.views.frame;

import org.jspecify.annotations.NullMarked;
