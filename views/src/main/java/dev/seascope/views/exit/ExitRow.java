package dev.seascope.views.exit;

/// One field of `struct kvm_run`.
///
/// @param offset in bytes from the start of the page
/// @param field as C writes it: `mmio.phys_addr`
/// @param type `u64`, `u8[8]`
/// @param value as the kernel prints it
/// @param comment what the value means, or empty
/// @param register the register whose value it is: `ESR_EL2`; empty if it is none
/// @param bits that value
public record ExitRow(int offset, String field, String type, String value, String comment, String register, long bits) {
    ExitRow(int offset, String field, String type, String value, String comment) {
        this(offset, field, type, value, comment, "", 0);
    }
}
