package dev.seascope.views.registers;

/// One row of the register view.
sealed interface RegisterRow {
    /// A general-purpose register, or SP.
    ///
    /// @param changed since the moment compared with
    record General(String name, long value, boolean changed) implements RegisterRow {}

    /// A system register.
    ///
    /// @param unknown its value means nothing: FAR_EL1 while ESR_EL1 has FnV
    /// @param injected the composed injection writes it
    /// @param after its value then
    /// @param afterUnknown [#after] means nothing
    /// @param open its fields are listed below
    record SystemRegister(String name, long value, boolean changed, boolean unknown, boolean injected, long after,
            boolean afterUnknown, boolean open) implements RegisterRow {}

    /// A field of the register above.
    ///
    /// @param range bits, `23:22`
    /// @param value as a number
    /// @param meaning in words, or empty
    record Part(String register, String name, String range, String value, String meaning) implements RegisterRow {}
}
