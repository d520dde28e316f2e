package dev.seascope.views.syndrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bits;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.control.TipLayer;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyndromeViewTest {
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final Selection selection = new Selection();
    private final SyndromeModel model = new SyndromeModel(session, RegisterLayouts::of);

    @BeforeEach
    void paused() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
    }

    @Test
    void clickingABitEditsWhatIsComposed() {
        FxThread.run(() -> {
            var view = new SyndromeView(model, selection, new TipLayer());
            FxThread.show(view.root(), 1430, 134);
            Bounds fnv = view.strip().cell(10);

            FxThread.click(view.strip(), fnv.getCenterX(), fnv.getCenterY());

            assertThat(session.plan().esr()).isEqualTo(0x01c0_c300L);
        });
    }

    @Test
    void clickingABitOfAnInstructionShowsWhatItWouldBeAndTheLinkTakesItBack() {
        FxThread.run(() -> {
            var view = new SyndromeView(model, selection, new TipLayer());
            FxThread.show(view.root(), 1430, 134);
            model.openInstruction(0x4008_0c20L);
            view.root().layout();
            Bounds load = view.strip().cell(22);

            FxThread.click(view.strip(), load.getCenterX(), load.getCenterY());

            assertThat(((Label) FxThread.find(view.root(), "instruction-text")).getText()).isEqualTo("str x0, [x1]");
            List<Hyperlink> links = view.root().lookupAll(".quiet-link").stream().map(Hyperlink.class::cast)
                    .filter(Node::isVisible).toList();
            assertThat(links).extracting(Hyperlink::getText).containsExactly("was f9400020");
            links.getFirst().fire();
            assertThat(((Label) FxThread.find(view.root(), "instruction-text")).getText()).isEqualTo("ldr x0, [x1]");
        });
    }

    @Test
    void clickingALockedBitExplainsItBesideTheBit() {
        FxThread.run(() -> {
            var tips = new TipLayer();
            var view = new SyndromeView(model, selection, tips);
            FxThread.show(new StackPane(view.root(), tips.root()), 1430, 300);
            Bounds locked = view.strip().cell(4);

            FxThread.click(view.strip(), locked.getCenterX(), locked.getCenterY());

            assertThat(tips.isShowing()).isTrue();
            assertThat(text(tips.root())).isEqualTo("KVM ORs 0x10 in: a DFSC of 0x21 would arrive as 0x31");
            Bounds box = FxThread.find(tips.root(), "tip").localToScene(
                    FxThread.find(tips.root(), "tip").getLayoutBounds());
            assertThat(box.intersects(view.strip().localToScene(locked))).isFalse();
            assertThat(box.getMaxX()).isLessThanOrEqualTo(1430);
        });
    }

    private static String text(Parent in) {
        return String.join("", in.lookupAll(".tip-text").stream().map(node -> ((Text) node).getText()).toList());
    }

    @Test
    void theTreeEditsTheSameSyndrome() {
        FxThread.run(() -> {
            Parent tree = FxThread.show(new FieldsView(model, selection).root(), 313, 474);

            List<CheckBox> ticks = tree.lookupAll(".check-box").stream().map(CheckBox.class::cast).toList();
            CheckBox wnr = ticks.stream().filter(box -> box.getAccessibleText().equals("WnR")).findFirst()
                    .orElseThrow();
            wnr.fire();

            assertThat(session.plan().esr()).isEqualTo(0x01c0_c740L);
            assertThat(selection.selected()).isEqualTo(new RegisterBits("ESR_EL1", new Bits("WnR", 6, 6)));
        });
    }

    @Test
    void aChosenValueThatKvmChangesIsShownAsItArrives() {
        FxThread.run(() -> {
            Parent tree = FxThread.show(new FieldsView(model, selection).root(), 313, 474);

            choice(tree, "DFSC").setValue(0x21L);

            assertThat(session.plan().esr() & 0x3f).isEqualTo(0x21);
            assertThat(choice(tree, "DFSC").getValue()).isEqualTo(0x31);
        });
    }

    @SuppressWarnings("unchecked") // the only kind of combo box in the tree
    private static ComboBox<Long> choice(Parent tree, String field) {
        return tree.lookupAll(".field-choice").stream().map(node -> (ComboBox<Long>) node)
                .filter(box -> box.getAccessibleText().equals(field)).findFirst().orElseThrow();
    }

    @Test
    void theSelectedFieldIsTintedAndPutIntoWords() {
        FxThread.run(() -> {
            Parent tree = FxThread.show(new FieldsView(model, selection).root(), 313, 474);
            selection.select(new RegisterBits("ESR_EL1", new Bits("FnV", 10, 10)));

            var detail = (TextFlow) FxThread.find(tree, "field-detail");
            assertThat(((Text) detail.getChildren().getFirst()).getText()).isEqualTo("FnV, bit 10. ");
            assertThat(detail.getChildren()).hasSizeGreaterThan(1);
            assertThat(tree.lookupAll(".field-row").stream().filter(row -> row.getPseudoClassStates().stream()
                    .anyMatch(state -> state.getPseudoClassName().equals("selected")))).hasSize(1);

            FxThread.press(FxThread.find(tree, "rows"), KeyCode.DOWN);
            assertThat(selection.selects("ESR_EL1", Bits.of("EA[9]"))).isTrue();
        });
    }
}
