/// The kernel side of KVM's user-space API.
@NullMarked
package dev.seascope.kvm;

import org.jspecify.annotations.NullMarked;
