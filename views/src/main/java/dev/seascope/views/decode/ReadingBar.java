package dev.seascope.views.decode;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Profile;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.arch.syndrome.Origin;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Named;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Popover;
import dev.seascope.views.control.Segments;
import dev.seascope.views.control.Words;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;

/// Which value is decoded and how it is read: whose register, where the exception came from, on which element.
final class ReadingBar {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final DecodeModel model;
    private final HBox root = new HBox();
    private final TextField value = new TextField();
    private final ObjectProperty<Integer> view = new SimpleObjectProperty<>(this, "view", 1);
    private final ComboBox<OptionalInt> from = new ComboBox<>();
    private final ComboBox<Origin> origin = new ComboBox<>();
    private final Popover profile = new Popover("Processing element");
    private boolean following;

    ReadingBar(DecodeModel model) {
        this.model = model;
        root.getStyleClass().addAll("line", "reading-bar");
        var register = new Label();
        register.getStyleClass().add("panel-title");
        register.setMinWidth(Region.USE_PREF_SIZE);
        register.textProperty().bind(model.shownProperty().map(shown -> shown.register()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        root.getChildren().addAll(register, value(), edited(), instruction(), gap);
        for (Node chooser : choosers()) {
            chooser.visibleProperty().bind(model.shownProperty().map(_ -> model.isSyndrome()));
            root.getChildren().add(chooser);
        }
        model.shownProperty().subscribe(_ -> follow());
    }

    Node root() {
        return root;
    }

    private Node value() {
        value.setId("decode-value");
        value.getStyleClass().addAll("mono", "decode-value");
        value.setAccessibleText("Value");
        value.textProperty().addListener((_, _, text) -> {
            Optional<Long> number = number(text);
            value.pseudoClassStateChanged(WRONG, number.isEmpty());
            if (!following) {
                number.ifPresent(model::setValue);
            }
        });
        value.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                follow();
            }
        });
        return value;
    }

    /// A number as the rest of the pad reads it: hexadecimal, with or without `0x`.
    private static Optional<Long> number(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        return Words.parse(digits.startsWith("0x") || digits.startsWith("0b") ? digits : "0x" + digits);
    }

    private Node edited() {
        var link = new Hyperlink();
        link.getStyleClass().add("quiet-link");
        link.setOnAction(_ -> model.revert());
        link.textProperty().bind(model.shownProperty().map(_ -> "was " + Notation.address(model.origin())));
        link.visibleProperty().bind(model.shownProperty().map(_ -> model.isEdited()));
        link.managedProperty().bind(link.visibleProperty());
        link.setTooltip(new Tooltip("Take the value as it was found"));
        return link;
    }

    /// What an instruction word says.
    private Node instruction() {
        var text = new Label();
        text.getStyleClass().add("mono-bold");
        text.setMinWidth(0);
        text.textProperty().bind(model.shownProperty().map(_ ->
                model.instruction().map(InstructionWord::text).orElse("")));
        text.visibleProperty().bind(text.textProperty().isNotEmpty());
        text.managedProperty().bind(text.visibleProperty());
        return text;
    }

    private List<Node> choosers() {
        SequencedMap<Integer, String> views = new LinkedHashMap<>();
        for (int level = 1; level <= 3; level++) {
            views.put(level, "EL" + level);
        }
        view.addListener((_, _, level) -> change(context -> new SyndromeContext(level,
                context.fromEl().isPresent() && context.fromEl().getAsInt() > level ? OptionalInt.empty()
                        : context.fromEl(), context.origin(), context.profile())));
        from.setAccessibleText("Taken from");
        from.setConverter(new Named<>(level -> level.isPresent() ? "EL" + level.getAsInt() : "any level"));
        from.setOnAction(_ -> Optional.ofNullable(from.getValue()).ifPresent(level -> change(context ->
                new SyndromeContext(context.view(), level, context.origin(), context.profile()))));
        origin.setAccessibleText("Instruction set");
        origin.getItems().setAll(Origin.values());
        origin.setConverter(new Named<>(set -> set == Origin.UNKNOWN ? "any set" : set.name()));
        origin.setOnAction(_ -> Optional.ofNullable(origin.getValue()).ifPresent(set ->
                change(context -> context.from(set))));
        var element = new Button("Features", Icons.feather(Feather.CPU));
        element.setMinWidth(Region.USE_PREF_SIZE);
        element.setTooltip(new Tooltip("The features and the manual by which the syndrome is read"));
        element.setOnAction(_ -> {
            profile.content(features());
            profile.show(element);
        });
        return List.of(muted("as read at"), new Segments<>(views, view).root(), muted("from"), from, origin, element);
    }

    private Node features() {
        var revision = new SimpleObjectProperty<>(model.context().profile().revision());
        SequencedMap<Profile.Revision, String> revisions = new LinkedHashMap<>();
        for (Profile.Revision each : Profile.Revision.values()) {
            revisions.put(each, each.label());
        }
        Map<ArmFeature, CheckBox> boxes = new EnumMap<>(ArmFeature.class);
        var rows = new VBox();
        rows.getStyleClass().add("feature-rows");
        for (ArmFeature feature : ArmFeature.values()) {
            var box = new CheckBox(feature.manualName());
            box.setMnemonicParsing(false);
            box.setSelected(model.context().profile().has(feature));
            box.setOnAction(_ -> change(context -> context.on(box.isSelected() ? context.profile().with(feature)
                    : context.profile().without(feature))));
            boxes.put(feature, box);
            rows.getChildren().add(box);
        }
        revision.addListener((_, _, chosen) -> {
            change(context -> context.on(Profile.everything(chosen)));
            boxes.forEach((feature, box) -> box.setSelected(model.context().profile().has(feature)));
        });
        TextField filter = TextFields.createClearableTextField();
        filter.setPromptText("Find a feature");
        filter.setAccessibleText("Find a feature");
        filter.textProperty().addListener((_, _, text) -> rows.getChildren().setAll(boxes.values().stream().filter(box ->
                box.getText().toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT))).toList()));
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("edge-to-edge", "feature-scroll");
        var manual = new HBox(muted("Manual"), new Segments<>(revisions, revision).root());
        manual.getStyleClass().add("line");
        var all = new VBox(manual, filter, scroll);
        all.getStyleClass().add("feature-choice");
        return all;
    }

    private void change(UnaryOperator<SyndromeContext> edit) {
        if (!following) {
            model.setContext(edit.apply(model.context()));
        }
    }

    private void follow() {
        following = true;
        if (!number(value.getText()).equals(Optional.of(model.value())) || !value.isFocused()) {
            value.setText(Notation.address(model.value()));
        }
        SyndromeContext context = model.context();
        view.set(context.view());
        List<OptionalInt> levels = DecodeModel.sources(context.view());
        if (!from.getItems().equals(levels)) {
            from.getItems().setAll(levels);
        }
        from.setValue(context.fromEl());
        origin.setValue(context.origin());
        following = false;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
