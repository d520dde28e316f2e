package dev.seascope.views.compose;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Preset;
import dev.seascope.inject.SourceText;
import dev.seascope.kvm.Kernel;
import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.LastingFocus;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Notice;
import dev.seascope.views.control.Panel;
import dev.seascope.views.control.Segments;
import dev.seascope.views.control.Words;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Composes an injection: what is sent on top, what the guest will read in the middle, what is odd about it below, and
/// the one button that sends it.
public final class ComposeView {
    /// The list of findings reaches from edge to edge, so that its selection does.
    private static final Insets ACROSS = new Insets(0, -10, 0, -10);

    /// The header and two rows.
    private static final double FINDINGS = 60;

    private final ComposeModel model;
    private final Keymap keys;
    private final Panel panel = new Panel("Compose injection");
    private final TextField esr = new TextField();
    private Runnable compareKernels = () -> { };
    private Runnable everyKernel = () -> { };

    /// @param findings the list of what is odd about the composed syndrome
    public ComposeView(ComposeModel model, Selection selection, Keymap keys, Node findings) {
        this.model = model;
        this.keys = keys;
        var ruler = new ByteRuler(selection);
        model.subscribe(() -> ruler.show(model.preview().getValue(), model.kernel().getValue().header()));
        var inputs = new VBox(kinds(), supplied(), serror());
        inputs.getStyleClass().add("compose-inputs");
        Node presets = presets();
        for (Node input : List.of(inputs, presets)) {
            input.disableProperty().bind(model.canEdit().map(can -> !can));
        }
        var odd = new StackPane(findings);
        var body = new VBox(inputs, lacking(), new SumView(model.sum(), selection).root(), ioctl(), ruler, odd);
        body.getStyleClass().add("compose-body");
        body.setMinWidth(0);
        VBox.setVgrow(odd, Priority.ALWAYS);
        VBox.setMargin(odd, ACROSS);
        odd.setMinHeight(FINDINGS);
        panel.mark(Icons.glyph(Glyph.INJECT, 14, "you-line")).control(muted("Preset"), presets)
                .body(scroll(body)).footer(footer());
        panel.root().getStyleClass().add("compose-view");
        keys.on(Action.INJECT, model::inject);
        keys.on(Action.COMPOSE, () -> {
            esr.requestFocus();
            esr.selectAll();
        });
    }

    public Parent root() {
        return panel.root();
    }

    /// What a click on `All kernels` does.
    public void onEveryKernel(Runnable action) {
        everyKernel = action;
    }

    /// What a click on the size of the struct does.
    public void onCompareKernels(Runnable action) {
        compareKernels = action;
    }

    private Node presets() {
        var box = new ComboBox<Preset>();
        box.getStyleClass().addAll("mono", "preset-choice");
        box.setAccessibleText("Preset");
        box.getItems().setAll(Preset.ALL);
        box.setVisibleRowCount(Preset.ALL.size());
        box.setCellFactory(_ -> new TextCell<>(preset -> preset.name() + " — " + preset.why()));
        box.setButtonCell(new TextCell<>(Preset::name));
        box.setPromptText("custom");
        model.preset().subscribe(preset -> box.setValue(preset.orElse(null)));
        box.setOnAction(_ -> Optional.ofNullable(box.getValue()).ifPresent(model::use));
        return box;
    }

    private Node kinds() {
        SequencedMap<Abort, String> choices = new LinkedHashMap<>();
        choices.put(Abort.DATA, "Data abort");
        choices.put(Abort.INSTRUCTION, "Instruction abort");
        choices.put(Abort.NONE, "None");
        var too = new CheckBox("SError too");
        too.setTooltip(new Tooltip("serror_pending: a virtual SError besides"));
        bind(too, InjectionPlan::serror, model::setSerror);
        return line(new Segments<>(choices, model.abortProperty()).root(), gap(), too);
    }

    private Node supplied() {
        var has = new CheckBox("ext_abt_esr");
        has.setMinWidth(Region.USE_PREF_SIZE);
        has.getStyleClass().add("mono");
        has.setMnemonicParsing(false);
        has.setTooltip(new Tooltip("ext_abt_has_esr: the guest's ISS is what you supply, ORed with what KVM adds"));
        bind(has, InjectionPlan::hasEsr, model::setHasEsr);
        Label problem = bind(esr, "ext_abt_esr", InjectionPlan::hasEsr, InjectionPlan::esr, model::setEsr);
        var kernel = new ComboBox<Kernel>();
        kernel.getStyleClass().addAll("mono", "kernel-choice");
        kernel.setAccessibleText("Kernel");
        kernel.getItems().setAll(Kernel.all());
        kernel.setVisibleRowCount(Kernel.all().size());
        kernel.setCellFactory(_ -> new TextCell<>(each -> each.id() + " — " + each.title()));
        kernel.setButtonCell(new TextCell<>(Kernel::id));
        model.kernel().subscribe(kernel::setValue);
        kernel.setOnAction(_ -> Optional.ofNullable(kernel.getValue()).ifPresent(model::useKernel));
        kernel.setMinWidth(Region.USE_PREF_SIZE);
        Node kernelName = muted("Kernel"); // makes room for what is wrong with the number
        kernelName.visibleProperty().bind(problem.textProperty().isEmpty());
        kernelName.managedProperty().bind(kernelName.visibleProperty());
        return line(has, esr, problem, gap(), kernelName, kernel);
    }

