package dev.seascope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds syndromes in the text of logs: oopses and other console output of Linux, KVM's trace events, dumps of
/// debuggers and emulators.
final class SyndromeText {
    private static final String HEX = "(?:0x)?([0-9a-fA-F]{16}|[0-9a-fA-F]{8})(?![0-9a-zA-Z])";
    private static final Pattern SYNDROME = Pattern.compile(
            "(?:\\b(?:ESR(?:_?EL[123])?|HSR)\\b\\s*(?:is)?\\s*[:=]?\\s*" + HEX
                    + "|Internal error: [^:]*: " + HEX
                    + "|SError Interrupt on CPU\\d+, code " + HEX + ")",
            Pattern.CASE_INSENSITIVE);

    private SyndromeText() {}

    /// The syndromes of a line, in order.
    static List<Long> find(String line) {
        List<Long> found = new ArrayList<>();
        Matcher matcher = SYNDROME.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(Long.parseUnsignedLong(matcher.group(group), 16));
                }
            }
        }
        return found;
    }
}
