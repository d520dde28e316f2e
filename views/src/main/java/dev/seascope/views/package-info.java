/// The window's parts, each a model and a view.
@NullMarked
package dev.seascope.views;

import org.jspecify.annotations.NullMarked;
