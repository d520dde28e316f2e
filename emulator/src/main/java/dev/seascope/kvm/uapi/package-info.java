/// The user-space API of KVM as data: struct layouts, ioctl numbers, error numbers, capabilities, register ids.
@NullMarked
package dev.seascope.kvm.uapi;

import org.jspecify.annotations.NullMarked;
