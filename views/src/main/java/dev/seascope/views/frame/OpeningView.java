package dev.seascope.views.frame;

import dev.seascope.views.control.Icons;
import dev.seascope.views.frame.Opening.Remedy;
import dev.seascope.views.frame.Opening.SourceLine;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The card that says how far the opening of a guest has come, or why it failed: in a scenario or a source at the line
/// that is at fault.
public final class OpeningView {
    private static final double MARK = 20;

    private final StackPane root = new StackPane();
    private final BorderPane card = new BorderPane();
    private final GuestLibrary guests;
    private final Label doing = label("", "muted");
    private String working = "";

    public OpeningView(GuestLibrary guests) {
        this.guests = guests;
        card.getStyleClass().addAll("panel", "welcome-card", "opening-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("welcome-layer");
        guests.opening().subscribe(this::show);
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private void show(Opening opening) {
        switch (opening) {
            case Opening.None _ -> working = "";
            case Opening.Working(String guest, String now) -> {
                doing.setText(now);
                if (!guest.equals(working)) { // or the bar would begin again at each word
                    working = guest;
                    working(guest);
                }
            }
            case Opening.Failed failed -> {
                working = "";
                failed(failed);
            }
        }
    }

    private void working(String guest) {
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        fill(Icons.note(MARK), "Opening " + guest, List.of(doing, bar),
                List.of(button("Cancel", guests::leaveOpening)));
    }

    private void failed(Opening.Failed failed) {
        List<Node> body = new ArrayList<>();
        var why = label(failed.why(), "opening-why");
        why.setWrapText(true);
        body.add(why);
        if (!failed.excerpt().isEmpty()) {
            body.add(excerpt(failed.excerpt()));
        }
        List<Button> buttons = new ArrayList<>();
        buttons.add(switch (failed.remedy()) {
            case OPEN_AGAIN -> button("Try again", guests::openAgain);
            case FETCH -> button("Fetch it from Debian, 130 MB", guests::fetch);
            case FETCH_AGAIN -> button("Try again", guests::fetch);
        });
        buttons.getFirst().getStyleClass().add("primary");
        if (guests.canOpenFiles()) {
            buttons.add(button("Open another\u2026", () -> {
                guests.leaveOpening();
                guests.openFile();
            }));
        }
        buttons.add(button("Close", guests::leaveOpening));
        String title = failed.guest() + switch (failed.remedy()) {
            case OPEN_AGAIN -> " cannot be opened";
            case FETCH -> " needs a file that is not here yet";
            case FETCH_AGAIN -> " could not be fetched";
        };
        fill(failed.remedy() == Remedy.FETCH ? Icons.note(MARK) : Icons.error(MARK), title, body, buttons);
    }

    private void fill(Node mark, String title, List<Node> body, List<Button> buttons) {
        var head = new HBox(mark, label(title, "strong", "opening-title"));
        head.getStyleClass().addAll("line", "opening-header");
        var content = new VBox();
        content.getChildren().setAll(body);
        content.getStyleClass().add("opening-body");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(gap);
        row.getChildren().addAll(buttons);
        row.getStyleClass().addAll("line", "opening-buttons");
        buttons.getFirst().getStyleClass().add("first-focus");
        card.setTop(head);
        card.setCenter(content);
        card.setBottom(row);
        if (root.getScene() != null) {
            buttons.getFirst().requestFocus();
        }
    }

    private static Node excerpt(List<SourceLine> lines) {
        int digits = Integer.toString(lines.getLast().number()).length();
        var box = new VBox();
        box.getStyleClass().add("source-excerpt");
        for (SourceLine line : lines) {
            box.getChildren().add(row(line, " ".repeat(digits - Integer.toString(line.number()).length())));
            if (line.column() > 0) {
                box.getChildren().add(label(" ".repeat(digits + 1 + line.column()) + "^", "mono-bold", "source-fault"));
            }
        }
        return box;
    }

    private static Node row(SourceLine line, String before) {
        var number = label(before + line.number(), "mono", "muted");
        number.setMinWidth(Region.USE_PREF_SIZE);
        var text = label("  " + line.text(), line.isAtFault() ? "mono-bold" : "mono");
        text.setMinWidth(0);
        var row = new HBox(number, text);
        if (line.isAtFault()) {
            row.getStyleClass().add("source-fault-line");
        }
        return row;
    }

    private static Button button(String text, Runnable action) {
        var button = new Button(text);
        button.setMnemonicParsing(false);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
