package dev.seascope.session;

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

    // Arm ARM C4.1, "Branches, Exception Generating and System instructions".
    private static final int BL_MASK = 0xfc00_0000;
    private static final int BL = 0x9400_0000;
    private static final int BRANCH_REGISTER_MASK = 0xfe00_0000;
    private static final int BRANCH_REGISTER = 0xd600_0000;
    private static final int SVC_MASK = 0xffe0_001f;
    private static final int SVC = 0xd400_0001;

    /// The instruction about to be executed; [#OTHER] where it cannot be read.
    static Control at(Machine machine) {
        OptionalLong gpa = machine.vcpu().cpu().translate(machine.pc());
        return gpa.isEmpty() ? OTHER : machine.vm().memory().read(gpa.getAsLong(), Integer.BYTES)
                .map(bytes -> of((int) bytes.number(0, Integer.BYTES))).orElse(OTHER);
    }

    /// The kind of an instruction word.
    static Control of(int word) {
        if ((word & BL_MASK) == BL) {
            return CALL;
        }
        if ((word & SVC_MASK) == SVC) {
            return SUPERVISOR_CALL;
        }
        if ((word & BRANCH_REGISTER_MASK) != BRANCH_REGISTER) {
            return OTHER;
        }
        // opc[24:21]; bit 24 marks the forms that authenticate with a modifier register.
        return switch (word >>> 21 & 7) {
            case 1 -> CALL;
            case 2 -> RETURN;
            case 4 -> EXCEPTION_RETURN;
            default -> OTHER;
        };
    }

    /// Whether execution is expected to come back to the next instruction.
    boolean isCall() {
        return this == CALL || this == SUPERVISOR_CALL;
    }
}
