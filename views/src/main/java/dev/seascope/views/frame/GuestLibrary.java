package dev.seascope.views.frame;

import dev.seascope.session.Command;
import dev.seascope.views.model.SessionModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// The guests that the program around the window can open.
public interface GuestLibrary {
    /// A guest that comes with the program.
    ///
    /// @param id what the program knows it by
    /// @param title for the menu
    record Entry(String id, String title) {}

    /// Nothing else can be opened.
    GuestLibrary NONE = of(SessionModel.Guest.NONE);

    /// One guest, and nothing else can be opened.
    static GuestLibrary of(SessionModel.Guest guest) {
        return new Fixed(new ReadOnlyObjectWrapper<>(guest));
    }

    /// A guest that stays.
    ///
    /// @param current the guest
    record Fixed(ObservableValue<SessionModel.Guest> current) implements GuestLibrary {
        @Override
        public List<Entry> samples() {
            return List.of();
        }

        @Override
        public void open(Entry sample) {
            throw new IllegalArgumentException("no such sample: " + sample.id());
        }

        @Override
        public boolean canOpenFiles() {
            return false;
        }

        @Override
        public void openFile() {
            throw new IllegalStateException("files cannot be opened here");
        }
    }

    /// Tell the session, by way of the window, what opens a guest.
    ///
    /// @param session takes the commands, on the JavaFX thread
    default void use(Consumer<Command> session) {}

    /// What is loaded, as the window names it.
    ObservableValue<SessionModel.Guest> current();

    /// The samples, in the order of the menu.
    List<Entry> samples();

    /// Load a sample in place of the guest.
    void open(Entry sample);

    /// Whether a file can be chosen.
    boolean canOpenFiles();

    /// Let the user choose a file and load it in place of the guest.
    void openFile();

    /// Load a file in place of the guest.
    default void openFile(Path file) {
        throw new IllegalStateException("files cannot be opened here");
    }

    /// How far the opening has come that was asked for last.
    default ObservableValue<Opening> opening() {
        return new ReadOnlyObjectWrapper<>(Opening.NONE);
    }

    /// Give up the opening, or take note that it failed.
    default void leaveOpening() {}

    /// Open again what could not be opened: its files may have changed.
    default void openAgain() {}

    /// Fetch what is missing, then open again.
    default void fetch() {}
}
