package dev.seascope.vmm.virtio;

import dev.seascope.cpu.StateTransfer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A disk (section 5.2).
public final class VirtioBlock implements VirtioDevice {
    private static final int TYPE = 2;
    private static final int HEADER_BYTES = 16;
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int FLUSH = 4;
    private static final int GET_ID = 8;
    private static final int ID_BYTES = 20;
    private static final byte[] ID = Arrays.copyOf("seascope".getBytes(StandardCharsets.US_ASCII), ID_BYTES);
    private static final long FEATURE_FLUSH = 1 << 9;
    private static final int OK = 0;
    private static final int IO_ERROR = 1;
    private static final int UNSUPPORTED = 2;
    /// After so many bytes the guest goes on; the rest follows when it acknowledges the interrupt for these.
    static final long MOST_AT_ONCE = 16 << 20;

    private final Disk disk;

    /// @param disk what it reads and writes
    public VirtioBlock(Disk disk) {
        this.disk = disk;
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public long features() {
        return FEATURE_FLUSH;
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public int configuration(int offset) {
        return offset < Long.BYTES ? (int) (disk.sectors() >>> (8 * offset)) & 0xff : 0;
    }

    @Override
    public void notified(int index, Virtqueue queue) throws QueueException {
        long moved = 0;
        while (moved < MOST_AT_ONCE) {
            Optional<Virtqueue.Chain> next = queue.take();
            if (next.isEmpty()) {
                return;
            }
            moved += serve(queue, next.get());
        }
    }

    /// @return how many bytes went to or fro
    private long serve(Virtqueue queue, Virtqueue.Chain chain) throws QueueException {
        byte[] request = queue.read(chain);
        int room = chain.writableBytes();
        if (request.length < HEADER_BYTES || room < 1) {
            throw new QueueException("a request without a header or without a place for its status");
        }
        ByteBuffer header = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
        long sector = header.getLong(8);
        byte[] answer = new byte[0];
        int status;
        switch (header.getInt(0)) {
            case IN -> {
                answer = new byte[room - 1];
                status = disk.read(sector, answer) ? OK : IO_ERROR;
            }
            case OUT -> status = disk.write(sector, Arrays.copyOfRange(request, HEADER_BYTES, request.length))
                    ? OK : IO_ERROR;
            case FLUSH -> status = OK;
            case GET_ID -> {
                answer = Arrays.copyOf(ID, Math.min(ID_BYTES, room - 1));
                status = OK;
            }
            default -> status = UNSUPPORTED;
        }
        if (status == OK) {
            queue.write(chain, 0, answer);
        }
        queue.write(chain, room - 1, new byte[] {(byte) status});
        queue.finish(chain, status == OK ? answer.length + 1 : 1);
        return (long) request.length + answer.length;
    }

    @Override
    public void transfer(StateTransfer state) {
        disk.transfer(state);
    }
}
