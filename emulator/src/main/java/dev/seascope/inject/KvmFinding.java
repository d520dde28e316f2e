package dev.seascope.inject;

import dev.seascope.arch.Severity;

/// Something that KVM does with an injection, which is no matter of the architecture and which a user may not expect.
///
/// @param severity an error when the call does harm or nothing, a warning when it is probably not what was meant
/// @param text one short sentence without a full stop: `FAR_EL1 is written although FnV is 1`
/// @param why the rule behind it
/// @param register the register it concerns, `FAR_EL1`, or empty
public record KvmFinding(Severity severity, String text, String why, String register) {}
