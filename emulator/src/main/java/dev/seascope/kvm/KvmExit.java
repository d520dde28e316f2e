package dev.seascope.kvm;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.List;

/// Why `KVM_RUN` returned. One record per `KVM_EXIT_*` reason that arm64 produces; component names follow
/// `struct kvm_run`.
public sealed interface KvmExit {
    /// The `KVM_EXIT_*` number.
    int reason();

    /// The kernel's name, `KVM_EXIT_MMIO`.
    String kernelName();

    /// What the start of every `KVM_RUN` writes, and what remains after it fails with an errno.
    record Unknown() implements KvmExit {
        @Override
        public int reason() {
            return 0;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_UNKNOWN";
        }
    }

    /// A call of the guest that a VMM asked to see. PC is already behind it.
    ///
    /// @param args six
    record Hypercall(long nr, List<Long> args, long ret, long flags) implements KvmExit {
        public Hypercall {
            args = List.copyOf(args);
        }

        @Override
        public int reason() {
            return 3;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_HYPERCALL";
        }
    }

    /// A debug exception that `KVM_SET_GUEST_DEBUG` asked for.
    ///
    /// @param hsr `ESR_EL2` bits 31:0
    /// @param hsrHigh `ESR_EL2` bits 63:32
    /// @param far the address, for a watchpoint only
    record Debug(long hsr, long hsrHigh, long far) implements KvmExit {
        @Override
        public int reason() {
            return 4;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_DEBUG";
        }
    }

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

    /// The vCPU cannot be run in the state it is in.
    record FailEntry(long hardwareEntryFailureReason, int cpu) implements KvmExit {
        @Override
        public int reason() {
            return 9;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_FAIL_ENTRY";
        }
    }

    /// `KVM_RUN` was interrupted; it fails with EINTR.
    record Intr() implements KvmExit {
        @Override
        public int reason() {
            return 10;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_INTR";
        }
    }

    /// KVM gave up.
    ///
    /// @param data as many as `ndata` says, at most 16
    record Internal(int suberror, List<Long> data) implements KvmExit {
        public Internal {
            data = List.copyOf(data);
        }

        @Override
        public int reason() {
            return 17;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_INTERNAL_ERROR";
        }
    }

    /// The guest asked to be shut down, reset or suspended.
    ///
    /// @param type 1 shutdown, 2 reset, 3 crash, 4 wakeup, 5 suspend
    /// @param data as many as `ndata` says, at most 16
    record SystemEvent(int type, List<Long> data) implements KvmExit {
        public SystemEvent {
            data = List.copyOf(data);
        }

        @Override
        public int reason() {
            return 24;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_SYSTEM_EVENT";
        }
    }

    /// A load or store outside the memory slots that the hardware did not describe (`ESR_EL2.ISV` 0).
    ///
    /// @param esrIss CM, WnR and FSC of `ESR_EL2`
    record ArmNisv(long esrIss, long faultIpa) implements KvmExit {
        @Override
        public int reason() {
            return 28;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_ARM_NISV";
        }
    }

    /// A synchronous External abort of the guest that the host did not claim.
    ///
    /// @param esr `ESR_EL2` less what describes the host
    /// @param gva faulting virtual address; 0 if `esr` has FnV set
    /// @param gpa page of the faulting physical address; meaningless unless [#gpaValid]
    record ArmSea(long flags, long esr, long gva, long gpa) implements KvmExit {
        /// Bit 0 of [#flags].
        public static final long GPA_VALID = 1;

        @Override
        public int reason() {
            return 41;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_ARM_SEA";
        }

        /// Whether [#gpa] means anything.
        public boolean gpaValid() {
            return (flags & GPA_VALID) != 0;
        }
    }

    /// A 64-byte load or store outside the memory slots.
    ///
    /// @param esrIss `ESR_EL2` with the fault status code cleared
    record ArmLdst64b(long esrIss, long faultIpa) implements KvmExit {
        @Override
        public int reason() {
            return 42;
        }

        @Override
        public String kernelName() {
            return "KVM_EXIT_ARM_LDST64B";
        }
    }

    /// A number that arm64 does not produce; user space wrote it into the shared page.
    record Unlisted(int reason) implements KvmExit {
        @Override
        public String kernelName() {
            return "exit reason " + reason;
        }
    }

    /// Decode the exit that the shared page holds. Total: any page can be read.
    ///
    /// @param kvmRun `struct kvm_run`, at least its head and the exit union
    static KvmExit read(Bytes kvmRun) {
        int reason = (int) Structs.KVM_RUN.get(kvmRun, "exit_reason");
        return switch (reason) {
            case 0 -> new Unknown();
            case 3 -> {
                StructLayout layout = Structs.exit("hypercall");
                yield new Hypercall(layout.get(kvmRun, "nr"), layout.elements(kvmRun, "args"),
                        layout.get(kvmRun, "ret"), layout.get(kvmRun, "flags"));
            }
            case 4 -> {
                StructLayout layout = Structs.exit("debug");
                yield new Debug(layout.get(kvmRun, "hsr"), layout.get(kvmRun, "hsr_high"),
                        layout.get(kvmRun, "far"));
            }
            case 6 -> {
                StructLayout layout = Structs.exit("mmio");
                yield new Mmio(layout.get(kvmRun, "phys_addr"),
                        kvmRun.number(layout.required("data").offset(), Long.BYTES),
                        (int) layout.get(kvmRun, "len"), layout.get(kvmRun, "is_write") != 0);
            }
            case 9 -> {
                StructLayout layout = Structs.exit("fail_entry");
                yield new FailEntry(layout.get(kvmRun, "hardware_entry_failure_reason"),
                        (int) layout.get(kvmRun, "cpu"));
            }
            case 10 -> new Intr();
            case 17 -> {
                StructLayout layout = Structs.exit("internal");
                yield new Internal((int) layout.get(kvmRun, "suberror"), data(layout, kvmRun));
            }
            case 24 -> {
                StructLayout layout = Structs.exit("system_event");
                yield new SystemEvent((int) layout.get(kvmRun, "type"), data(layout, kvmRun));
            }
            case 28 -> {
                StructLayout layout = Structs.exit("arm_nisv");
                yield new ArmNisv(layout.get(kvmRun, "esr_iss"), layout.get(kvmRun, "fault_ipa"));
            }
            case 41 -> {
                StructLayout layout = Structs.exit("arm_sea");
                yield new ArmSea(layout.get(kvmRun, "flags"), layout.get(kvmRun, "esr"),
                        layout.get(kvmRun, "gva"), layout.get(kvmRun, "gpa"));
            }
            case 42 -> {
                StructLayout layout = Structs.exit("arm_nisv");
                yield new ArmLdst64b(layout.get(kvmRun, "esr_iss"), layout.get(kvmRun, "fault_ipa"));
            }
            default -> new Unlisted(reason);
        };
    }

    private static List<Long> data(StructLayout layout, Bytes kvmRun) {
        List<Long> elements = layout.elements(kvmRun, "data");
        return elements.subList(0, (int) Math.min(elements.size(), layout.get(kvmRun, "ndata")));
    }
}
