package dev.seascope.guests;

import dev.seascope.session.Accesses;
import dev.seascope.vmm.acpi.ErrorSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One step of a scenario: at most one thing to do, then what must hold.
///
/// @param number from 1
/// @param line line of the file, from 1
/// @param title given by the author, or empty
/// @param points what it is worth in an exercise
/// @param action what is done
/// @param expect what must hold afterwards on every kernel
/// @param expectOn what must hold besides on one kernel, by its id
public record Step(int number, int line, String title, int points, Action action, List<Expectation> expect,
        Map<String, List<Expectation>> expectOn) {
    public Step {
        expect = List.copyOf(expect);
    }

    /// One thing that must hold.
    ///
    /// @param key as a report names it: `ESR_EL1`, `host.hpfar`, `memory 0x40000000`
    public record Expectation(int line, String key, Subject subject, Matcher matcher) {}

    /// What is looked at.
    public sealed interface Subject {
        /// A register, a result or a field of the exit, by its name.
        record Named(String name) implements Subject {}

        /// Guest memory from this physical address on.
        record Memory(Operand address) implements Subject {}

        /// KVM's own record of the vCPU.
        record HostField(String name) implements Subject {}

        /// A field of the syndrome in `ESR_EL1`, by the name it has under the class that is there.
        ///
        /// @param words what it means is looked at, not its number
        record SyndromeField(String name, boolean words) implements Subject {}
    }

    /// How an ioctl is made when a step says so.
    ///
    /// @param number instead of the one the kernel's headers give
    /// @param badPointer with an address that user space does not have
    public record Call(OptionalLong number, boolean badPointer) {
        /// As everybody does it.
        public static final Call PLAIN = new Call(OptionalLong.empty(), false);
    }

    /// A register of `KVM_{GET,SET}_ONE_REG`.
    public sealed interface RegisterRef {
        /// By its Arm name.
        record ByName(String name) implements RegisterRef {}

        /// By the id itself.
        record ById(long id) implements RegisterRef {}
    }

    /// A capability.
    public sealed interface CapabilityRef {
        /// By the name without `KVM_CAP_`.
        record ByName(String name) implements CapabilityRef {}

        /// By number.
        record ByNumber(int number) implements CapabilityRef {}
    }

    /// What ends a run before anything else does.
    public sealed interface Until {
        /// Nothing does.
        record End() implements Until {}

        /// The guest prints this from then on.
        record Console(String text) implements Until {}

        /// The guest makes an access that ends in an MMIO exit, whoever would answer it. A device of the board answers
        /// it when the machine goes on.
        record Access(Accesses accesses) implements Until {}

        /// The guest takes a synchronous exception or an SError of this class, whoever made it. Slow: the guest is looked
        /// at after each instruction.
        ///
        /// @param ec what `ESR_EL1` has in its EC then
        record Taken(int ec) implements Until {}
    }

    /// What a step does.
    public sealed interface Action {
        /// The word in the file, or `check`.
        String verb();

        /// `KVM_RUN` until user space, a breakpoint or the limit.
        ///
        /// @param until what ends it as well
        /// @param keep the machine at the exit is kept for the next time, when it need not run to there again
        record Run(long limit, Until until, boolean keep) implements Action {
            /// The limit of a step that gives none.
            public static final long DEFAULT_LIMIT = 10_000_000;

            @Override
            public String verb() {
                return "run";
            }
        }

        /// So many instructions.
        record StepInstructions(long count) implements Action {
            @Override
            public String verb() {
                return "step";
            }
        }

        /// `KVM_SET_VCPU_EVENTS`.
        ///
        /// @param layout encode as for this kernel, if given
        /// @param fields UAPI names to their elements; a number is one element
        /// @param raw the struct itself instead of fields
        record SetEvents(int line, Optional<String> layout, Map<String, List<Operand>> fields, Optional<Operand> raw,
                Call call) implements Action {
            @Override
            public String verb() {
                return "set_vcpu_events";
            }
        }

        /// `KVM_GET_VCPU_EVENTS`.
        record GetEvents(int line, Optional<String> layout, Call call, Optional<String> save) implements Action {
            @Override
            public String verb() {
                return "get_vcpu_events";
            }
        }

        /// `KVM_SET_GUEST_DEBUG`.
        ///
        /// @param fields UAPI names to their elements; a number is one element
        record SetGuestDebug(int line, Map<String, List<Operand>> fields, Call call) implements Action {
            @Override
            public String verb() {
                return "set_guest_debug";
            }
        }

        /// `KVM_SET_ONE_REG`.
        record SetOneReg(int line, RegisterRef register, Operand value, Call call) implements Action {
            @Override
            public String verb() {
                return "set_one_reg";
            }
        }

        /// `KVM_GET_ONE_REG`.
        record GetOneReg(int line, RegisterRef register, Call call, Optional<String> save) implements Action {
            @Override
            public String verb() {
                return "get_one_reg";
            }
        }

        /// `KVM_ENABLE_CAP` on the virtual machine.
        record EnableCap(int line, CapabilityRef capability, long flags, List<Operand> args, Call call)
                implements Action {
            @Override
            public String verb() {
                return "enable_cap";
            }
        }

        /// `KVM_CHECK_EXTENSION`.
        record CheckExtension(int line, CapabilityRef capability, Call call) implements Action {
            @Override
            public String verb() {
                return "check_extension";
            }
        }

        /// Writes fields of the shared `struct kvm_run` page.
        ///
        /// @param fields UAPI names to numbers or bytes
        record WriteKvmRun(int line, Map<String, Operand> fields) implements Action {
            @Override
            public String verb() {
                return "kvm_run";
            }
        }

        /// Types into the guest's serial port.
        record Type(String text) implements Action {
            @Override
            public String verb() {
                return "console";
            }
        }

        /// Leaves out `KVM_ARM_VCPU_INIT`.
        record Uninitialised() implements Action {
            @Override
            public String verb() {
                return "vcpu";
            }
        }

        /// Time travel.
        ///
        /// @param to `exit`, `exception` or `start`, if given
        /// @param steps instructions to go back, if given
        record Reverse(int line, Optional<String> to, OptionalLong steps) implements Action {
            @Override
            public String verb() {
                return "reverse";
            }
        }

        /// Changes guest memory.
        record WriteMemory(List<Scenario.Content> contents) implements Action {
            @Override
            public String verb() {
                return "write_memory";
            }
        }

        /// Adds, changes or (size 0) removes a memory slot.
        record SetSlot(Scenario.Slot slot, Call call) implements Action {
            @Override
            public String verb() {
                return "memory_slot";
            }
        }

        /// Replaces the poisoned ranges.
        record SetPoison(List<Scenario.Poison> poison) implements Action {
            @Override
            public String verb() {
                return "poison";
            }
        }

        /// Tells of a memory error as firmware does: in a record for the guest to find when it takes an abort. Errno `EBUSY`
        /// if the guest has not acknowledged the record before.
        ///
        /// @param physAddr guest physical address
        record ReportError(int line, ErrorSource.Severity severity, Operand physAddr) implements Action {
            @Override
            public String verb() {
                return "ghes";
            }
        }

        /// Only looks.
        record Check() implements Action {
            @Override
            public String verb() {
                return "check";
            }
        }
    }
}
