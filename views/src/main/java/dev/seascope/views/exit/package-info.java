/// Why `KVM_RUN` returned: the fields of `struct kvm_run` and the answer to a read.
@NullMarked
package dev.seascope.views.exit;

import org.jspecify.annotations.NullMarked;
