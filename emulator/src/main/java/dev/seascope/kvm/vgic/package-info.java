/// The interrupt controllers that KVM emulates for a guest: GICv2 (Arm IHI 0048B) and GICv3 (Arm IHI 0069), as
/// `arch/arm64/kvm/vgic` presents them. [dev.seascope.kvm.vgic.Vgic] is where to begin reading.
@NullMarked
package dev.seascope.kvm.vgic;

import org.jspecify.annotations.NullMarked;