    private Node serror() {
        var has = new CheckBox("serror_esr");
        has.getStyleClass().add("mono");
        has.setMnemonicParsing(false);
        has.setTooltip(new Tooltip("serror_has_esr: the ISS of the SError; without it KVM reports IDS"));
        bind(has, InjectionPlan::serrorHasEsr, model::setSerrorHasEsr);
        var field = new TextField();
        Label problem = bind(field, "serror_esr", InjectionPlan::serrorHasEsr, InjectionPlan::serrorEsr, model::setSerrorEsr);
        HBox line = line(has, field, problem);
        model.plan().subscribe(plan -> {
            line.setVisible(plan.serror());
            line.setManaged(plan.serror());
        });
        return line;
    }

    /// What is composed but has no place in the kernel's struct, so that it does not arrive.
    private Node lacking() {
        var text = new Label("", Icons.warning(11));
        text.getStyleClass().addAll("warning-text", "lacking");
        text.setWrapText(true);
        text.textProperty().bind(model.lacking());
        text.visibleProperty().bind(text.textProperty().isNotEmpty());
        text.managedProperty().bind(text.visibleProperty());
        return text;
    }

    private static Node scroll(Region body) {
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private void bind(CheckBox box, Function<InjectionPlan, Boolean> state, Consumer<Boolean> edit) {
        model.plan().subscribe(plan -> box.setSelected(state.apply(plan)));
        box.setOnAction(_ -> edit.accept(box.isSelected()));
    }

    /// A number that is sent when it is switched on; typing one switches it on.
    ///
    /// @return says what is wrong with it
    private Label bind(TextField field, String name, Function<InjectionPlan, Boolean> on,
            Function<InjectionPlan, Long> value, LongConsumer edit) {
        field.getStyleClass().addAll("mono", "number-field");
        field.setAccessibleText(name);
        var problem = new Label();
        problem.getStyleClass().addAll("error-text", "small");
        problem.setMinWidth(Region.USE_PREF_SIZE);
        model.plan().subscribe(plan -> {
            if (!Words.parse(field.getText()).equals(Optional.of(value.apply(plan)))) {
                field.setText(Notation.address(value.apply(plan)));
            }
            field.getStyleClass().removeAll("supplied", "wrong");
            if (on.apply(plan)) {
                field.getStyleClass().add("supplied");
            }
        });
        field.textProperty().subscribe(text -> {
            Optional<Long> number = Words.parse(text);
            field.getStyleClass().remove("wrong");
            problem.setText(number.isEmpty() ? "not a number" : "");
            if (number.isEmpty()) {
                field.getStyleClass().add("wrong");
            } else if (field.isFocused()) {
                edit.accept(number.get());
            }
        });
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                field.setText(Notation.address(value.apply(model.plan().getValue())));
            }
        });
        return problem;
    }

    private Node ioctl() {
        var name = new Label("KVM_SET_VCPU_EVENTS");
        name.getStyleClass().add("mono");
        var number = new Label();
        number.getStyleClass().addAll("mono", "muted");
        number.textProperty().bind(model.preview().map(preview -> Notation.hex(preview.ioctl())));
        Hyperlink size = link(Action.COMPARE_BYTES, () -> compareKernels.run());
        size.textProperty().bind(model.preview().map(preview -> preview.struct().size() + " bytes"));
        Hyperlink every = link(Action.EVERY_KERNEL, () -> everyKernel.run());
        every.setText("All kernels");
        HBox line = line(name, number, gap(), every, size);
        line.getStyleClass().add("ioctl-line");
        return line;
    }

    private Hyperlink link(Action action, Runnable run) {
        var link = new Hyperlink();
        link.getStyleClass().add("quiet-link");
        var tip = new Tooltip();
        tip.textProperty().bind(keys.hints(action));
        link.setTooltip(tip);
        link.setOnAction(_ -> run.run());
        return link;
    }

    private Node footer() {
        var text = new Label("Inject");
        text.getStyleClass().add("medium");
        var key = new Label();
        key.textProperty().bind(keys.keys(Action.INJECT));
        key.getStyleClass().add("button-key");
        var content = new HBox(text, key);
        content.getStyleClass().add("button-content");
        var inject = new Button("", content);
        inject.getStyleClass().add("primary");
        inject.setId("inject");
        inject.setMinWidth(Region.USE_PREF_SIZE);
        inject.accessibleTextProperty().bind(keys.hints(Action.INJECT));
        inject.disableProperty().bind(model.canInject().map(can -> !can));
        inject.setOnAction(_ -> model.inject());
        LastingFocus.on(inject);
        var why = new Label();
        why.getStyleClass().add("muted");
        why.textProperty().bind(model.whyNot());
        return line(copy(), gap(), why, inject);
    }

    /// Copies as the language chosen last; the arrow chooses another and copies at once.
    private Node copy() {
        var button = new SplitMenuButton();
        button.setGraphic(Icons.feather(Feather.COPY));
        button.textProperty().bind(model.languageProperty().map(language -> "Copy as " + Words.clause(language.title())));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip("The ioctl as code"));
        button.setOnAction(_ -> copy(button));
        for (SourceText language : SourceText.values()) {
            var item = new MenuItem(language.title());
            item.setOnAction(_ -> {
                model.languageProperty().set(language);
                copy(button);
            });
            button.getItems().add(item);
        }
        return button;
    }

    private void copy(Node near) {
        Clip.copy(model.source());
        Notice.done(near, "Copied as " + model.languageProperty().get().title());
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(nodes);
        line.getStyleClass().add("line");
        return line;
    }

    private static Node gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A cell that shows one text.
    private static final class TextCell<T> extends ListCell<T> {
        private final Function<T, String> text;

        TextCell(Function<T, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "custom" : text.apply(item));
        }
    }
}
