package dev.seascope.kvm.machine;

import dev.seascope.cpu.MemorySnapshot;
import dev.seascope.cpu.StateTransfer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A whole virtual machine at one instant: processors, memory, the devices in the kernel, and what user space shares with
/// KVM. A machine that goes on from it does exactly what the first one did, instruction by instruction. What is in user
/// space, the VMM's own devices, is for the VMM to keep.
///
/// Immutable. It may be restored into the machine it was taken from at any time; one that was read from a stream, into one
/// machine, which has to be made in the same way as the first: same features, vCPUs and kind of interrupt controller.
public final class VmSnapshot {
    /// "SeaVMS"; the version of the format is in the lowest 16 bits.
    private static final long MAGIC = 0x5365_6156_4d53_0000L;
    /// To be raised whenever a part of a machine keeps more in [StateTransfer] than before, or in another order, and
    /// whenever memory is written differently.
    static final int VERSION = 3;
    private static final long VERSION_BITS = 0xffff;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_VALUES = 1 << 24;

    private final long[] state;
    private final MemorySnapshot memory;

    VmSnapshot(long[] state, MemorySnapshot memory) {
        this.state = state;
        this.memory = memory;
    }

    long[] state() {
        return state;
    }

    /// What memory held.
    public MemorySnapshot memory() {
        return memory;
    }

    /// Whether both are of the same state outside memory: processors, devices, time.
    public boolean isSameStateAs(VmSnapshot other) {
        return Arrays.equals(state, other.state);
    }

    /// Write it, compressed and without the pages that hold only zeros. The stream stays open.
    ///
    /// @param layout what [Vm#stateLayout] says of the machine
    void write(OutputStream stream, long layout) throws IOException {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            var compressed = new DeflaterOutputStream(stream, deflater, BUFFER_BYTES);
            var out = new DataOutputStream(new BufferedOutputStream(compressed, BUFFER_BYTES));
            out.writeLong(MAGIC | VERSION);
            out.writeLong(layout);
            out.writeInt(state.length);
            for (long value : state) {
                out.writeLong(value);
            }
            memory.write(out);
            out.flush();
            compressed.finish();
        } finally {
            deflater.end();
        }
    }

    /// Read what [#write] wrote.
    ///
    /// @throws IOException if it cannot be read, is no snapshot, or one of a machine whose state has another layout
    static VmSnapshot read(InputStream stream, long layout, MemorySnapshot base, long memoryLimit) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(stream), BUFFER_BYTES));
        long start = in.readLong();
        if ((start & ~VERSION_BITS) != MAGIC) {
            throw new IOException("this is no snapshot of a virtual machine");
        }
        long version = start & VERSION_BITS;
        if (version != VERSION) {
            throw new IOException("a snapshot of format %d, from %s version of Seascope; this one reads format %d"
                    .formatted(version, version < VERSION ? "an older" : "a newer", VERSION));
        }
        if (in.readLong() != layout) {
            throw new IOException("the snapshot is of another kind of machine, or of another version of Seascope");
        }
        int count = in.readInt();
        if (count < 0 || count > MOST_VALUES) {
            throw new IOException("a snapshot cannot hold %d values".formatted(count));
        }
        long[] state = new long[count];
        for (int i = 0; i < count; i++) {
            state[i] = in.readLong();
        }
        var read = new VmSnapshot(state, MemorySnapshot.read(in, base, memoryLimit));
        // The end of the stream holds the checksum.
        if (in.read() != -1) {
            throw new IOException("there is more than a snapshot");
        }
        return read;
    }
}
