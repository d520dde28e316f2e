package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// An instruction that does nothing a program could see.
final class Hint extends Instruction {
    static final Effect NOTHING = (_, _) -> new Hint();

    @Override
    public void execute(Processor p) {}
}
