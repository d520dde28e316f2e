/// What a boot loader knows about Linux: the kernel's `Image`, and the archive that becomes its first file system.
@NullMarked
package dev.seascope.vmm.linux;

import org.jspecify.annotations.NullMarked;
