package dev.seascope.views.frame;

import dev.seascope.session.Command;
import dev.seascope.session.RunState;

/// What a user can do to a guest's execution, and when.
public enum RunControl {
    STEP_INTO(Action.STEP_INTO),
    STEP_OVER(Action.STEP_OVER),
    STEP_OUT(Action.STEP_OUT),
    RUN(Action.RUN),
    PAUSE(Action.PAUSE),
    RESTART(Action.RESTART);

    private final Action action;

    RunControl(Action action) {
        this.action = action;
    }

    /// The action that asks for it.
    public Action action() {
        return action;
    }

    /// What the session is told.
    public Command command() {
        return switch (this) {
            case STEP_INTO -> new Command.Step(1);
            case STEP_OVER -> new Command.StepOver();
            case STEP_OUT -> new Command.StepOut();
            case RUN -> new Command.Run();
            case PAUSE -> new Command.Pause();
            case RESTART -> new Command.Restart();
        };
    }

    /// Whether it can be done in this state. While the guest runs only Pause can; a failed session can only begin anew.
    public boolean isAllowed(RunState state) {
        return switch (state) {
            case RunState.Empty _ -> false;
            case RunState.Running _ -> this == PAUSE;
            case RunState.Failed _ -> this == RESTART;
            case RunState.AtExit _, RunState.AtError _, RunState.AtBreakpoint _, RunState.Paused _ -> this != PAUSE;
        };
    }
}
