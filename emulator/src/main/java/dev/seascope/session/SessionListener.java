package dev.seascope.session;

/// Receives a session's output, on the emulation thread. Implementations must return at once.
public interface SessionListener {
    /// How things are now; replaces every earlier snapshot.
    void onSnapshot(MachineSnapshot snapshot);

    /// What happened; each one matters.
    void onEvent(SessionEvent event);
}
