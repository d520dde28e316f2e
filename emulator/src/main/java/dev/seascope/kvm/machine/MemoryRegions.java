package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `KVM_SET_USER_MEMORY_REGION` with its checks, in the order of `virt/kvm/kvm_main.c`. The memory behind a slot belongs
/// to the slot: two slots with the same address of user space do not share it.
final class MemoryRegions {
    private static final String RULE = "KVM_SET_USER_MEMORY_REGION";
    private static final long LOG_DIRTY_PAGES = 1;
    private static final long READONLY = 2;
    private static final long PAGE = GuestMemory.PAGE_BYTES;
    private static final int MOST_SLOTS = 32767;
    private static final long MOST_PAGES = (1L << 31) - 1;

    private record Region(int slot, long flags, long gpa, long bytes, long userAddress) {
        boolean readOnly() {
            return (flags & READONLY) != 0;
        }

        boolean overlaps(Region other) {
            return gpa < other.gpa + other.bytes && other.gpa < gpa + bytes;
        }
    }

    private final GuestMemory memory;
    private final int ipaBits;
    private final Map<Integer, Region> regions = new TreeMap<>();

    MemoryRegions(GuestMemory memory, int ipaBits) {
        this.memory = memory;
        this.ipaBits = ipaBits;
    }

    IoctlResult set(Bytes argument) {
        StructLayout layout = Structs.USERSPACE_MEMORY_REGION;
        long flags = layout.get(argument, "flags");
        long gpa = layout.get(argument, "guest_phys_addr");
        long bytes = layout.get(argument, "memory_size");
        long userAddress = layout.get(argument, "userspace_addr");
        long slot = layout.get(argument, "slot");
        if ((flags & ~(LOG_DIRTY_PAGES | READONLY)) != 0) {
            return invalid("flags has bits that KVM does not know");
        }
        if ((bytes | gpa | userAddress) % PAGE != 0) {
            return invalid("memory_size, guest_phys_addr and userspace_addr must be multiples of 4096");
        }
        if (slot >= MOST_SLOTS) {
            return invalid("slot must be less than " + MOST_SLOTS);
        }
        if (Long.compareUnsigned(gpa + bytes, gpa) < 0) {
            return invalid("the region wraps around");
        }
        if (Long.compareUnsigned(bytes / PAGE, MOST_PAGES) > 0) {
            return invalid("memory_size is too large for one slot");
        }
        return set(new Region((int) slot, flags, gpa, bytes, userAddress));
    }

    private IoctlResult set(Region region) {
        Region old = regions.get(region.slot);
        if (region.bytes == 0) {
            return remove(region.slot, old);
        }
        if (old != null && (old.userAddress != region.userAddress || old.bytes != region.bytes
                || old.readOnly() != region.readOnly())) {
            return invalid("size, userspace_addr and KVM_MEM_READONLY of a slot in use cannot change");
        }
        if (old == null || old.gpa != region.gpa) {
            for (Region other : regions.values()) {
                if (other.slot != region.slot && other.overlaps(region)) {
                    return Vm.recalled(Errno.EEXIST, RULE, "the region overlaps slot " + other.slot);
                }
            }
        }
        if (Long.compareUnsigned(region.gpa + region.bytes, 1L << ipaBits) > 0) {
            return Vm.recalled(Errno.EFAULT, RULE, "the region ends beyond %d bits of guest physical address"
                    .formatted(ipaBits));
        }
        try {
            memory.setSlot(new MemorySlot(region.slot, region.gpa, region.bytes, region.readOnly(),
                    (region.flags & LOG_DIRTY_PAGES) != 0));
        } catch (IllegalArgumentException e) {
            return Vm.recalled(Errno.ENOMEM, RULE, String.valueOf(e.getMessage()));
        }
        regions.put(region.slot, region);
        return IoctlResult.of(0);
    }

    private IoctlResult remove(int slot, @Nullable Region old) {
        if (old == null) {
            return invalid("there is no slot %d to delete".formatted(slot));
        }
        regions.remove(slot);
        memory.removeSlot(slot);
        return IoctlResult.of(0);
    }

    /// `KVM_GET_DIRTY_LOG`. The bitmap follows right behind the struct, a bit for each page of the slot.
    IoctlResult dirtyLog(Bytes argument) {
        String rule = "KVM_GET_DIRTY_LOG";
        long slot = Structs.DIRTY_LOG.get(argument, "slot");
        if (slot >= MOST_SLOTS) {
            return Vm.recalled(Errno.EINVAL, rule, "slot must be less than " + MOST_SLOTS);
        }
        Region region = regions.get((int) slot);
        if (region == null || (region.flags & LOG_DIRTY_PAGES) == 0) {
            return Vm.recalled(Errno.ENOENT, rule, "slot %d does not exist or logs nothing".formatted(slot));
        }
        int header = Structs.DIRTY_LOG.size();
        long words = (region.bytes / PAGE + Long.SIZE - 1) / Long.SIZE;
        if (argument.size() < header + words * Long.BYTES) {
            return Vm.recalled(Errno.EFAULT, rule, "the bitmap takes %d bytes".formatted(words * Long.BYTES));
        }
        byte[] filled = argument.toArray();
        Arrays.fill(filled, header, header + (int) words * Long.BYTES, (byte) 0);
        byte[] log = memory.takeDirtyLog(region.slot).toByteArray();
        System.arraycopy(log, 0, filled, header, log.length);
        return IoctlResult.of(0, Bytes.copyOf(filled));
    }

    void transfer(StateTransfer state) {
        int count = state.next(regions.size());
        List<Region> present = List.copyOf(regions.values());
        regions.clear();
        for (int i = 0; i < count; i++) {
            Region region = i < present.size() ? present.get(i) : new Region(0, 0, 0, 0, 0);
            Region next = new Region(state.next(region.slot), state.next(region.flags), state.next(region.gpa),
                    state.next(region.bytes), state.next(region.userAddress));
            regions.put(next.slot, next);
        }
    }

    private static IoctlResult invalid(String text) {
        return Vm.recalled(Errno.EINVAL, RULE, text);
    }
}
