package dev.seascope.vmm.virtio;

import dev.seascope.cpu.StateTransfer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntConsumer;

/// A console with one port (section 5.3).
public final class VirtioConsole implements VirtioDevice {
    /// The queue through which the guest hears.
    public static final int RECEIVE = 0;

    private static final int TYPE = 3;
    private static final int TRANSMIT = 1;
    /// After so many characters the guest goes on; the rest follows when it acknowledges the interrupt for these.
    private static final int MOST_AT_ONCE = 256 << 10;
    private static final int WAITING_BYTES = 1 << 16;

    private final IntConsumer listener;
    private final Queue<Byte> input = new ArrayDeque<>();

    /// @param listener told of each byte that the guest writes, 0 to 255
    public VirtioConsole(IntConsumer listener) {
        this.listener = listener;
    }

    /// Bytes for the guest, which hears of them when the transport serves [#RECEIVE]. A flood is cut off.
    public void type(byte[] text) {
        for (byte character : text) {
            if (input.size() < WAITING_BYTES) {
                input.add(character);
            }
        }
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public int queues() {
        return 2;
    }

    @Override
    public int configuration(int offset) {
        return 0;
    }

    @Override
    public void notified(int index, Virtqueue queue) throws QueueException {
        if (index == TRANSMIT) {
            transmit(queue);
        } else {
            receive(queue);
        }
    }

    private void transmit(Virtqueue queue) throws QueueException {
        int printed = 0;
        while (printed < MOST_AT_ONCE) {
            Optional<Virtqueue.Chain> next = queue.take();
            if (next.isEmpty()) {
                return;
            }
            byte[] text = queue.read(next.get());
            if (text.length > MOST_AT_ONCE) {
                throw new QueueException("a line of %d characters".formatted(text.length));
            }
            for (byte character : text) {
                listener.accept(character & 0xff);
            }
            queue.finish(next.get(), 0);
            printed += text.length;
        }
    }

    private void receive(Virtqueue queue) throws QueueException {
        while (!input.isEmpty()) {
            Optional<Virtqueue.Chain> next = queue.take();
            if (next.isEmpty()) {
                return;
            }
            var text = new ByteArrayOutputStream();
            int room = next.get().writableBytes();
            while (text.size() < room && !input.isEmpty()) {
                text.write(input.remove());
            }
            queue.write(next.get(), 0, text.toByteArray());
            queue.finish(next.get(), text.size());
        }
    }

    @Override
    public void transfer(StateTransfer state) {
        int waiting = state.next(input.size());
        var before = new ArrayDeque<>(input);
        input.clear();
        for (int i = 0; i < waiting && i < WAITING_BYTES; i++) {
            byte now = before.isEmpty() ? 0 : before.remove();
            input.add((byte) state.next(now));
        }
    }
}
