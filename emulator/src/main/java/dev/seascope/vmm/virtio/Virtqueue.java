package dev.seascope.vmm.virtio;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A split virtqueue in guest memory (section 2.7). Nothing in it is trusted: rings may lie in holes, chains may be
/// circular, lengths may be absurd.
final class Virtqueue {
    /// The largest queue offered.
    static final int MOST_ENTRIES = 256;

    private static final int DESCRIPTOR_BYTES = 16;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int NO_INTERRUPT = 1;
    /// The most that one chain may hold.
    private static final long MOST_CHAIN_BYTES = 8 << 20;

    /// A piece of guest memory.
    record Piece(long address, int bytes) {}

    /// A chain of descriptors.
    ///
    /// @param head its number, by which it is handed back
    /// @param readable what the driver wrote for the device
    /// @param writable where the device may write
    record Chain(int head, List<Piece> readable, List<Piece> writable) {
        int writableBytes() {
            return writable.stream().mapToInt(Piece::bytes).sum();
        }
    }

    private final GuestMemory memory;
    private final int entries;
    private final long descriptors;
    private final long available;
    private final long used;
    private int seen;
    private int returned;

    /// @param entries a power of two, at most [#MOST_ENTRIES]
    /// @param descriptors guest physical address of the descriptor table
    /// @param available guest physical address of the available ring
    /// @param used guest physical address of the used ring
    Virtqueue(GuestMemory memory, int entries, long descriptors, long available, long used) {
        this.memory = memory;
        this.entries = entries;
        this.descriptors = descriptors;
        this.available = available;
        this.used = used;
    }

    void transfer(StateTransfer state) {
        seen = state.next(seen);
        returned = state.next(returned);
    }

    /// The next chain that the driver made available, or nothing.
    Optional<Chain> take() throws QueueException {
        int index = (int) number(available + 2, 2);
        int waiting = (index - seen) & 0xffff;
        if (waiting == 0) {
            return Optional.empty();
        }
        if (waiting > entries) {
            throw new QueueException("%d buffers are available in a queue of %d".formatted(waiting, entries));
        }
        int head = (int) number(available + 4 + 2L * (seen % entries), 2);
        Chain chain = chain(head);
        seen = (seen + 1) & 0xffff;
        return Optional.of(chain);
    }

    private Chain chain(int head) throws QueueException {
        List<Piece> readable = new ArrayList<>();
        List<Piece> writable = new ArrayList<>();
        long total = 0;
        int descriptor = head;
        for (int i = 0; i < entries; i++) {
            if (descriptor >= entries) {
                throw new QueueException("descriptor %d of %d".formatted(descriptor, entries));
            }
            long at = descriptors + (long) DESCRIPTOR_BYTES * descriptor;
            long bytes = number(at + 8, 4);
            int flags = (int) number(at + 12, 2);
            total += bytes;
            if (total > MOST_CHAIN_BYTES) {
                throw new QueueException("a chain of more than %d bytes".formatted(MOST_CHAIN_BYTES));
            }
            ((flags & WRITE) != 0 ? writable : readable).add(new Piece(number(at, 8), (int) bytes));
            if ((flags & NEXT) == 0) {
                return new Chain(head, readable, writable);
            }
            descriptor = (int) number(at + 14, 2);
        }
        throw new QueueException("a chain of descriptors without end");
    }

    /// All that the driver wrote into a chain.
    byte[] read(Chain chain) throws QueueException {
        var content = new ByteArrayOutputStream();
        for (Piece piece : chain.readable) {
            content.writeBytes(bytes(piece.address, piece.bytes).toArray());
        }
        return content.toByteArray();
    }

    /// Put content into the places where the device may write, as far as they go.
    ///
    /// @param skip how many of those bytes are left alone first
    void write(Chain chain, int skip, byte[] content) throws QueueException {
        int passed = skip;
        int done = 0;
        for (Piece piece : chain.writable) {
            int jump = Math.min(passed, piece.bytes);
            passed -= jump;
            int part = Math.min(piece.bytes - jump, content.length - done);
            if (part > 0) {
                put(piece.address + jump, Arrays.copyOfRange(content, done, done + part));
                done += part;
            }
        }
    }

    /// Hand a chain back.
    ///
    /// @param written how many bytes the device wrote into it
    void finish(Chain chain, int written) throws QueueException {
        long at = used + 4 + 8L * (returned % entries);
        putNumber(at, 4, chain.head);
        putNumber(at + 4, 4, written);
        returned = (returned + 1) & 0xffff;
        putNumber(used + 2, 2, returned);
    }

    /// How many chains were handed back, modulo 65536.
    int returned() {
        return returned;
    }

    /// Whether the driver wants to be interrupted when chains come back.
    boolean wantsInterrupt() throws QueueException {
        return (number(available, 2) & NO_INTERRUPT) == 0;
    }

    private Bytes bytes(long address, int length) throws QueueException {
        return memory.read(address, length)
                .orElseThrow(() -> new QueueException("%d bytes at 0x%x are not memory".formatted(length, address)));
    }

    private long number(long address, int length) throws QueueException {
        return bytes(address, length).number(0, length);
    }

    private void putNumber(long address, int length, long value) throws QueueException {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (value >>> (8 * i));
        }
        put(address, content);
    }

    private void put(long address, byte[] content) throws QueueException {
        try {
            memory.write(address, content);
        } catch (IllegalArgumentException _) {
            throw new QueueException("%d bytes at 0x%x are not memory".formatted(content.length, address));
        }
    }
}
