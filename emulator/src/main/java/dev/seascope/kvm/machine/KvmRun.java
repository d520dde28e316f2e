package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.LittleEndian;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Arrays;

/// The page that `KVM_RUN` shares with user space, `struct kvm_run`. Either side may write any byte at any time; KVM
/// believes what it reads back.
public final class KvmRun {
    private static final int EXIT_MMIO = 6;
    // Where the members lie that every exit needs: looking them up by name would take longer than the exit.
    private static final int IMMEDIATE_EXIT = Structs.KVM_RUN.required("immediate_exit").offset();
    private static final int EXIT_REASON = Structs.KVM_RUN.required("exit_reason").offset();
    private static final int FLAGS = Structs.KVM_RUN.required("flags").offset();
    private static final int MMIO_PHYS_ADDR = Structs.exit("mmio").required("phys_addr").offset();
    private static final int MMIO_DATA = Structs.exit("mmio").required("data").offset();
    private static final int MMIO_LEN = Structs.exit("mmio").required("len").offset();
    private static final int MMIO_IS_WRITE = Structs.exit("mmio").required("is_write").offset();


    private final byte[] page = new byte[Structs.KVM_RUN_BYTES];

    KvmRun() {}

    /// The page as it is now.
    public Bytes bytes() {
        return Bytes.copyOf(page);
    }

    /// The exit that the page holds.
    public KvmExit exit() {
        if (reason() != EXIT_MMIO) {
            return KvmExit.read(bytes());
        }
        return new KvmExit.Mmio(number(MMIO_PHYS_ADDR, 3), number(MMIO_DATA, 3), (int) number(MMIO_LEN, 2),
                page[MMIO_IS_WRITE] != 0);
    }

    /// Answer an MMIO load as user space does, by writing `mmio.data`: byte 0 in bits 7:0.
    public void answer(long data) {
        setNumber(MMIO_DATA, 3, data);
    }

    /// An MMIO access becomes an exit.
    ///
    /// @param data what is stored, byte 0 in bits 7:0; ignored for a load, which leaves the old data there
    void exitMmio(long gpa, int bytes, boolean write, long data) {
        if (write) {
            // Eight bytes at once: they are read back so, and that soon.
            long kept = bytes == Long.BYTES ? 0 : -1L << (8 * bytes);
            setNumber(MMIO_DATA, 3, (number(MMIO_DATA, 3) & kept) | (data & ~kept));
        }
        setNumber(MMIO_PHYS_ADDR, 3, gpa);
        setNumber(MMIO_LEN, 2, bytes);
        page[MMIO_IS_WRITE] = (byte) (write ? 1 : 0);
        setReason(EXIT_MMIO);
    }

    private long number(int offset, int sizeLog2) {
        return LittleEndian.get(page, offset, sizeLog2);
    }

    private void setNumber(int offset, int sizeLog2, long value) {
        LittleEndian.set(page, offset, sizeLog2, value);
    }

    void clearFlags() {
        setNumber(FLAGS, 1, 0);
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
        return (int) number(EXIT_REASON, 2);
    }

    void setReason(int reason) {
        setNumber(EXIT_REASON, 2, reason);
    }

    boolean immediateExit() {
        return page[IMMEDIATE_EXIT] != 0;
    }

    /// `mmio.data` as a little-endian number of its first bytes.
    long mmioData(int bytes) {
        long data = number(MMIO_DATA, 3);
        return bytes == Long.BYTES ? data : data & ((1L << (8 * bytes)) - 1);
    }
}
