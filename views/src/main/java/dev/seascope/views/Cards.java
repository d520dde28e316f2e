package dev.seascope.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The cards that open over the middle of the window, one at a time. A card is built when it first opens, so that it
/// costs nothing before; opening one closes the one before it; when the last closes, the keyboard focus goes back to
/// where it was. What has the style class `first-focus` gets the focus when its card opens.
final class Cards {
    private static final String FIRST_FOCUS = "first-focus";
    private static final double TOOLBAR = 76;
    private static final double GAP = 4;
    private static final double SIDE = 12;
    private static final double STATUS_LINE = 30;

    /// Where a card lies.
    enum Place {
        /// Over everything but toolbar and ribbon.
        BELOW_TOOLBAR,
        /// The syndrome strip stays in sight, and in use.
        BELOW_STRIP,
        /// Over the whole window, which is dimmed.
        OVER_ALL
    }

    private final StackPane root = new StackPane();
    private final List<Card> cards = new ArrayList<>();
    private final Region strip;
    private @Nullable Node focusBefore;

    /// One card.
    private static final class Card {
        private final Place place;
        private final ObservableValue<Boolean> open;
        private final Runnable close;
        private final Supplier<Parent> build;
        private @Nullable Parent view;

        Card(Place place, ObservableValue<Boolean> open, Runnable close, Supplier<Parent> build) {
            this.place = place;
            this.open = open;
            this.close = close;
            this.build = build;
        }

        boolean isOpen() {
            return Boolean.TRUE.equals(open.getValue());
        }
    }

    /// @param strip what a card [Place#BELOW_STRIP] leaves uncovered
    Cards(Region strip) {
        this.strip = strip;
        root.setPickOnBounds(false);
        root.setMinSize(0, 0);
        strip.boundsInParentProperty().subscribe(_ -> place());
        root.heightProperty().subscribe(_ -> place());
    }

    /// The layer that holds them.
    Parent root() {
        return root;
    }

    /// Add a card.
    ///
    /// @param place where it lies
    /// @param open whether it is on show
    /// @param close makes `open` false
    /// @param build makes its layer, once: a region whose padding is set here
    void add(Place place, ObservableValue<Boolean> open, Runnable close, Supplier<Parent> build) {
        var card = new Card(place, open, close, build);
        cards.add(card);
        open.subscribe(now -> {
            if (now) {
                show(card);
            } else {
                hide(card);
            }
        });
    }

    /// Close the card on show.
    ///
    /// @return whether there was one
    boolean close() {
        Optional<Card> shown = cards.stream().filter(Card::isOpen).findFirst();
        shown.ifPresent(card -> card.close.run());
        return shown.isPresent();
    }

    private void show(Card card) {
        if (root.getChildren().isEmpty()) {
            focusBefore = Optional.ofNullable(root.getScene()).map(Scene::getFocusOwner).orElse(null);
        }
        for (Card other : cards) {
            if (other != card && other.isOpen()) {
                other.close.run();
            }
        }
        Parent view = card.view;
        if (view == null) {
            view = card.build.get();
            card.view = view;
        }
        root.getChildren().setAll(view);
        place();
        view.applyCss(); // panes that split or scroll have their content only then
        view.layout();
        Optional.ofNullable(view.lookup("." + FIRST_FOCUS)).ifPresent(Node::requestFocus);
    }

    private void place() {
        for (Card card : cards) {
            if (card.view instanceof Region layer) {
                double top = switch (card.place) {
                    case OVER_ALL -> 0;
                    case BELOW_TOOLBAR -> TOOLBAR;
                    case BELOW_STRIP -> root.sceneToLocal(strip.localToScene(strip.getLayoutBounds())).getMaxY() + GAP;
                };
                layer.setPadding(card.place == Place.OVER_ALL ? Insets.EMPTY
                        : new Insets(top, SIDE, STATUS_LINE, SIDE));
            }
        }
    }

    private void hide(Card card) {
        Parent view = card.view;
        boolean shown = view != null && root.getChildren().remove(view);
        Node before = focusBefore;
        if (shown && before != null && cards.stream().noneMatch(Card::isOpen)) {
            before.requestFocus();
            focusBefore = null;
        }
    }
}
