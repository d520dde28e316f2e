package dev.seascope.views.program;

import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Notation;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// What can be done with an instruction of the program.
final class CodeMenu extends ContextMenu {
    private final ProgramModel model;

    CodeMenu(ProgramModel model) {
        this.model = model;
    }

    /// Offer it for one row.
    void fill(ProgramRow row, Instruction line) {
        getItems().setAll(item("Show the bits of %08x".formatted(line.word()), () -> model.openInstruction(row)),
                item("Run to this line", () -> model.runTo(row)),
                item("Toggle the breakpoint", () -> model.toggleBreakpoint(row)),
                new SeparatorMenuItem(),
                item("Copy the address", () -> Clip.copy(Notation.address(line.address()))),
                item("Copy the word", () -> Clip.copy("%08x".formatted(line.word()))),
                item("Copy the line", () -> model.listing(row).ifPresent(Clip::copy)));
    }

    private static MenuItem item(String text, Runnable action) {
        var item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
