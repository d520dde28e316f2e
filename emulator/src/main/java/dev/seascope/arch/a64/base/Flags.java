package dev.seascope.arch.a64.base;

/// The condition flags an operation sets, as `N:Z:C:V`.
@FunctionalInterface
interface Flags {
    /// Leaves the flags alone.
    Flags NONE = (_, _) -> 0;

    /// The flags of a 64-bit operation on these inputs. For a 32-bit operation the inputs are given shifted left by 32,
    /// which leads to the same flags.
    int nzcv(long n, long m);
}
