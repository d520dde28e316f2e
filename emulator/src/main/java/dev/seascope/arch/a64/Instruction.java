package dev.seascope.arch.a64;

/// One decoded instruction: what [InstructionSpec#bind] makes of a word. It holds its operands in final fields, knows
/// neither its address nor its processor, and so can be kept and shared.
///
/// A class, not an interface, and one small object for each instruction: that is the fastest an interpreter on the JVM
/// gets, because calling [#execute] is one virtual call and nothing is decoded again.
public abstract class Instruction {
    /// Do it. [Processor#pc] is the instruction's address and [Processor#nextPc] the following one's.
    public abstract void execute(Processor p);
}
