package dev.seascope.views.decode;

import dev.seascope.arch.Bits;
import dev.seascope.views.control.BitStrip;
import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notice;
import dev.seascope.views.model.Selection;
import dev.seascope.views.syndrome.FieldCard;
import dev.seascope.views.syndrome.FieldsView;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The decode pad: paste text, and every syndrome, program status and address in it is found, decoded, linted, compared
/// and can be sent to the composer. Covers the window below the toolbar while open.
public final class DecodeView {
    private static final double[] COLUMNS = {0.34, 0.65};
    private static final double TEXT_SHARE = 0.58;

    private final StackPane root = new StackPane();
    private final DecodeModel model;
    private final Selection selection = new Selection();
    private final BitStrip strip;
    private final FieldCard card = new FieldCard();

    public DecodeView(DecodeModel model) {
        this.model = model;
        strip = new BitStrip(model.shownProperty().get(), selection, new Editing());
        strip.setId("decode-strip");
        strip.valueProperty().bind(model.shownProperty());
        var text = new PastedText(model);
        var content = new BorderPane(columns(text));
        content.setTop(new VBox(new ReadingBar(model).root(), strip, new Separator()));
        var card = new BorderPane(content);
        card.setTop(header());
        card.getStyleClass().addAll("panel", "decode-card");
        card.setMinSize(0, 0);
        root.getChildren().add(card);
        root.getStyleClass().add("entry-layer");
        root.setPickOnBounds(false);
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private Node header() {
        var title = label("Decode", "strong", "card-title");
        var caption = label("an ESR, an oops or a trace line; everything found is decoded", "muted");
        caption.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var close = new Button("", Icons.feather(Feather.X));
        close.getStyleClass().add("icon-button");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close (Esc)");
        close.setOnAction(_ -> model.openProperty().set(false));
        var header = new HBox(title, caption, gap, copy(), new Separator(Orientation.VERTICAL), close);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private Node copy() {
        var button = new MenuButton("Copy as", Icons.feather(Feather.COPY));
        button.setMinWidth(Region.USE_PREF_SIZE);
        for (Copying form : Copying.values()) {
            if (form == Copying.LINUX) {
                button.getItems().add(new SeparatorMenuItem());
            }
            var item = new MenuItem(form.title());
            item.setOnAction(_ -> {
                Clip.copy(model.copy(form));
                Notice.done(button, "Copied as " + form.title());
            });
            item.visibleProperty().bind(model.shownProperty().map(_ -> !form.ofSyndrome() || model.isSyndrome()));
            button.getItems().add(item);
            if (form == Copying.SVG) {
                var png = new MenuItem("PNG picture");
                png.setOnAction(_ -> {
                    Clip.copy(picture());
                    Notice.done(button, "Copied as a picture");
                });
                button.getItems().add(png);
            }
        }
        return button;
    }

    /// The strip as it looks.
    private WritableImage picture() {
        return strip.snapshot(null, null);
    }

    private Node columns(PastedText text) {
        var left = new SplitPane(text.root(), new FoundList(model).root());
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(TEXT_SHARE);
        left.getStyleClass().add("decode-columns");
        var fields = new FieldsView(model, selection).root();
        var findings = new FindingList(model, selection).root();
        VBox.setVgrow(findings, Priority.ALWAYS);
        var compare = new ComparePane(model, selection).root();
        VBox.setVgrow(compare, Priority.SOMETIMES);
        var right = new VBox(findings, new Separator(), compare, new Separator(), new RebuildPane(model).root());
        right.setMinSize(0, 0);
        var columns = new SplitPane(left, fields, right);
        columns.setDividerPositions(COLUMNS);
        columns.getStyleClass().add("decode-columns");
        columns.setMinSize(0, 0);
        return columns;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Every bit of a pasted value can be changed.
    private final class Editing implements BitStrip.Editor {
        @Override
        public void flip(int bit) {
            model.flip(bit);
        }

        @Override
        public void set(Bits field, long value) {
            model.set(field, value);
        }

        @Override
        public void explain(int bit, Bounds cell) {
            // No bit of a pasted value is locked.
        }

        @Override
        public void detail(int bit, Bounds cell) {
            card.show(model.shownProperty().get(), bit, strip, cell);
        }
    }
}
