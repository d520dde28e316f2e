package dev.seascope.arch;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something about a register's value that the architecture would not have produced, or that is worth knowing.
/// A finding informs; it never forbids. Two are equal if they say the same.
///
/// What a finding says is put into words when someone asks: of millions of values a second, few are read by people.
public final class Finding {
    private final String code;
    private final Severity severity;
    private final Field field;
    private final Supplier<String> message;
    private final Optional<Fix> fix;

    /// @param code stable name of the rule: `CM-WNR`, `VAL-RSVD:DFSC`
    /// @param field the field to show; find it among the leaves by its bits
    /// @param message makes one sentence, the same each time
    /// @param fix the obvious correction, if there is one
    public Finding(String code, Severity severity, Field field, Supplier<String> message, Optional<Fix> fix) {
        this.code = code;
        this.severity = severity;
        this.field = field;
        this.message = message;
        this.fix = fix;
    }

    /// A finding whose sentence is at hand.
    public Finding(String code, Severity severity, Field field, String message, Optional<Fix> fix) {
        this(code, severity, field, () -> message, fix);
    }

    /// A finding without a correction.
    public Finding(String code, Severity severity, Field field, String message) {
        this(code, severity, field, message, Optional.empty());
    }

    /// Stable name of the rule: `CM-WNR`, `VAL-RSVD:DFSC`.
    public String code() {
        return code;
    }

    public Severity severity() {
        return severity;
    }

    /// The field to show; find it among the leaves by its bits.
    public Field field() {
        return field;
    }

    /// One sentence.
    public String message() {
        return message.get();
    }

    /// The obvious correction, if there is one.
    public Optional<Fix> fix() {
        return fix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding finding && code.equals(finding.code) && severity == finding.severity
                && field.equals(finding.field) && message().equals(finding.message()) && fix.equals(finding.fix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, severity, field, fix);
    }

    @Override
    public String toString() {
        return "%s %s %s: %s%s".formatted(severity, code, field.name(), message(),
                fix.map(change -> " (" + change.label() + ")").orElse(""));
    }
}
