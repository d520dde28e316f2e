/// The objects behind KVM's file descriptors: the host, a virtual machine, a vCPU, and what `KVM_RUN` does. The rules of
/// injection themselves are in the package above, as pure functions.
@NullMarked
package dev.seascope.kvm.machine;

import org.jspecify.annotations.NullMarked;
