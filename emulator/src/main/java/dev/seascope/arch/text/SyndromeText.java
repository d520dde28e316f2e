package dev.seascope.arch.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds syndromes, saved program status and fault addresses in text that people paste: Linux's oops and "Mem abort
/// info",
/// user-space faults it logs, QEMU's `-d int`, KVM's trace events, register dumps of firmware and of crash reports, or
/// just a number on a line.
public final class SyndromeText {
    private SyndromeText() {}

    /// Everything found, in the order of the text.
    public static List<Found> find(String text) {
        List<Found> all = new ArrayList<>();
        try {
            scan(new StringReader(text), all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /// Go through text of any length; offsets count characters.
    ///
    /// @throws IOException if reading fails
    public static void scan(Reader text, Consumer<Found> found) throws IOException {
        new TextScanner(found).scan((target, offset, count) -> count == 0 ? 0 : text.read(target, offset, count));
    }

    /// Go through text of any length in any encoding that contains ASCII; offsets count bytes.
    ///
    /// @throws IOException if reading fails
    public static void scan(InputStream text, Consumer<Found> found) throws IOException {
        byte[] bytes = new byte[1 << 16];
        new TextScanner(found).scan((target, offset, count) -> {
            int read = text.read(bytes, 0, Math.min(count, bytes.length));
            if (read > 0) {
                new String(bytes, 0, read, StandardCharsets.ISO_8859_1).getChars(0, read, target, offset);
            }
            return read;
        });
    }
}
