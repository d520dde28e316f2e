package dev.seascope.app;

import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.arch.text.RegisterExport;
import dev.seascope.arch.text.StripDrawing;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// The fields of one instruction word in the forms that `esr` has for syndromes.
final class WordFields {
    private WordFields() {}

    /// The word as a document.
    ///
    /// @param window draws strips as pixels
    static byte[] document(InstructionWord word, EsrFormat format, Supplier<Window> window) {
        return format == EsrFormat.PNG ? window.get().strip(StripDrawing.of(word.register()))
                : text(word, format).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(InstructionWord word, EsrFormat format) {
        return switch (format) {
            case TEXT -> RegisterExport.table(word.register(), word.facts()) + findings(word);
            case JSON -> RegisterExport.json(word.register(), word.facts(), word.findings());
            case MARKDOWN -> RegisterExport.markdown(word.register(), word.facts());
            case SVG -> RegisterExport.svg(word.register());
            case WAVEDROM -> RegisterExport.waveDrom(word.register());
            case LINE, PNG, LINUX, QEMU, DMESG -> throw new IllegalArgumentException(format + " is not made here");
        };
    }

    private static String findings(InstructionWord word) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : word.findings()) {
            text.append("  %c %s: %s%n".formatted(finding.severity().letter(), finding.code(), finding.message()));
            finding.fix().map(Fix::label).ifPresent(label -> text.append("    fix: %s%n".formatted(label)));
        }
        return text.toString();
    }
}
