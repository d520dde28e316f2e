/// Device trees: what a board tells an operating system about itself.
@NullMarked
package dev.seascope.vmm.fdt;

import org.jspecify.annotations.NullMarked;
