package dev.seascope.vmm.fdt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A node of a device tree.
///
/// @param name with its unit address, `pl011@9000000`; empty for the root
/// @param entries what it holds, in this order; properties come before nodes when the tree is written
public record Node(String name, List<Entry> entries) implements Entry {
    /// @throws IllegalArgumentException if two entries have the same name
    public Node {
        entries = List.copyOf(entries);
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                throw new IllegalArgumentException("node '%s' has two entries '%s'".formatted(name, entry.name()));
            }
        }
    }

    /// A node of these entries.
    public static Node of(String name, Entry... entries) {
        return new Node(name, List.of(entries));
    }

    /// The same node with more entries behind those it has.
    public Node with(List<? extends Entry> more) {
        var all = new ArrayList<>(entries);
        all.addAll(more);
        return new Node(name, all);
    }

    /// Its properties.
    public List<Property> properties() {
        return entries.stream().filter(Property.class::isInstance).map(Property.class::cast).toList();
    }

    /// The nodes in it.
    public List<Node> nodes() {
        return entries.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    /// A node in it by its name, unit address included.
    public Optional<Node> node(String wanted) {
        return nodes().stream().filter(node -> node.name().equals(wanted)).findFirst();
    }

    /// A property by its name.
    public Optional<Property> property(String wanted) {
        return properties().stream().filter(property -> property.name().equals(wanted)).findFirst();
    }
}
