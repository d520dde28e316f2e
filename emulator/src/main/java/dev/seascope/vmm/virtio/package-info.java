/// Virtio devices behind the memory-mapped transport, version 2 ("modern"), as the OASIS specification 1.2 defines them.
@NullMarked
package dev.seascope.vmm.virtio;

import org.jspecify.annotations.NullMarked;
