package dev.seascope.app;

import dev.seascope.arch.text.StripDrawing;
import dev.seascope.guests.ScenarioException;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.SessionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The window as the command line knows it. Nothing of JavaFX is loaded before one is made.
interface Window {
    /// Whether there is a display to open it on.
    boolean hasDisplay();

    /// Open the window and return when it is closed.
    ///
    /// @param name what is opened: a sample or a file
    /// @throws ScenarioException if the guest cannot be opened; no window was shown then
    /// @throws IllegalStateException if the window cannot be opened; the message says why
    void open(String name) throws ScenarioException;

    /// Draw a register's strip without a display.
    ///
    /// @return a PNG file
    byte[] strip(StripDrawing drawing);

    /// Draw the window, or one view of it, without a display.
    ///
    /// @param name what was run: a sample or a file
    /// @param stops the machine at stops so far, the last to be drawn; change marks compare it with the one before
    /// @param events everything that happened, oldest first
    /// @param view the name of a view, or nothing for the whole window
    /// @param png the file to write
    /// @throws IOException if it cannot be written
    /// @throws IllegalArgumentException if there is no such view; the message lists them
    void picture(String name, List<MachineSnapshot> stops, List<SessionEvent> events, Optional<String> view, Path png)
            throws IOException;
}
