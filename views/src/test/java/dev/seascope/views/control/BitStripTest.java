package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bits;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.kvm.Contribution;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class BitStripTest {
    private final List<String> asked = new ArrayList<>();
    private final Selection selection = new Selection();

    private final class Recorder implements BitStrip.Editor {
        @Override
        public void flip(int bit) {
            asked.add("flip " + bit);
            StripValue shown = strip.valueProperty().get();
            strip.valueProperty().set(value(shown.value().flip(bit).bits()));
        }

        @Override
        public void set(Bits field, long value) {
            asked.add("set %s %#x".formatted(field.name(), value));
        }

        @Override
        public void explain(int bit, Bounds cell) {
            asked.add("explain " + bit);
        }
    }

    private final BitStrip strip = FxThread.call(() -> {
        var made = new BitStrip(value(0x97c0_c710L), selection, new Recorder());
        FxThread.show(new VBox(made), 1430, 110);
        return made;
    });

    private static StripValue value(long bits) {
        List<Contribution> sources = MmioReadMoment.preview().effect().result("ESR_EL1").orElseThrow().sources();
        return new StripValue("ESR_EL1", new RegisterValue(RegisterLayouts.of("ESR_EL1").orElseThrow(), bits), sources,
                0x01ff_ffffL, "ext_abt_esr", 0);
    }

    private void click(int bit) {
        Bounds cell = strip.cell(bit);
        FxThread.click(strip, cell.getCenterX(), cell.getCenterY());
    }

    @Test
    void aClickFlipsAnEditableBitAndSelectsItsField() {
        FxThread.run(() -> {
            click(10);

            assertThat(asked).containsExactly("flip 10");
            assertThat(selection.selected()).isEqualTo(new RegisterBits("ESR_EL1", new Bits("FnV", 10, 10)));
        });
    }

    @Test
    void aClickOnABitThatCannotBeChangedAsksWhy() {
        FxThread.run(() -> {
            click(4);
            click(26);
            click(60);

            assertThat(asked).containsExactly("explain 4", "explain 26", "explain 60");
        });
    }

    @Test
    void aDragWritesTheSameValueIntoTheBitsOfOneField() {
        FxThread.run(() -> {
            Bounds from = strip.cell(20);
            Bounds to = strip.cell(15);

            FxThread.drag(strip, from.getCenterX(), to.getCenterX(), from.getCenterY());

            assertThat(asked).containsExactly("flip 20", "flip 19", "flip 18", "flip 17", "flip 16");
        });
    }

    @Test
    void theKeyboardMovesFlipsAndTypes() {
        FxThread.run(() -> {
            FxThread.press(strip, KeyCode.END);
            FxThread.press(strip, KeyCode.SPACE);
            FxThread.press(strip, KeyCode.LEFT);
            assertThat(strip.focusedBit()).isEqualTo(1);
            FxThread.press(strip, KeyCode.UP);
            assertThat(strip.focusedBit()).isEqualTo(6);
            FxThread.press(strip, KeyCode.DOWN);
            assertThat(strip.focusedBit()).isEqualTo(5);

            FxThread.type(strip, "217z");

            assertThat(asked).containsExactly("flip 0", "set DFSC 0x2", "set DFSC 0x21", "set DFSC 0x7");
        });
    }

    @Test
    void aScreenReaderHearsFieldBitValueAndSource() {
        FxThread.run(() -> {
            assertThat(strip.describe(10)).isEqualTo("FnV, bit 10, 1, set by you");
            assertThat(strip.describe(4)).isEqualTo("DFSC, bit 4, 1, set by KVM, locked");
            assertThat(strip.describe(25)).isEqualTo("IL, bit 25, 1, from the last trap, locked");
            assertThat(strip.describe(6)).isEqualTo("WnR, bit 6, 0");
        });
    }

    @Test
    void hoverIsSharedAndEndsOutsideTheCells() {
        FxThread.run(() -> {
            FxThread.point(strip, strip.cell(9).getCenterX(), strip.cell(9).getCenterY());
            assertThat(selection.hovers("ESR_EL1", Bits.of("EA[9]"))).isTrue();

            FxThread.point(strip, 2, 2);
            assertThat(selection.hovers("ESR_EL1", Bits.of("EA[9]"))).isFalse();
        });
    }
}
