package dev.seascope.inject;

import dev.seascope.arch.Bits;
import dev.seascope.kvm.Contribution;

/// Bits of `ESR_EL1` that a plan cannot change.
///
/// @param bits which
/// @param value what they hold, shifted down to bit 0
/// @param by who decides them
/// @param text one sentence: `KVM ORs 0x10 in: a DFSC of 0x21 would arrive as 0x31`
public record Lock(Bits bits, long value, Contribution.Source by, String text) {}
