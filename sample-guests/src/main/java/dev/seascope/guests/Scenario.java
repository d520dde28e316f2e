package dev.seascope.guests;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.kvm.Kernel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/// What to run, what to inject and what must come out: one scenario file, read and checked but not yet run.
///
/// @param file the file as the user named it
/// @param title one line for people
/// @param kernels the kernels to run on, at least one
/// @param host the machine below KVM
/// @param vm the virtual machine
/// @param guest what runs in it
/// @param board the devices around it, and what is started with it; nothing for a serial port alone
/// @param registers written before the first step, without access rules
/// @param memory written before the first step
/// @param breakpoints addresses at which `run` stops
/// @param steps what is done, in order
public record Scenario(String file, String title, List<KernelChoice> kernels, Host host, VmPlan vm, Guest guest,
        Optional<Board> board, Map<String, Operand> registers, List<Content> memory, List<Operand> breakpoints, List<Step> steps) {
    /// The kernel of a scenario that names none.
    public static final String DEFAULT_KERNEL = "series-v1";
    /// Where a guest given as assembly lies if the file does not say.
    public static final long DEFAULT_LOAD = 0x4008_0000L;

    public Scenario {
        kernels = List.copyOf(kernels);
        memory = List.copyOf(memory);
        breakpoints = List.copyOf(breakpoints);
        steps = List.copyOf(steps);
    }

    /// The kernels themselves.
    public List<Kernel> kernelList() {
        return kernels.stream().map(choice -> Kernel.of(choice.base()).derive(choice.changes())).toList();
    }

    /// What is injected first, for a window to have it composed when it opens the guest; a raw struct is none.
    public Optional<InjectionPlan> firstInjection() {
        return steps.stream().map(Step::action).filter(Step.Action.SetEvents.class::isInstance)
                .map(Step.Action.SetEvents.class::cast).filter(set -> set.raw().isEmpty()).findFirst()
                .map(Scenario::plan);
    }

    private static InjectionPlan plan(Step.Action.SetEvents set) {
        InjectionPlan.Abort abort = number(set, "ext_dabt_pending") != 0 ? InjectionPlan.Abort.DATA
                : number(set, "ext_iabt_pending") != 0 ? InjectionPlan.Abort.INSTRUCTION : InjectionPlan.Abort.NONE;
        return new InjectionPlan(abort, number(set, "ext_abt_has_esr") != 0, number(set, "ext_abt_esr"),
                number(set, "serror_pending") != 0, number(set, "serror_has_esr") != 0, number(set, "serror_esr"));
    }

    private static long number(Step.Action.SetEvents set, String field) {
        return set.fields().getOrDefault(field, List.of()).stream().findFirst()
                .map(operand -> operand instanceof Operand.Literal literal ? literal.value().longValue() : 0L)
                .orElse(0L);
    }

    /// A kernel of the table, perhaps with some of its toggles set differently.
    ///
    /// @param line where the file names it
    /// @param base an id of the kernel table
    /// @param changes toggle name as in the file, to its value: `il_policy` to `always1`
    public record KernelChoice(int line, String base, Map<String, String> changes) {}

    /// The machine below KVM.
    ///
    /// @param ras it has FEAT_RAS
    /// @param apeiClaims its firmware claims every memory error first
    /// @param ipaLimitBits the widest IPA it can map
    public record Host(boolean ras, boolean apeiClaims, int ipaLimitBits) {}

    /// The virtual machine.
    ///
    /// @param line where the file describes it
    /// @param features of `ras`, `mte`, `sctlrx`, `aarch32_el1`
    /// @param ipaBits its IPA size
    public record VmPlan(int line, SortedSet<String> features, List<Slot> slots, List<Poison> poison, int ipaBits) {
        public VmPlan {
            slots = List.copyOf(slots);
            poison = List.copyOf(poison);
        }
    }

    /// `KVM_SET_USER_MEMORY_REGION`.
    public record Slot(int line, long gpa, long size, boolean readonly) {}

    /// Memory whose access raises an uncorrectable error.
    ///
    /// @param gpa guest physical address of its first byte
    /// @param fsc fault status code of the error outside a walk
    /// @param set `SET`
    /// @param s1ptw given in the file; otherwise as the access has it
    /// @param hpfarValid given in the file; otherwise by the rule of the host
    /// @param apei the host's firmware claims it
    public record Poison(int line, Operand gpa, long size, boolean fnv, int set, boolean ea, Optional<Integer> fsc,
            Optional<Boolean> s1ptw, Optional<Boolean> hpfarValid, Optional<Boolean> apei) {}

    /// What runs.
    public sealed interface Guest {
        /// Line of the file, from 1.
        int line();

        /// Nothing but what `memory` puts there.
        record Empty(int line) implements Guest {}

        /// A guest that comes with the program.
        record Sample(int line, String name) implements Guest {}

        /// An ELF file, relative to the scenario.
        record Elf(int line, String path) implements Guest {}

        /// A Linux `Image`, relative to the scenario.
        record Image(int line, String path, OptionalLong load) implements Guest {}

        /// Assembly in the file itself.
        record Assembly(Source source, long load) implements Guest {
            @Override
            public int line() {
                return source.line();
            }
        }
    }

    /// A board with its device tree, as `seascope run` has it. Its RAM is the slot at the address where RAM begins.
    ///
    /// @param line where the file describes it
    /// @param vcpus how many, from 1
    /// @param gic version of the interrupt controller, 2 or 3
    /// @param acpi the devices are in ACPI tables, not in the device tree
    /// @param append the command line, for `/chosen/bootargs`
    /// @param initrd an initial file system
    /// @param dtb handed over instead of the board's own description
    public record Board(int line, int vcpus, int gic, boolean acpi, String append, Optional<FileName> initrd,
            Optional<FileName> dtb) {}

    /// A file that a scenario names, see [Places#read].
    public record FileName(int line, String name) {}

    /// Assembly text inside a scenario.
    ///
    /// @param line line of the file on which the text begins
    public record Source(int line, String text) {}

    /// Guest memory to be filled.
    public sealed interface Content {
        /// Guest physical address of the first byte.
        Operand address();

        /// Bytes as they are, or carried.
        record Raw(Operand address, Operand bytes) implements Content {}

        /// Assembled there.
        record Assembly(Operand address, Source source) implements Content {}
    }
}
