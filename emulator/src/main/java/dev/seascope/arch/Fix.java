package dev.seascope.arch;

/// A correction that one click applies.
///
/// @param label what it does, in the imperative: `Set IL`
/// @param value the whole register afterwards
public record Fix(String label, long value) {}
