/// Registers of debugging and of error records.
@NullMarked
package dev.seascope.arch.register.debug;

import org.jspecify.annotations.NullMarked;
