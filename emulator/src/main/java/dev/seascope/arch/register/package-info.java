/// Registers of the architecture, one file each, and how to find a layout by name.
@NullMarked
package dev.seascope.arch.register;

import org.jspecify.annotations.NullMarked;
