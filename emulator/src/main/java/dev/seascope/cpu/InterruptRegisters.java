package dev.seascope.cpu;

/// The system registers of a GICv3 CPU interface, `ICC_*_EL1`, as an interrupt controller outside the processor keeps
/// them.
public interface InterruptRegisters {
    /// What a read by the guest returns, with its effect: reading `ICC_IAR1_EL1` acknowledges.
    ///
    /// @param name the Arm name
    long read(String name);

    /// What a write by the guest does.
    void write(String name, long value);
}
