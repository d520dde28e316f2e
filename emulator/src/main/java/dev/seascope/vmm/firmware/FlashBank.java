package dev.seascope.vmm.firmware;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.vmm.Device;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/// A bank of flash.
///
/// As long as it reads what is stored, a read-only memory slot holds that: reads and fetches do not leave the guest,
/// writes exit as commands. In any other mode there is no slot, and reads exit as well. (This is what a VMM does with KVM,
/// see `KVM_MEM_READONLY` in Documentation/virt/kvm/api.rst.)
public final class FlashBank implements Device {
    /// Bytes of a bank.
    public static final long BYTES = 64 << 20;

    private static final int BLOCKS = (int) (BYTES / FlashCommands.BLOCK_BYTES);
    private static final int PAGE = GuestMemory.PAGE_BYTES;
    private static final int PAGES = (int) (BYTES / PAGE);

    /// `KVM_SET_USER_MEMORY_REGION`, as a bank uses it.
    public interface Slots {
        /// Map a read-only slot, filled with zeros.
        void map(int slot, long gpa, long bytes);

        /// Remove a slot.
        void unmap(int slot);
    }

    private final long base;
    private final int slot;
    private final Bytes image;
    private final GuestMemory memory;
    private final Slots slots;
    private final FlashCommands commands;
    /// Pages that were erased, and perhaps programmed since.
    private final BitSet erased = new BitSet();
    /// Pages that were programmed, by their number.
    private final Map<Integer, byte[]> written = new TreeMap<>();
    private boolean mapped;

    /// @param base guest physical address
    /// @param slot the memory slot to use
    /// @param image what is stored at first, from the first byte on; the rest is zeros
    /// @param memory where the slot's content goes
    public FlashBank(long base, int slot, Bytes image, GuestMemory memory, Slots slots) {
        if (image.size() > BYTES) {
            throw new IllegalArgumentException("%d bytes do not fit in a bank of %d".formatted(image.size(), BYTES));
        }
        this.base = base;
        this.slot = slot;
        this.image = image;
        this.memory = memory;
        this.slots = slots;
        commands = new FlashCommands(new FlashCommands.Cells() {
            @Override
            public int at(int offset) {
                return stored(offset);
            }

            @Override
            public void program(int offset, int value) {
                if (value != 0xff) {
                    ownPage(offset / PAGE)[offset % PAGE] &= (byte) value;
                }
            }

            @Override
            public void erase(int offset, int bytes) {
                for (int at = offset; at < offset + bytes; at += PAGE) {
                    written.remove(at / PAGE);
                    erased.set(at / PAGE);
                }
            }
        }, BLOCKS);
        update();
    }

    private byte[] ownPage(int number) {
        return written.computeIfAbsent(number, this::page);
    }

    /// What a page holds that was not programmed.
    private byte[] page(int number) {
        byte[] page = new byte[PAGE];
        if (erased.get(number)) {
            Arrays.fill(page, (byte) -1);
            return page;
        }
        int start = number * PAGE;
        if (start < image.size()) {
            byte[] part = image.slice(start, Math.min(PAGE, image.size() - start)).toArray();
            System.arraycopy(part, 0, page, 0, part.length);
        }
        return page;
    }

    private int stored(int offset) {
        byte[] page = written.get(offset / PAGE);
        if (page != null) {
            return page[offset % PAGE] & 0xff;
        }
        if (erased.get(offset / PAGE)) {
            return 0xff;
        }
        return offset < image.size() ? image.at(offset) : 0;
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long bytes() {
        return BYTES;
    }

    @Override
    public long read(long offset, int size) {
        return commands.read((int) offset, size);
    }

    @Override
    public void write(long offset, int size, long value) {
        commands.write((int) offset, size, value);
        update();
    }

    /// Have a slot when the guest may read what is stored, and none otherwise.
    private void update() {
        boolean wanted = commands.isReadingArray();
        if (wanted && !mapped) {
            slots.map(slot, base, BYTES);
            if (image.size() != 0) {
                memory.write(base, image);
            }
            erased.stream().filter(number -> !written.containsKey(number))
                    .forEach(number -> memory.write(base + (long) number * PAGE, page(number)));
            written.forEach((number, page) -> memory.write(base + (long) number * PAGE, page));
        } else if (!wanted && mapped) {
            slots.unmap(slot);
        }
        mapped = wanted;
    }

    /// The slot and its content are part of the machine's memory, which is restored before.
    @Override
    public void transfer(StateTransfer state) {
        commands.transfer(state);
        mapped = state.next(mapped);
        long[] words = Arrays.copyOf(erased.toLongArray(), PAGES / Long.SIZE);
        state.next(words);
        int count = state.next(written.size());
        if (count < 0 || count > PAGES) {
            throw new IllegalArgumentException("a bank of flash does not have %d pages".formatted(count));
        }
        if (state.isLoading()) {
            erased.clear();
            erased.or(BitSet.valueOf(words));
            written.clear();
            for (int i = 0; i < count; i++) {
                int number = state.next(0);
                byte[] page = new byte[PAGE];
                state.next(page);
                if (number < 0 || number >= PAGES) {
                    throw new IllegalArgumentException("a bank of flash has no page %d".formatted(number));
                }
                written.put(number, page);
            }
        } else {
            written.forEach((number, page) -> {
                state.next((int) number);
                state.next(page);
            });
        }
    }
}
