package dev.seascope.cpu;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// Leaves a block whose memory was written while it ran: the next instruction is decoded anew. Stackless.
final class Restart extends RuntimeException {
    private static final long serialVersionUID = 1;
    /// One for all: it carries nothing, not even where it was thrown.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final Restart SIGNAL = new Restart();

    /// Stands where instructions were.
    static final Instruction INSTRUCTION = new Instruction() {
        @Override
        public void execute(Processor p) {
            throw SIGNAL;
        }
    };

    private Restart() {
        super(null, null, false, false);
    }
}
