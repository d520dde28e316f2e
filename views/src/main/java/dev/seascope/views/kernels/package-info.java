/// One injection on every kernel at once.
@NullMarked
package dev.seascope.views.kernels;

import org.jspecify.annotations.NullMarked;
