package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Field;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.views.control.StripGeometry.Box;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StripGeometryTest {
    private static final double CHARACTER = 7;

    static Collection<String> registers() {
        return RegisterLayouts.names();
    }

    @ParameterizedTest
    @MethodSource("registers")
    void everyBitHasOneCellAndNoTwoFieldsOverlap(String register) {
        var random = new Random(register.hashCode());
        for (int run = 0; run < 20; run++) {
            var value = new RegisterValue(RegisterLayouts.of(register).orElseThrow(), random.nextLong());
            double width = 900 + random.nextInt(1200);

            StripGeometry geometry = place(value, width);

            assertThat(geometry.boxes()).extracting(Box::field).isEqualTo(value.layout().leaves(value.bits()));
            for (int i = 1; i < geometry.boxes().size(); i++) {
                Box before = geometry.boxes().get(i - 1);
                Box box = geometry.boxes().get(i);
                assertThat(box.row() > before.row() || box.x() > before.x() + before.width()).isTrue();
            }
            Box last = geometry.boxes().getLast();
            assertThat(last.cellX(0) + last.cell()).isEqualTo(last.x() + last.width());
        }
    }

    @ParameterizedTest
    @MethodSource("registers")
    void nothingStandsOutAndNoNameIsCutInAWindowOfTheDesignedWidth(String register) {
        var value = new RegisterValue(RegisterLayouts.of(register).orElseThrow(), 0);

        for (Box box : place(value, 1406).boxes()) {
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(1406);
            if (StripGeometry.isNamed(box.field())) {
                assertThat(box.width()).isGreaterThanOrEqualTo(box.field().name().length() * CHARACTER);
            }
        }
    }

    @Test
    void anAbortFillsOneRowOfTheDesignedWidthWithCellsOf28() {
        StripGeometry geometry = place(esr(0x97c0_c710L), 1406);

        assertThat(geometry.rows()).isEqualTo(1);
        assertThat(geometry.boxOf(5).cell()).isEqualTo(28);
        assertThat(geometry.boxOf(24).field().name()).isEqualTo("ISV");
        assertThat(geometry.brackets()).extracting(bracket -> bracket.field().name())
                .containsExactly("RES0", "ISS2", "EC", "ISS");
    }

    @Test
    void aNarrowStripBreaksAtBit32() {
        StripGeometry geometry = place(esr(0x97c0_c710L), 900);

        assertThat(geometry.rows()).isEqualTo(2);
        assertThat(geometry.boxOf(32).row()).isZero();
        assertThat(geometry.boxOf(31).row()).isEqualTo(1);
        assertThat(geometry.boxOf(31).x()).isZero();
    }

    @Test
    void cellsGrowWithTheTypeSize() {
        List<Field> same = place(esr(0), 1406).boxes().stream().map(Box::field).toList();

        StripGeometry bigger = StripGeometry.of(esr(0), 4000, 2, name -> 2 * CHARACTER * name.length());

        assertThat(bigger.boxes()).extracting(Box::field).isEqualTo(same);
        assertThat(bigger.boxOf(5).cell()).isGreaterThanOrEqualTo(56);
    }

    private static RegisterValue esr(long bits) {
        return new RegisterValue(RegisterLayouts.of("ESR_EL1").orElseThrow(), bits);
    }

    private static StripGeometry place(RegisterValue value, double width) {
        return StripGeometry.of(value, width, 1, name -> CHARACTER * name.length());
    }

    @Test
    void aFieldAsWideAsTheRegisterTakesOneRow() {
        var far = new RegisterValue(RegisterLayouts.of("FAR_EL1").orElseThrow(), 0);

        for (double width = 900; width < 1500; width += 50) {
            StripGeometry geometry = StripGeometry.of(far, width, 1, _ -> 10);

            assertThat(geometry.boxes()).hasSize(1);
            assertThat(geometry.rows()).isEqualTo(1);
        }
    }
}
