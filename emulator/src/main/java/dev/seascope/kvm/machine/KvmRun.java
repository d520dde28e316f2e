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
    private static final int IMMEDIATE_EXIT = Structs.KVM_RUN.required("immediate_exit").offset();
    private static final int EXIT_REASON = Structs.KVM_RUN.required("exit_reason").offset();
    private static final int FLAGS = Structs.KVM_RUN.required("flags").offset();
    private static final int MMIO_PHYS_ADDR = Structs.exit("mmio").required("phys_addr").offset();
    private static final int MMIO_DATA = Structs.exit("mmio").required("data").offset();
    private static final int MMIO_LEN = Structs.exit("mmio").required("len").offset();
    private static final int MMIO_IS_WRITE = Structs.exit("mmio").required("is_write").offset();

    /// Stale where the members below lie, until [#gather].
    private final byte[] page = new byte[Structs.KVM_RUN_BYTES];
    // What every MMIO exit reads and writes, apart from the page: a quarter of the price of an exit was finding bytes.
    private byte immediateExit;
    private int reason;
    private short flags;
    private long mmioPhysAddr;
    private long mmioData;
    private int mmioLen;
    private byte mmioIsWrite;

    KvmRun() {}

    /// Bring the page up to date.
    private void gather() {
        page[IMMEDIATE_EXIT] = immediateExit;
        LittleEndian.set(page, EXIT_REASON, 2, reason);
        LittleEndian.set(page, FLAGS, 1, flags);
        LittleEndian.set(page, MMIO_PHYS_ADDR, 3, mmioPhysAddr);
        LittleEndian.set(page, MMIO_DATA, 3, mmioData);
        LittleEndian.set(page, MMIO_LEN, 2, mmioLen);
        page[MMIO_IS_WRITE] = mmioIsWrite;
    }

    /// Take the members out of a page that was written. Other exits have theirs in the same place.
    private void spread() {
        immediateExit = page[IMMEDIATE_EXIT];
        reason = (int) LittleEndian.get(page, EXIT_REASON, 2);
        flags = (short) LittleEndian.get(page, FLAGS, 1);
        mmioPhysAddr = LittleEndian.get(page, MMIO_PHYS_ADDR, 3);
        mmioData = LittleEndian.get(page, MMIO_DATA, 3);
        mmioLen = (int) LittleEndian.get(page, MMIO_LEN, 2);
        mmioIsWrite = page[MMIO_IS_WRITE];
    }

    /// The page as it is now.
    public Bytes bytes() {
        gather();
        return Bytes.copyOf(page);
    }

    /// The exit that the page holds.
    public KvmExit exit() {
        return reason == EXIT_MMIO ? new KvmExit.Mmio(mmioPhysAddr, mmioData, mmioLen, mmioIsWrite != 0)
                : KvmExit.read(bytes());
    }

    /// Answer an MMIO load as user space does, by writing `mmio.data`: byte 0 in bits 7:0.
    public void answer(long data) {
        mmioData = data;
    }

    /// A load becomes an exit. The old data stay where they are.
    void exitLoad(long gpa, int bytes) {
        mmioPhysAddr = gpa;
        mmioLen = bytes;
        mmioIsWrite = 0;
        reason = EXIT_MMIO;
    }

    /// A store becomes an exit.
    ///
    /// @param data what is stored, byte 0 in bits 7:0
    void exitStore(long gpa, int bytes, long data) {
        long replaced = -1L >>> (Long.SIZE - 8 * bytes);
        mmioData = (mmioData & ~replaced) | (data & replaced);
        mmioPhysAddr = gpa;
        mmioLen = bytes;
        mmioIsWrite = 1;
        reason = EXIT_MMIO;
    }

    void clearFlags() {
        flags = 0;
    }

    /// Write as user space does.
    ///
    /// @throws IllegalArgumentException if the bytes do not lie in the page
    public void write(int offset, Bytes content) {
        if (offset < 0 || offset + content.size() > page.length) {
            throw new IllegalArgumentException("%d bytes at %d do not lie in struct kvm_run, which has %d bytes"
                    .formatted(content.size(), offset, page.length));
        }
        gather();
        System.arraycopy(content.toArray(), 0, page, offset, content.size());
        spread();
    }

    /// Replace the whole page, as going back in time does.
    public void restore(Bytes whole) {
        write(0, whole);
    }

    void transfer(StateTransfer state) {
        gather();
        state.next(page);
        spread();
    }

    void set(StructLayout layout, String member, long value) {
        StructLayout.Member field = layout.required(member);
        put(field.offset(), field.elementBytes(), value);
    }

    void put(int offset, int bytes, long value) {
        gather();
        for (int i = 0; i < bytes; i++) {
            page[offset + i] = (byte) (value >>> (8 * i));
        }
        spread();
    }

    /// Zero the payload of the exit to come.
    void clearExit(StructLayout payload) {
        gather();
        Arrays.fill(page, payload.start(), payload.size(), (byte) 0);
        spread();
    }

    int reason() {
        return reason;
    }

    void setReason(int exitReason) {
        reason = exitReason;
    }

    boolean immediateExit() {
        return immediateExit != 0;
    }

    /// `mmio.data` as a little-endian number of its first bytes.
    long mmioData(int bytes) {
        return mmioData & -1L >>> (Long.SIZE - 8 * bytes);
    }
}
