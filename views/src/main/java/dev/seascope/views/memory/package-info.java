/// Guest memory at an address, and how the address is translated.
@NullMarked
package dev.seascope.views.memory;

import org.jspecify.annotations.NullMarked;
