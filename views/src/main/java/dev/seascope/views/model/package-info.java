/// What the window shows, as JavaFX properties without controls.
@NullMarked
package dev.seascope.views.model;

import org.jspecify.annotations.NullMarked;
