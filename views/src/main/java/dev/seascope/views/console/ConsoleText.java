package dev.seascope.views.console;

import dev.seascope.arch.text.Found;
import dev.seascope.views.console.ConsoleModel.Output;
import dev.seascope.views.console.ConsoleModel.Stretch;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.util.UndoUtils;

/// The text of the console: registers told in it are marked, reports of failures stand out. It follows what is written
/// unless the reader has scrolled up; at a stop it goes to where the guest told of a syndrome.
final class ConsoleText {
    private static final List<String> PLAIN = List.of();
    private static final List<String> FOUND = List.of("found");
    private static final int LINES_ABOVE = 1;

    private final ConsoleModel model;
    private final CodeArea area = new CodeArea();
    private final VirtualizedScrollPane<CodeArea> root = new VirtualizedScrollPane<>(area);
    private final BiConsumer<Found, Bounds> clicked;
    private Output shown = Output.NONE;
    private Optional<Found> marked = Optional.empty();
    private Runnable place = () -> { };

    /// @param clicked told of a marked value that was clicked, and where on the screen it is
    ConsoleText(ConsoleModel model, BiConsumer<Found, Bounds> clicked) {
        this.model = model;
        this.clicked = clicked;
        area.setId("console");
        area.setEditable(false);
        area.setWrapText(true);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.getStyleClass().add("console-text");
        area.setAccessibleText("Console of the guest; what is typed goes to it");
        area.addEventFilter(MouseEvent.MOUSE_MOVED, event -> area.setCursor(at(event).isPresent() ? Cursor.HAND : Cursor.TEXT));
        area.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        area.layoutBoundsProperty().subscribe(_ -> place.run());
        root.addEventFilter(ScrollEvent.SCROLL, _ -> place = () -> { });
        root.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> place = () -> { });
        model.outputProperty().subscribe(this::show);
        model.selectedProperty().subscribe(this::mark);
    }

    Parent root() {
        return root;
    }

    CodeArea area() {
        return area;
    }

    private Optional<Found> at(MouseEvent event) {
        var index = area.hit(event.getX(), event.getY()).getCharacterIndex();
        return index.isEmpty() ? Optional.empty() : model.at(index.getAsInt());
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && area.getSelection().getLength() == 0) {
            at(event).ifPresent(one -> {
                model.select(one);
                area.getCharacterBoundsOnScreen((int) one.offset(), (int) one.offset() + one.length())
                        .ifPresent(where -> clicked.accept(one, where));
            });
        }
    }

    private void show(Output output) {
        boolean following = isAtEnd();
        String text = output.text();
        boolean grown = !shown.text().isEmpty() && text.startsWith(shown.text());
        int from = grown && shown.fresh() == output.fresh()
                ? text.lastIndexOf('\n', Math.max(0, shown.text().length() - 1)) + 1 : 0;
        if (grown) {
            area.appendText(text.substring(shown.text().length()));
        } else {
            area.replaceText(text);
        }
        shown = output;
        marked = Optional.empty();
        if (from < text.length()) {
            area.setStyleSpans(from, spans(output, from));
        }
        mark(model.selectedProperty().get());
        if (output.reveal().isPresent()) {
            int line = Math.max(0, line(output.reveal().getAsInt()) - LINES_ABOVE);
            stayAt(() -> area.showParagraphAtTop(line));
        } else if (following) {
            stayAt(this::toEnd);
        }
    }

    /// Go to a place, and there again when the size changes, until the reader scrolls.
    private void stayAt(Runnable there) {
        place = there;
        there.run();
    }

    /// To where the guest writes next.
    void toEnd() {
        area.moveTo(area.getLength());
        area.showParagraphAtBottom(area.getParagraphs().size() - 1);
    }

    private boolean isAtEnd() {
        int last = area.getParagraphs().size() - 1;
        return last <= 0 || area.getVisibleParagraphs().isEmpty()
                || area.lastVisibleParToAllParIndex() >= last - 1 || model.outputProperty().get().reveal().isPresent();
    }

    private int line(int offset) {
        return area.offsetToPosition(offset, Bias.Forward).getMajor();
    }

    /// The chosen value stands out among the others.
    private void mark(Optional<Found> chosen) {
        marked.ifPresent(one -> style(one, FOUND));
        marked = chosen.filter(one -> one.offset() + one.length() <= area.getLength());
        marked.ifPresent(one -> style(one, List.of("found", "chosen")));
    }

    /// Bring the chosen value into sight.
    void reveal() {
        marked.ifPresent(one -> {
            int line = line((int) one.offset());
            if (line < area.firstVisibleParToAllParIndex() || line > area.lastVisibleParToAllParIndex()) {
                area.showParagraphAtTop(Math.max(0, line - LINES_ABOVE));
            }
        });
    }

    private void style(Found one, Collection<String> classes) {
        area.setStyle((int) one.offset(), (int) one.offset() + one.length(), classes);
    }

    private static StyleSpans<Collection<String>> spans(Output output, int from) {
        int to = output.text().length();
        StyleSpans<Collection<String>> old = spans(List.of(new Stretch(from, Math.max(from, output.fresh()))), from, to,
                List.of("old"));
        StyleSpans<Collection<String>> lines = old.overlay(spans(output.alarms(), from, to, List.of("alarm")),
                (age, line) -> line.isEmpty() ? age : line);
        return lines.overlay(spans(output.found().stream().map(Stretch::of).toList(), from, to, FOUND),
                (line, value) -> value.isEmpty() ? line : value);
    }

    private static StyleSpans<Collection<String>> spans(List<Stretch> stretches, int from, int to,
            Collection<String> classes) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        int at = from;
        for (Stretch each : stretches) {
            if (each.from() >= at) {
                spans.add(PLAIN, each.from() - at);
                spans.add(classes, each.to() - each.from());
                at = each.to();
            }
        }
        return spans.add(PLAIN, to - at).create();
    }
}
