package dev.seascope.vmm;

import dev.seascope.cpu.StateTransfer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;
import java.util.function.IntConsumer;

/// Arm's PrimeCell UART, PL011, as far as a driver without DMA and modem lines can tell. Output is never slow: the
/// transmit FIFO is always empty. Register names and bits are those of Arm DDI 0183.
public final class Pl011 implements Device {
    /// Where the board has it.
    public static final long BASE = 0x0900_0000L;

    private static final int BYTES = 0x1000;
    private static final int DR = 0x00;
    private static final int RSR = 0x04;
    private static final int FR = 0x18;
    private static final int IBRD = 0x24;
    private static final int FBRD = 0x28;
    private static final int LCR_H = 0x2c;
    private static final int CR = 0x30;
    private static final int IFLS = 0x34;
    private static final int IMSC = 0x38;
    private static final int RIS = 0x3c;
    private static final int MIS = 0x40;
    private static final int ICR = 0x44;
    private static final int PERIPH_ID0 = 0xfe0;

    private static final int FR_TXFE = 1 << 7;
    private static final int FR_RXFF = 1 << 6;
    private static final int FR_RXFE = 1 << 4;
    private static final int INT_TX = 1 << 5;
    private static final int INT_RX = 1 << 4;
    private static final int FIFO_ENTRIES = 16;

    /// PeriphID0 to 3 and PCellID0 to 3, one byte a word.
    private static final int[] IDS = {0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1};

    /// The most output that is kept; older output is forgotten first.
    private static final int KEPT_BYTES = 1 << 20;
    private static final int MOST_SAVED_BYTES = 2 * KEPT_BYTES;
    private static final int WAITING_BYTES = 1 << 16;

    private final long base;
    private final StringBuilder output = new StringBuilder();
    private final Queue<Byte> input = new ArrayDeque<>();
    private IntConsumer listener = _ -> { };
    private long written;
    private String awaited = "";
    /// How much must have been written before the text can be there.
    private long awaitedFrom;
    private boolean found;
    private int ibrd;
    private int fbrd;
    private int lcrH;
    private int cr = 0x300;
    private int ifls = 0x12;
    private int imsc;
    private int txRaised;

    /// A UART at [#BASE].
    public Pl011() {
        this(BASE);
    }

    public Pl011(long base) {
        this.base = base;
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long bytes() {
        return BYTES;
    }

    /// What the guest wrote, as Latin-1; of a very long output the end.
    public String output() {
        return output.toString();
    }

    /// Look out for a text in what the guest writes from now on; an empty one is never found.
    public void await(String text) {
        awaited = text;
        awaitedFrom = written + text.length();
        found = false;
    }

    /// Whether the text that is looked out for was written.
    public boolean foundAwaited() {
        return found;
    }

    private boolean endsWithAwaited() {
        int start = output.length() - awaited.length();
        // From the end on: most characters are not the last of the text.
        for (int i = awaited.length() - 1; i >= 0; i--) {
            if (output.charAt(start + i) != awaited.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// How many bytes the guest wrote in all.
    public long written() {
        return written;
    }

    /// Told of each byte that the guest writes, 0 to 255, from now on.
    public void setListener(IntConsumer newListener) {
        listener = newListener;
    }

    /// Type. What does not fit in the FIFO waits on the line; a flood is cut off.
    public void type(String text) {
        type(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes arrive on the line, see [#type(String)].
    public void type(byte[] text) {
        for (byte character : text) {
            if (input.size() < WAITING_BYTES) {
                input.add(character);
            }
        }
    }

    /// How many bytes the guest has not read yet.
    public int waiting() {
        return input.size();
    }

    @Override
    public boolean interrupts() {
        return (raw() & imsc) != 0;
    }

    private int raw() {
        return txRaised | (input.isEmpty() ? 0 : INT_RX);
    }

    @Override
    public void transfer(StateTransfer state) {
        byte[] waiting = transfer(state, bytes(input));
        byte[] text = transfer(state, output.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (state.isLoading()) {
            input.clear();
            for (byte character : waiting) {
                input.add(character);
            }
            output.setLength(0);
            output.append(new String(text, StandardCharsets.ISO_8859_1));
        }
        written = state.next(written);
        ibrd = state.next(ibrd);
        fbrd = state.next(fbrd);
        lcrH = state.next(lcrH);
        cr = state.next(cr);
        ifls = state.next(ifls);
        imsc = state.next(imsc);
        txRaised = state.next(txRaised);
    }

    private static byte[] bytes(Collection<Byte> collection) {
        byte[] array = new byte[collection.size()];
        int i = 0;
        for (byte element : collection) {
            array[i++] = element;
        }
        return array;
    }

    /// Bytes of any number.
    private static byte[] transfer(StateTransfer state, byte[] now) {
        int length = state.next(now.length);
        if (length < 0 || length > MOST_SAVED_BYTES) {
            throw new IllegalArgumentException("a serial port does not hold %d bytes".formatted(length));
        }
        byte[] content = Arrays.copyOf(now, length);
        state.next(content);
        return content;
    }

    @Override
    public long read(long offset, int size) {
        int register = (int) offset & ~3;
        if (register >= PERIPH_ID0) {
            return IDS[(register - PERIPH_ID0) >> 2];
        }
        return switch (register) {
            case DR -> input.isEmpty() ? 0 : input.remove() & 0xff;
            case FR -> FR_TXFE | (input.isEmpty() ? FR_RXFE : 0) | (input.size() >= FIFO_ENTRIES ? FR_RXFF : 0);
            case IBRD -> ibrd;
            case FBRD -> fbrd;
            case LCR_H -> lcrH;
            case CR -> cr;
            case IFLS -> ifls;
            case IMSC -> imsc;
            case RIS -> raw();
            case MIS -> raw() & imsc;
            default -> 0;
        };
    }

    @Override
    public void write(long offset, int size, long value) {
        switch ((int) offset & ~3) {
            case DR -> {
                print((int) value & 0xff);
                txRaised |= INT_TX;
            }
            case IBRD -> ibrd = (int) value & 0xffff;
            case FBRD -> fbrd = (int) value & 0x3f;
            case LCR_H -> lcrH = (int) value & 0xff;
            case CR -> cr = (int) value & 0xffff;
            case IFLS -> ifls = (int) value & 0x3f;
            case IMSC -> imsc = (int) value & 0x7ff;
            case ICR -> txRaised &= ~(int) value;
            // RSR clears errors, of which there are none; the rest is read-only or not there.
            case RSR -> { }
            default -> { }
        }
    }

    /// Add a byte, 0 to 255, to the output.
    public void print(int character) {
        if (output.length() >= 2 * KEPT_BYTES) {
            output.delete(0, output.length() - KEPT_BYTES);
        }
        output.append((char) character);
        written++;
        if (!awaited.isEmpty() && written >= awaitedFrom && endsWithAwaited()) {
            found = true;
        }
        listener.accept(character);
    }
}
