package dev.seascope.views.control;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Gives the keyboard back to a node that lost it by being disabled, as soon as it is enabled, unless the user has gone
/// elsewhere meanwhile. JavaFX passes it on to the next node and leaves it there.
public final class LastingFocus {
    private final Node node;
    /// Who got the keyboard instead.
    private @Nullable Node standIn;

    private LastingFocus(Node node) {
        this.node = node;
    }

    /// Let a node have it.
    public static void on(Node node) {
        var focus = new LastingFocus(node);
        node.disabledProperty().addListener((_, _, disabled) -> {
            if (disabled) {
                focus.lose();
            } else {
                focus.regain();
            }
        });
    }

    private void lose() {
        Scene scene = node.getScene();
        if (scene != null && node.equals(scene.getFocusOwner())) {
            scene.focusOwnerProperty().addListener(new ChangeListener<>() {
                @Override
                public void changed(ObservableValue<? extends Node> owner, Node before, Node now) {
                    scene.focusOwnerProperty().removeListener(this);
                    standIn = node.isDisabled() ? now : null;
                }
            });
        }
    }

    private void regain() {
        Scene scene = node.getScene();
        if (standIn != null && scene != null && standIn.equals(scene.getFocusOwner())) {
            node.requestFocus();
        }
        standIn = null;
    }
}
