package dev.seascope.views.control;

/// The shapes of our own, as SVG paths in a square of 16 units: what the toolbar steps with, what marks a source of
/// bits, a severity, an event of the timeline.
public enum Glyph {
    /// The product's mark: a wave.
    WAVE("M2 9.5C3.2 5.5 5.2 5.5 6.4 8.4C7.6 11.3 9.4 11.3 10.6 7.4C11.2 5.6 12.6 5.4 14 7.2", false),
    /// Run.
    RUN("M4 2.5L13 8L4 13.5Z", true),
    /// Pause.
    PAUSE("M5 3V13M11 3V13", false),
    /// Smaller type.
    SMALLER_TYPE("M2 13L5.5 4L9 13M3.2 10H7.8M11 8.5H15", false),
    /// Bigger type.
    BIGGER_TYPE("M2 13L5.5 4L9 13M3.2 10H7.8M11 8.5H15M13 6.5V10.5", false),
    /// To the beginning, or against the direction of time.
    BACK("M12 2.5L3 8L12 13.5Z", true),
    /// One instruction.
    STEP_INTO("M8 1.5V9.2M4.6 6.2L8 9.6L11.4 6.2M8 13.6h.02", false),
    /// One instruction, calls and exceptions run through.
    STEP_OVER("M2 9C2.7 5.2 5.5 3.2 8.4 3.5C10.9 3.8 12.7 5.7 13.4 8M14.1 3.9L13.6 8.3L9.3 7.7M8 13.6h.02", false),
    /// To the return of this function or handler.
    STEP_OUT("M8 10V2.2M4.6 5.5L8 2.1L11.4 5.5M2.6 13.6H13.4", false),
    /// Inject: an arrow into a tray.
    INJECT("M8 2V9.4M4.9 6.6L8 9.7L11.1 6.6M2.5 10.5V13.5H13.5V10.5", false),
    /// `KVM_RUN` returned: out of a box.
    EXIT("M6.5 2.5H2.5V13.5H6.5M6 8H13.6M10.6 4.9L13.7 8L10.6 11.1", false),
    /// The line at PC.
    PC("M1 5.6H7.8V2.2L15 8L7.8 13.8V10.4H1Z", true),
    /// Where PC goes if the composed injection is sent.
    NEXT_PC("M1.5 6.2H8V3L14.5 8L8 13V9.8H1.5Z", false),
    /// Cannot be cleared.
    LOCK("M4 7V5.2C4 2.9 5.7 1.3 8 1.3C10.3 1.3 12 2.9 12 5.2V7H13V14.5H3V7ZM6 7H10V5.2C10 4 9.2 3.2 8 3.2"
            + "C6.8 3.2 6 4 6 5.2Z", true),
    /// More is hidden here.
    CHEVRON_RIGHT("M5.5 3L10.5 8L5.5 13", false),
    /// What is below belongs here.
    CHEVRON_DOWN("M3 5.5L8 10.5L13 5.5", false),
    /// Becomes.
    ARROW_RIGHT("M2.5 8H13.2M9 3.8L13.3 8L9 12.2", false),
    /// Source: the user.
    CIRCLE("M8 1A7 7 0 1 1 7.99 1Z", true),
    /// Source: KVM.
    DIAMOND("M8 0.3L15.7 8L8 15.7L0.3 8Z", true),
    /// Source: KVM's record of the last trap.
    TRIANGLE("M8 1.4L15.4 14.6H0.6Z", true),
    /// Source: PSTATE.
    SQUARE("M1.8 1.8H14.2V14.2H1.8Z", true),
    /// Severity error, under [#CROSS].
    OCTAGON("M5 1H11L15 5V11L11 15H5L1 11V5Z", true),
    /// Inside [#OCTAGON].
    CROSS("M5.4 5.4L10.6 10.6M10.6 5.4L5.4 10.6", false),
    /// Severity warning, under [#EXCLAMATION].
    WARNING("M8 1.2L15.4 14.4H0.6Z", true),
    /// Inside [#WARNING].
    EXCLAMATION("M8 6V9.6M8 12.1h.01", false),
    /// Severity note: a ring with an i.
    NOTE("M8 1.5A6.5 6.5 0 1 1 7.99 1.5ZM8 7.4V11.2M8 4.9h.01", false),
    /// Accepted, under [#TICK].
    DISC("M8 1A7 7 0 1 1 7.99 1Z", true),
    /// Inside [#DISC].
    TICK("M4.7 8.3L7 10.6L11.4 5.9", false),
    /// An exception return on the timeline, and other hollow things that point down.
    TRIANGLE_DOWN("M8 14.6L15.4 1.4H0.6Z", false);

    private final String path;
    private final boolean filled;

    Glyph(String path, boolean filled) {
        this.path = path;
        this.filled = filled;
    }

    /// SVG path data in a 16 by 16 square.
    public String path() {
        return path;
    }

    /// Filled with the colour, or drawn as a line of 1.5.
    public boolean filled() {
        return filled;
    }
}
