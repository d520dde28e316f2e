package dev.seascope.app;

import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.EsrExport;
import dev.seascope.arch.text.RegisterExport;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How `esr` prints a syndrome.
enum EsrFormat {
    /// A table and the findings, 72 columns.
    TEXT,
    /// One line each.
    LINE,
    /// The contract's JSON.
    JSON,
    /// A table.
    MARKDOWN,
    /// The strip.
    SVG,
    /// The strip as pixels.
    PNG,
    /// Input of WaveDrom's bit-field renderer.
    WAVEDROM,
    /// A C expression in Linux's names.
    LINUX,
    /// A call in QEMU's names.
    QEMU,
    /// What Linux logs.
    DMESG;

    /// The name on the command line.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it shows any register, not only a syndrome.
    boolean isOfAnyRegister() {
        return switch (this) {
            case TEXT, JSON, MARKDOWN, SVG, PNG, WAVEDROM -> true;
            case LINE, LINUX, QEMU, DMESG -> false;
        };
    }

    /// Whether a document holds one syndrome and no more.
    boolean isSingle() {
        return this == SVG || this == PNG || this == WAVEDROM;
    }

    /// The format with this name.
    static Optional<EsrFormat> of(String key) {
        return Stream.of(values()).filter(format -> format.key().equals(key.toLowerCase(Locale.ROOT))).findFirst();
    }

    /// The format that a file's name asks for.
    static EsrFormat ofFile(String file) {
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "json" -> JSON;
            case "md" -> MARKDOWN;
            case "svg" -> SVG;
            case "png" -> PNG;
            default -> TEXT;
        };
    }

    /// A syndrome as text of one of the formats that need nothing but the value.
    String export(long esr, SyndromeContext context) {
        RegisterValue register = new RegisterValue(Esr.layout(context), esr);
        return switch (this) {
            case MARKDOWN -> RegisterExport.markdown(register) + "\n";
            case SVG -> RegisterExport.svg(register);
            case WAVEDROM -> RegisterExport.waveDrom(register);
            case LINUX -> EsrExport.linux(esr, context) + "\n";
            case QEMU -> EsrExport.qemu(esr) + "\n";
            case DMESG -> EsrExport.dmesg(esr);
            case TEXT, LINE, JSON, PNG -> throw new IllegalArgumentException(this + " is not made here");
        };
    }
}
