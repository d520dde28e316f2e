/// The decode pad: text from anywhere, and every syndrome, program status and address in it.
@NullMarked
package dev.seascope.views.decode;

import org.jspecify.annotations.NullMarked;
