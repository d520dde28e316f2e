package dev.seascope.views.frame;

/// What the window can be asked to do with a key. Which key does it is the business of a [Keymap].
public enum Action {
    RUN("Run to the next stop"),
    PAUSE("Pause"),
    STEP_INTO("Step one instruction"),
    STEP_OVER("Step over calls and exceptions"),
    STEP_OUT("Step out to the return"),
    RUN_TO_CURSOR("Run to the selected line"),
    RESTART("Restart the guest"),
    TOGGLE_BREAKPOINT("Breakpoint on the selected line"),
    NEXT_EXCEPTION("Next exception"),
    PREVIOUS_EXCEPTION("Previous exception"),
    NEXT_EXIT("Next exit"),
    PREVIOUS_EXIT("Previous exit"),
    COMPOSE("Go to the composer"),
    INJECT("Inject"),
    EVERY_KERNEL("This injection on every kernel"),
    COMPARE_BYTES("Bytes of the struct on several kernels"),
    DECODE("Decode a value or a log"),
    DECODE_CONSOLE("Decode what the guest printed"),
    CONSOLE("Type into the guest's console, and back"),
    NEXT_SYNDROME("Next syndrome that the guest printed"),
    MEMORY("Memory and translation at an address"),
    FIND_REGISTER("Find a register"),
    PALETTE("Go to anything"),
    OPEN("Open a guest"),
    BIGGER("Bigger type"),
    SMALLER("Smaller type"),
    NORMAL_SIZE("Normal type size"),
    SETTINGS("Looks and keys"),
    PRESENT("Present on a whole screen, and back"),
    TOUR("Watch an abort, a tour of the window"),
    WELCOME("Welcome"),
    SWITCH_THEME("Light or dark");

    private final String title;

    Action(String title) {
        this.title = title;
    }

    /// What it does, for tooltips and menus.
    public String title() {
        return title;
    }
}
