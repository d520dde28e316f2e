package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.List;

/// Which calls of a guest KVM answers itself, refuses, or hands to user space: the attribute `KVM_ARM_VM_SMCCC_FILTER`
/// of a virtual machine (`arch/arm64/kvm/hypercalls.c`). Everything here is recalled.
final class SmcccFilter {
    /// What happens to a call, with the numbers of `enum kvm_smccc_filter_action`.
    enum Action {
        /// KVM answers.
        HANDLE,
        /// The guest hears that there is no such function.
        DENY,
        /// `KVM_EXIT_HYPERCALL`.
        FORWARD
    }

    private static final String RULE = "KVM_SET_DEVICE_ATTR, KVM_ARM_VM_SMCCC_FILTER";
    private static final long GROUP = 0;
    private static final long ATTRIBUTE = 0;
    private static final int VALUE_OFFSET = Structs.DEVICE_ATTR.size();
    private static final List<Action> ACTIONS = List.of(Action.values());
    /// More than anybody sets; each costs a comparison in each call.
    private static final int MOST_RANGES = 4096;

    /// Function numbers, both ends included.
    private record Range(long first, long last, Action action) {
        boolean contains(long function) {
            return function >= first && function <= last;
        }
    }

    /// The calls of the Arm architecture itself cannot be filtered, in either width.
    private final List<Range> ranges = new ArrayList<>(List.of(new Range(0x8000_0000L, 0x8000_ffffL, Action.HANDLE),
            new Range(0xc000_0000L, 0xc000_ffffL, Action.HANDLE)));

    void transfer(StateTransfer state) {
        int count = state.next(ranges.size());
        if (count < 0 || count > MOST_RANGES) {
            throw new IllegalArgumentException("an SMCCC filter of %d ranges".formatted(count));
        }
        List<Range> present = List.copyOf(ranges);
        ranges.clear();
        for (int i = 0; i < count; i++) {
            Range range = i < present.size() ? present.get(i) : new Range(0, 0, Action.HANDLE);
            long first = state.next(range.first);
            long last = state.next(range.last);
            int action = state.next(ACTIONS.indexOf(range.action));
            if (action < 0 || action >= ACTIONS.size()) {
                throw new IllegalArgumentException("an SMCCC filter with action %d".formatted(action));
            }
            ranges.add(new Range(first, last, ACTIONS.get(action)));
        }
    }

    Action of(long function) {
        return ranges.stream().filter(range -> range.contains(function)).findFirst().map(Range::action)
                .orElse(Action.HANDLE);
    }

    /// `KVM_SET_DEVICE_ATTR` on a virtual machine.
    ///
    /// @param argument `struct kvm_device_attr`, then `struct kvm_smccc_filter`; `addr` is not followed
    /// @param running whether a vCPU has run
    IoctlResult set(Bytes argument, boolean running) {
        StructLayout attribute = Structs.DEVICE_ATTR;
        if (attribute.get(argument, "flags") != 0) {
            return Vm.recalled(Errno.EINVAL, RULE, "flags must be 0");
        }
        if (attribute.get(argument, "group") != GROUP || attribute.get(argument, "attr") != ATTRIBUTE) {
            return Vm.recalled(Errno.ENXIO, RULE, "the only attribute of a virtual machine is the SMCCC filter");
        }
        StructLayout layout = Structs.SMCCC_FILTER;
        if (argument.size() < VALUE_OFFSET + layout.size()) {
            return Vm.recalled(Errno.EFAULT, RULE, "struct kvm_smccc_filter cannot be read");
        }
        if (running) {
            return Vm.recalled(Errno.EBUSY, RULE, "the filter cannot change once a vCPU has run");
        }
        Bytes filter = argument.slice(VALUE_OFFSET, layout.size());
        if (layout.elements(filter, "pad").stream().anyMatch(octet -> octet != 0)) {
            return Vm.recalled(Errno.EINVAL, RULE, "pad must be 0");
        }
        return add(layout.get(filter, "base"), layout.get(filter, "nr_functions"), layout.get(filter, "action"));
    }

    private IoctlResult add(long base, long functions, long action) {
        long last = base + functions - 1;
        if (functions == 0 || last > 0xffff_ffffL) {
            return Vm.recalled(Errno.EINVAL, RULE, "the functions wrap around, or there are none");
        }
        if (action >= ACTIONS.size()) {
            return Vm.recalled(Errno.EINVAL, RULE, "action must be 0 (handle), 1 (deny) or 2 (forward to user space)");
        }
        if (ranges.stream().anyMatch(range -> base <= range.last && range.first <= last)) {
            return Vm.recalled(Errno.EEXIST, RULE, "some of the functions have an action already");
        }
        if (ranges.size() == MOST_RANGES) {
            return Vm.recalled(Errno.ENOMEM, RULE, "there are %d ranges already".formatted(MOST_RANGES));
        }
        ranges.add(new Range(base, last, ACTIONS.get((int) action)));
        return IoctlResult.of(0);
    }
}
