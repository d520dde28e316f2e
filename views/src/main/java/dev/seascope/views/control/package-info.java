/// Look and building blocks that all views share.
@NullMarked
package dev.seascope.views.control;

import org.jspecify.annotations.NullMarked;
