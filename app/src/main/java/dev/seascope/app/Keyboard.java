package dev.seascope.app;

import dev.seascope.session.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is typed for a guest. Ctrl-A x means that the user has enough, Ctrl-A twice is one Ctrl-A for the guest.
///
/// What lies ready at the beginning is there before the first instruction; the rest arrives when it does, read by a
/// thread of its own.
final class Keyboard implements AutoCloseable {
    private static final int ESCAPE = 1;
    private static final int CHUNK = 4096;
    /// How much may wait in the serial port before more is handed to it.
    private static final int ENOUGH = 1024;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final Queue<Byte> pending = new ArrayDeque<>();
    private final Terminal terminal;
    private boolean escaped;
    private boolean quit;
    private boolean ended;

    /// @param in where it comes from
    Keyboard(InputStream in) {
        terminal = in.equals(System.in) ? Terminal.singleKeys() : Terminal.NONE;
        readReady(in);
        Thread reader = new Thread(() -> read(in), "keyboard");
        reader.setDaemon(true);
        reader.start();
    }

    /// Whether a person types.
    boolean isTerminal() {
        return terminal.isThere();
    }

    private void readReady(InputStream in) {
        try {
            int ready = in.available();
            if (ready > 0) {
                take(in.readNBytes(ready));
            }
        } catch (IOException _) {
            // The thread finds out as well, and ends.
        }
    }

    private void read(InputStream in) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (length > 0) {
                    arrived.add(Arrays.copyOf(chunk, length));
                }
            }
        } catch (IOException _) {
            // As good as its end.
        }
        arrived.add(END);
    }

    private void take(byte[] text) {
        if (text.length == 0) {
            ended = true;
        }
        for (byte character : text) {
            if (escaped) {
                escaped = false;
                if (character == 'x') {
                    quit = true;
                } else if (character == ESCAPE) {
                    pending.add(character);
                }
            } else if (character == ESCAPE) {
                escaped = true;
            } else {
                pending.add(character);
            }
        }
    }

    /// Hand what was typed to the guest, no faster than it reads.
    void typeInto(Machine machine) {
        for (byte[] text = arrived.poll(); text != null; text = arrived.poll()) {
            take(text);
        }
        int room = ENOUGH - machine.serial().waiting();
        if (room > 0 && !pending.isEmpty()) {
            byte[] part = new byte[Math.min(room, pending.size())];
            for (int i = 0; i < part.length; i++) {
                part[i] = pending.remove();
            }
            machine.type(part);
        }
    }

    /// Whether Ctrl-A x was typed.
    boolean wantsToQuit() {
        return quit;
    }

    /// Wait until something is typed.
    ///
    /// @param nanoseconds the longest wait
    /// @return whether something was; false at once when nothing can come any more
    boolean await(long nanoseconds) {
        if (!pending.isEmpty()) {
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            byte @Nullable [] text = arrived.poll(nanoseconds, TimeUnit.NANOSECONDS);
            if (text != null) {
                take(text);
            }
            return text != null && text.length != 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            quit = true;
            return true;
        }
    }

    @Override
    public void close() {
        terminal.restore();
    }
}
