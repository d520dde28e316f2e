/// The user-space side: board, devices, guest loaders.
@NullMarked
package dev.seascope.vmm;

import org.jspecify.annotations.NullMarked;
