package dev.seascope.vmm.fdt;

/// What a node of a device tree holds: properties and other nodes.
public sealed interface Entry permits Node, Property {
    /// The name within its node.
    String name();
}
