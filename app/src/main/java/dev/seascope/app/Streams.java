package dev.seascope.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command reads and writes: results go to `out`, messages to `err`.
record Streams(InputStream in, PrintStream out, PrintStream err) {
    /// The process's own.
    static Streams ofProcess() {
        // Buffered, for a disassembly is many lines; the command line flushes at its end.
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        return new Streams(System.in, new PrintStream(out, false, StandardCharsets.UTF_8), System.err);
    }

    /// Print the one JSON document of a command.
    void print(JsonNode document) {
        try {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /// Tell the user what is wrong, after the results so far.
    void complain(String message) {
        out.flush();
        err.println(message);
    }
}
