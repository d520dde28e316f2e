package dev.seascope.vmm.board;

/// The interrupt controller of a machine.
public enum Gic {
    /// None: interrupts of devices lead nowhere.
    NONE,
    /// GICv2, `KVM_DEV_TYPE_ARM_VGIC_V2`.
    V2,
    /// GICv3, `KVM_DEV_TYPE_ARM_VGIC_V3`.
    V3
}
