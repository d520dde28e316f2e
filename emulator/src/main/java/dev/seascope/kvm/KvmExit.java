package dev.seascope.kvm;

/// Why `KVM_RUN` returned 0. One record per `KVM_EXIT_*` reason that arm64 produces; component names follow
/// `struct kvm_run`.
public sealed interface KvmExit {
    /// The `KVM_EXIT_*` number.
    int reason();

    /// The kernel's name, `KVM_EXIT_MMIO`.
    String kernelName();

    /// A load or store outside the memory slots that KVM could describe to user space.
    ///
    /// @param data the eight bytes of `mmio.data`, byte 0 in bits 7:0
    record Mmio(long physAddr, long data, int len, boolean isWrite) implements KvmExit {
        @Override
        public int reason() {
            return 6;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_MMIO";
        }
    }
}
