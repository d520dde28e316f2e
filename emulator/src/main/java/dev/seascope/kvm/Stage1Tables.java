package dev.seascope.kvm;

import java.util.OptionalInt;

/// The guest's stage 1 translation tables, as KVM looks into them to name the level of an abort on a walk.
@FunctionalInterface
public interface Stage1Tables {
    /// A guest whose tables cannot be looked at: no descriptor is ever found.
    Stage1Tables NONE = (state, va, ipa) -> OptionalInt.empty();

    /// The level, -1 to 3, of the table at intermediate physical address `ipa` that translating `va` walks through.
    /// Empty when the walk meets no such table.
    ///
    /// @param state holds the registers that control translation
    /// @param va guest virtual address
    /// @param ipa intermediate physical address of a page
    OptionalInt levelOf(VcpuState state, long va, long ipa);
}
