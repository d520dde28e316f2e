/// What happened, over instructions retired.
@NullMarked
package dev.seascope.views.timeline;

import org.jspecify.annotations.NullMarked;
