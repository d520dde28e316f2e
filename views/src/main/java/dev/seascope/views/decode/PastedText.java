package dev.seascope.views.decode;

import dev.seascope.arch.text.Found;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// The text that was pasted, with everything found in it marked; a click on a mark decodes it.
final class PastedText {
    private static final String PROMPT = """
            Paste anything that holds an ESR, SPSR, FAR or Code line:

            0x96000010
            a kernel oops or a dmesg block
            kvm_guest_fault and kvm_exit trace lines
            QEMU's -d int, a crash log, a register dump""";

    private final DecodeModel model;
    private final CodeArea area = new CodeArea();
    private final StackPane root;

    PastedText(DecodeModel model) {
        this.model = model;
        area.setId("decode-text");
        area.setWrapText(true);
        area.setAccessibleText("Text to decode");
        area.getStyleClass().addAll("pasted-text", "first-focus");
        var prompt = new Label(PROMPT);
        prompt.getStyleClass().addAll("muted", "decode-prompt");
        prompt.setWrapText(true);
        prompt.setMouseTransparent(true);
        root = new StackPane(new VirtualizedScrollPane<>(area), prompt);
        root.getStyleClass().add("decode-text-box");
        root.setMinSize(0, 0);
        area.textProperty().addListener((_, _, now) -> {
            prompt.setVisible(now.isEmpty());
            model.textProperty().set(now);
            mark();
        });
        model.textProperty().subscribe(now -> {
            if (!now.equals(area.getText())) {
                area.replaceText(now);
            }
        });
        area.caretPositionProperty().addListener((_, _, caret) -> model.selectAt(caret));
        model.selectedProperty().subscribe(now -> {
            mark();
            now.ifPresent(this::reveal);
        });
    }

    Parent root() {
        return root;
    }

    private void reveal(Found one) {
        int at = (int) one.offset();
        boolean there = area.getCaretPosition() >= at && area.getCaretPosition() <= at + one.length();
        if (!there && at + one.length() <= area.getLength() && !area.isFocused()) {
            area.moveTo(at + one.length());
            area.requestFollowCaret();
        }
    }

    private void mark() {
        if (area.getLength() > 0 && model.textProperty().get().length() == area.getLength()) {
            area.setStyleSpans(0, spans());
        }
    }

    private StyleSpans<Collection<String>> spans() {
        var spans = new StyleSpansBuilder<Collection<String>>();
        int end = 0;
        for (Found one : model.foundProperty().get().stream().sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                .toList()) {
            int from = (int) one.offset();
            if (from >= end && from + one.length() <= area.getLength()) {
                spans.add(List.of(), from - end);
                boolean chosen = model.selectedProperty().get().filter(one::equals).isPresent();
                spans.add(chosen ? List.of("found", "chosen")
                        : List.of("found", one.kind().name().toLowerCase(Locale.ROOT)), one.length());
                end = from + one.length();
            }
        }
        return spans.add(List.of(), area.getLength() - end).create();
    }
}
