package dev.seascope.views.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import dev.seascope.views.Workbench;
import dev.seascope.views.frame.Opening.Remedy;
import dev.seascope.views.frame.Opening.SourceLine;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class OpeningViewTest {
    private final ObjectProperty<Opening> opening = new SimpleObjectProperty<>(Opening.NONE);
    private final List<String> asked = new ArrayList<>();

    private final class Library implements GuestLibrary {
        @Override
        public ObservableValue<SessionModel.Guest> current() {
            return new ReadOnlyObjectWrapper<>(SessionModel.Guest.NONE);
        }

        @Override
        public List<Entry> samples() {
            return List.of();
        }

        @Override
        public void open(Entry sample) {
            asked.add("open");
        }

        @Override
        public boolean canOpenFiles() {
            return false;
        }

        @Override
        public void openFile() {
            asked.add("open file");
        }

        @Override
        public ObservableValue<Opening> opening() {
            return opening;
        }

        @Override
        public void leaveOpening() {
            asked.add("leave");
            opening.set(Opening.NONE);
        }

        @Override
        public void openAgain() {
            asked.add("again");
        }

        @Override
        public void fetch() {
            asked.add("fetch");
        }
    }

    private Parent window() {
        return FxThread.show(new Workbench(new SessionModel(Previewer.KVM), _ -> { }, new Library()).root(), 1440, 900);
    }

    private static String texts(Parent in) {
        return in.lookupAll(".label").stream().map(node -> ((Labeled) node).getText())
                .collect(Collectors.joining("|"));
    }

    private static void press(Parent in, String text) {
        in.lookupAll(".button").stream().map(Button.class::cast).filter(button -> button.getText().startsWith(text))
                .findFirst().orElseThrow().fire();
    }

    @Test
    void aMistakeInATextIsShownAtItsLineAndColumn() {
        FxThread.run(() -> {
            Parent root = window();
            assertThat(root.lookup(".opening-card")).isNull();

            opening.set(new Opening.Failed("bad.yaml", "bad.yaml:2: unknown key", List.of(
                    new SourceLine(1, "scenario: 1", -1), new SourceLine(2, "titel: x", 1)), Remedy.OPEN_AGAIN));

            Parent card = (Parent) root.lookup(".opening-card");
            assertThat(texts(card)).contains("bad.yaml cannot be opened|bad.yaml:2: unknown key|1|  scenario: 1|2|  titel: x|   ^");
            press(card, "Try again");
            assertThat(asked).containsExactly("again");
        });
    }

    @Test
    void whatIsMissingCanBeFetchedAndTheFetchingCancelled() {
        FxThread.run(() -> {
            Parent root = window();

            opening.set(new Opening.Failed("linux", "It runs Debian's own kernel", List.of(), Remedy.FETCH));
            press((Parent) root.lookup(".opening-card"), "Fetch");
            opening.set(new Opening.Working("linux", "Fetching u-boot-qemu, 2 of 3"));
            assertThat(texts((Parent) root.lookup(".opening-card"))).contains("Opening linux|Fetching u-boot-qemu, 2 of 3");
            press((Parent) root.lookup(".opening-card"), "Cancel");

            assertThat(asked).containsExactly("fetch", "leave");
            assertThat(root.lookup(".opening-card")).isNull();
        });
    }

    @Test
    void wordsOfProgressLeaveTheBarAlone() {
        FxThread.run(() -> {
            Parent root = window();
            opening.set(new Opening.Working("linux", "Fetching u-boot-qemu, 2 of 3"));
            Node bar = root.lookup(".opening-card .progress-bar");

            opening.set(new Opening.Working("linux", "Fetching u-boot-qemu, 2 of 3, 14 MB"));

            assertThat(texts((Parent) root.lookup(".opening-card"))).contains("2 of 3, 14 MB");
            assertThat(root.lookup(".opening-card .progress-bar")).isSameAs(bar);
        });
    }

    @Test
    void escapeLeavesIt() {
        FxThread.run(() -> {
            Parent root = window();
            opening.set(new Opening.Failed("linux", "no such file", List.of(), Remedy.OPEN_AGAIN));

            FxThread.press(root, KeyCode.ESCAPE);

            assertThat(asked).containsExactly("leave");
        });
    }
}
