/// The bytes of `struct kvm_vcpu_events` on several kernels side by side.
@NullMarked
package dev.seascope.views.ruler;

import org.jspecify.annotations.NullMarked;
