/// Registers and descriptors of address translation.
@NullMarked
package dev.seascope.arch.register.memory;

import org.jspecify.annotations.NullMarked;
