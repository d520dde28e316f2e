package dev.seascope.session;

import dev.seascope.arch.a64.A64;
import java.util.Map;
import java.util.OptionalLong;

/// What an instruction does to the flow of control, as far as stepping over and out is concerned.
enum Control {
    /// BL, BLR and their authenticated forms.
    CALL,
    /// RET and its authenticated forms.
    RETURN,
    /// ERET and its authenticated forms.
    EXCEPTION_RETURN,
    /// SVC.
    SUPERVISOR_CALL,
    /// Anything else.
    OTHER;

    private static final Map<String, Control> KINDS = Map.ofEntries(
            Map.entry("bl", CALL), Map.entry("blr", CALL), Map.entry("blraa", CALL), Map.entry("blraaz", CALL),
            Map.entry("blrab", CALL), Map.entry("blrabz", CALL),
            Map.entry("ret", RETURN), Map.entry("retaa", RETURN), Map.entry("retab", RETURN),
            Map.entry("eret", EXCEPTION_RETURN), Map.entry("eretaa", EXCEPTION_RETURN),
            Map.entry("eretab", EXCEPTION_RETURN), Map.entry("svc", SUPERVISOR_CALL));

    /// The instruction about to be executed; [#OTHER] where it cannot be read.
    static Control at(Machine machine) {
        OptionalLong gpa = machine.vcpu().cpu().translate(machine.pc());
        return gpa.isEmpty() ? OTHER : machine.vm().memory().read(gpa.getAsLong(), Integer.BYTES)
                .map(bytes -> of((int) bytes.number(0, Integer.BYTES))).orElse(OTHER);
    }

    /// The kind of an instruction word.
    static Control of(int word) {
        return A64.decode(word, A64.ALL_FEATURES).map(row -> KINDS.getOrDefault(row.mnemonic(), OTHER)).orElse(OTHER);
    }

    /// Whether execution is expected to come back to the next instruction.
    boolean isCall() {
        return this == CALL || this == SUPERVISOR_CALL;
    }
}
