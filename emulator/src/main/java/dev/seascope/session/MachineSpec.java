package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.Poison;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.vmm.board.BoardSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A virtual machine as it is before its first instruction. The same specification always makes the same machine.
///
/// @param kernel the kernel it runs on
/// @param host what is below the kernel
/// @param features what the guest's identification registers promise
/// @param ipaBits bits of guest physical address
/// @param capabilities enabled before the start, without `KVM_CAP_`
/// @param slots memory
/// @param poison memory errors
/// @param contents what is in memory, in the order it is written
/// @param registers what registers hold, in the order they are written; the rest is as after reset
/// @param initialise whether `KVM_ARM_VCPU_INIT` is called
/// @param listing the guest as text
/// @param board the devices of the VMM; nothing for a serial port alone. Its memory is among `slots` all the same
public record MachineSpec(Kernel kernel, Host host, Set<VmFeature> features, int ipaBits,
        SortedSet<String> capabilities, List<MemorySlot> slots, List<Poison> poison, List<Content> contents,
        List<Register> registers, boolean initialise, ProgramListing listing, Optional<BoardSpec> board) {
    /// A machine whose only device is a serial port.
    public MachineSpec(Kernel kernel, Host host, Set<VmFeature> features, int ipaBits, SortedSet<String> capabilities,
            List<MemorySlot> slots, List<Poison> poison, List<Content> contents, List<Register> registers,
            boolean initialise, ProgramListing listing) {
        this(kernel, host, features, ipaBits, capabilities, slots, poison, contents, registers, initialise, listing,
                Optional.empty());
    }

    public MachineSpec {
        EnumSet<VmFeature> copy = EnumSet.noneOf(VmFeature.class);
        copy.addAll(features);
        features = Collections.unmodifiableSet(copy);
        capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
        slots = List.copyOf(slots);
        poison = List.copyOf(poison);
        contents = List.copyOf(contents);
        registers = List.copyOf(registers);
    }

    /// Bytes in guest memory.
    ///
    /// @param gpa guest physical address of the first
    public record Content(long gpa, Bytes bytes) {}

    /// A register by its Arm name.
    ///
    /// @param low bits 63:0
    /// @param high bits 127:64 of a vector register, else 0
    public record Register(String name, long low, long high) {}

    /// The specification cannot be made into a machine; the message is for whoever wrote it.
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        public UnusableException(String message) {
            super(message);
        }
    }

    /// The same with these capabilities enabled.
    public MachineSpec with(SortedSet<String> enabled) {
        return new MachineSpec(kernel, host, features, ipaBits, enabled, slots, poison, contents, registers,
                initialise, listing, board);
    }

    /// The same with nothing in memory. What is in it may take as much room as the memory itself.
    MachineSpec withoutContents() {
        return new MachineSpec(kernel, host, features, ipaBits, capabilities, slots, poison, List.of(), registers,
                initialise, listing, board);
    }

    /// The same on another kernel.
    public MachineSpec on(Kernel other) {
        return new MachineSpec(other, host, features, ipaBits, capabilities, slots, poison, contents, registers,
                initialise, listing, board);
    }
}
