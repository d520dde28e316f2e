/// What a newcomer sees first.
@NullMarked
package dev.seascope.views.welcome;

import org.jspecify.annotations.NullMarked;
