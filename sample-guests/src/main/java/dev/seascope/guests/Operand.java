package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import java.math.BigInteger;

/// A value as a scenario writes it. Symbols and carried results are known only when the scenario runs.
public sealed interface Operand {
    /// Line of the scenario file, from 1.
    int line();

    /// A number; negative ones stand for their two's complement in the width of where they go.
    record Literal(int line, BigInteger value) implements Operand {}

    /// A label of the guest program with an offset: `_start+0x10`.
    record Symbol(int line, String name, BigInteger offset) implements Operand {}

    /// `$name`: what an earlier step kept by `save: name`. A number may have something added to it: `$vectors+0x400`.
    record Saved(int line, String name, BigInteger offset) implements Operand {}

    /// Bytes in memory order.
    record Octets(int line, Bytes bytes) implements Operand {}
}
