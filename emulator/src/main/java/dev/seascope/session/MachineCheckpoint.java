package dev.seascope.session;

import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.machine.VmSnapshot;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A machine and the devices of its VMM at one instant, see [Machine#checkpoint]. Immutable.
public final class MachineCheckpoint {
    private static final int MOST_DEVICE_VALUES = 1 << 24;

    private final VmSnapshot vm;
    private final long[] devices;
    private final Optional<RunResult> lastResult;

    MachineCheckpoint(VmSnapshot vm, long[] devices, Optional<RunResult> lastResult) {
        this.vm = vm;
        this.devices = devices;
        this.lastResult = lastResult;
    }

    /// Write it. The stream stays open.
    ///
    /// @param machine the virtual machine it is of
    void write(Vm machine, OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(devices.length);
        for (long value : devices) {
            out.writeLong(value);
        }
        out.flush();
        machine.write(vm, stream);
    }

    /// Read one.
    ///
    /// @param machine the virtual machine it is for
    /// @throws IOException if the stream cannot be read or holds no checkpoint of such a machine; the message says so
    static MachineCheckpoint read(Vm machine, InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int count = in.readInt();
        if (count < 0 || count > MOST_DEVICE_VALUES) {
            throw new IOException("this is no snapshot of a machine");
        }
        byte[] values = in.readNBytes(Long.BYTES * count);
        if (values.length < Long.BYTES * count) {
            throw new EOFException("the snapshot ends too early");
        }
        long[] devices = new long[count];
        ByteBuffer.wrap(values).asLongBuffer().get(devices);
        return new MachineCheckpoint(machine.readSnapshot(stream), devices, Optional.empty());
    }

    VmSnapshot vm() {
        return vm;
    }

    long[] devices() {
        return devices;
    }

    Optional<RunResult> lastResult() {
        return lastResult;
    }
}
