package dev.seascope.arch;

import java.util.Optional;

/// Something about a register's value that the architecture would not have produced, or that is worth knowing.
/// A finding informs; it never forbids.
///
/// @param code stable name of the rule: `CM-WNR`, `VAL-RSVD:DFSC`
/// @param field the field to show; find it among the leaves by its bits
/// @param message one sentence
/// @param fix the obvious correction, if there is one
public record Finding(String code, Severity severity, Field field, String message, Optional<Fix> fix) {
    /// A finding without a correction.
    public Finding(String code, Severity severity, Field field, String message) {
        this(code, severity, field, message, Optional.empty());
    }
}
