package dev.seascope.views.decode;

import dev.seascope.arch.Finding;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.EsrExport;
import dev.seascope.arch.text.RegisterExport;
import java.util.List;
import java.util.SequencedMap;

/// A form in which a decoded value can be copied.
enum Copying {
    TEXT("Text"),
    MARKDOWN("Markdown"),
    JSON("JSON"),
    SVG("SVG picture"),
    WAVEDROM("WaveDrom"),
    LINUX("Linux macros"),
    QEMU("QEMU call"),
    DMESG("Linux log lines");

    private final String title;

    Copying(String title) {
        this.title = title;
    }

    /// For a menu.
    String title() {
        return title;
    }

    /// Whether only a syndrome has this form.
    boolean ofSyndrome() {
        return this == LINUX || this == QEMU || this == DMESG;
    }

    /// The value in this form.
    ///
    /// @param facts what is known of it besides its fields
    String of(RegisterValue value, SequencedMap<String, String> facts, SyndromeContext context, List<Finding> findings) {
        return switch (this) {
            case TEXT -> RegisterExport.table(value, facts);
            case MARKDOWN -> RegisterExport.markdown(value, facts);
            case JSON -> RegisterExport.json(value, facts, findings);
            case SVG -> RegisterExport.svg(value);
            case WAVEDROM -> RegisterExport.waveDrom(value);
            case LINUX -> EsrExport.linux(value.bits(), context);
            case QEMU -> EsrExport.qemu(value.bits());
            case DMESG -> EsrExport.dmesg(value.bits());
        };
    }
}
