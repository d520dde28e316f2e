package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Arrays;

/// The page that `KVM_RUN` shares with user space, `struct kvm_run`. Either side may write any byte at any time; KVM
/// believes what it reads back.
public final class KvmRun {
    private final byte[] page = new byte[Structs.KVM_RUN_BYTES];

    KvmRun() {}

    /// The page as it is now.
    public Bytes bytes() {
        return Bytes.copyOf(page);
    }

    /// The exit that the page holds.
    public KvmExit exit() {
        return KvmExit.read(bytes());
    }

    /// Write as user space does.
    ///
    /// @throws IllegalArgumentException if the bytes do not lie in the page
    public void write(int offset, Bytes content) {
        if (offset < 0 || offset + content.size() > page.length) {
            throw new IllegalArgumentException("%d bytes at %d do not lie in struct kvm_run, which has %d bytes"
                    .formatted(content.size(), offset, page.length));
        }
        System.arraycopy(content.toArray(), 0, page, offset, content.size());
    }

    /// Replace the whole page, as going back in time does.
    public void restore(Bytes whole) {
        write(0, whole);
    }

    void transfer(StateTransfer state) {
        state.next(page);
    }

    long get(StructLayout layout, String member) {
        StructLayout.Member field = layout.required(member);
        long value = 0;
        for (int i = field.elementBytes() - 1; i >= 0; i--) {
            value = (value << 8) | (page[field.offset() + i] & 0xff);
        }
        return value;
    }

    void set(StructLayout layout, String member, long value) {
        StructLayout.Member field = layout.required(member);
        put(field.offset(), field.elementBytes(), value);
    }

    void put(int offset, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            page[offset + i] = (byte) (value >>> (8 * i));
        }
    }

    /// Zero the payload of the exit to come.
    void clearExit(StructLayout payload) {
        Arrays.fill(page, payload.start(), payload.size(), (byte) 0);
    }

    int reason() {
        return (int) get(Structs.KVM_RUN, "exit_reason");
    }

    void setReason(int reason) {
        set(Structs.KVM_RUN, "exit_reason", reason);
    }

    boolean immediateExit() {
        return get(Structs.KVM_RUN, "immediate_exit") != 0;
    }

    /// `mmio.data` as a little-endian number of its first bytes.
    long mmioData(int bytes) {
        int offset = Structs.exit("mmio").required("data").offset();
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (page[offset + i] & 0xff);
        }
        return value;
    }
}
