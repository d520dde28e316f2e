package dev.seascope.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command reads and writes: results go to `out`, messages to `err`.
record Streams(InputStream in, PrintStream out, PrintStream err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The process's own.
    static Streams ofProcess() {
        return new Streams(System.in, System.out, System.err);
    }

    /// The input as text.
    BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// Print the one JSON document of a command.
    void print(JsonNode document) {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /// Tell the user what is wrong.
    void complain(String message) {
        err.println(message);
    }
}
