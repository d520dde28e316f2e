/// What firmware finds on a board that an operating system does not need: the flash it is in, and what the VMM tells it.
@NullMarked
package dev.seascope.vmm.firmware;

import org.jspecify.annotations.NullMarked;
