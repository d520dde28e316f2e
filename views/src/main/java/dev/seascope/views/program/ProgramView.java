package dev.seascope.views.program;

import dev.seascope.views.control.Panel;
import dev.seascope.views.control.Segments;
import dev.seascope.views.program.ProgramModel.Mode;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;

/// The guest's code, with where it is, where it would go and where it stops.
public final class ProgramView {
    private static final SequencedMap<Mode, String> MODES = new LinkedHashMap<>();

    static {
        MODES.put(Mode.SOURCE, "Source");
        MODES.put(Mode.BOTH, "Both");
        MODES.put(Mode.DISASSEMBLY, "Disassembly");
    }

    private final Panel panel;

    public ProgramView(ProgramModel model) {
        panel = new Panel("Program").describe(title(model))
                .control(new Segments<>(MODES, model.modeProperty()).root())
                .body(body(model));
        panel.root().getStyleClass().add("program-view");
    }

    public Parent root() {
        return panel.root();
    }

    private static Node title(ProgramModel model) {
        var title = new Label();
        title.textProperty().bind(model.title().map(name -> name.replaceFirst("^.*[/\\\\]", "")));
        var path = new Tooltip();
        path.textProperty().bind(model.title());
        title.setTooltip(path);
        title.getStyleClass().addAll("mono", "muted");
        return title;
    }

    private static Node body(ProgramModel model) {
        var remark = new Label();
        remark.textProperty().bind(model.shownProperty().map(ProgramModel.Shown::remark));
        remark.getStyleClass().add("remark");
        remark.visibleProperty().bind(remark.textProperty().isNotEmpty());
        remark.managedProperty().bind(remark.visibleProperty());
        var body = new BorderPane(new CodeList(model));
        body.setTop(remark);
        return body;
    }
}
