package dev.seascope.views.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.Workbench;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class MemoryModelTest {
    /// 48 bits and 4 KiB pages below and above: T0SZ and T1SZ 16, TG0 0, TG1 2.
    private static final long TCR = 16 | 16 << 16 | 2L << 30;
    private static final long VA = 0x0000_ffff_b12e_2008L;

    private final Map<Long, Long> words = new HashMap<>();
    private final TreeMap<String, Long> system = new TreeMap<>(MmioReadMoment.snapshot().system());

    /// Tables from 0x4000_0000 on that map the page of [#VA] to 0x4800_0000 with this descriptor.
    private MachineSnapshot mapped(long descriptor) {
        words.put(0x4000_0000L + 8 * 511, 0x4000_1003L);
        words.put(0x4000_1000L + 8 * 510, 0x4000_2003L);
        words.put(0x4000_2000L + 8 * 393, 0x4000_3003L);
        words.put(0x4000_3000L + 8 * 226, descriptor);
        words.put(0x4800_0008L, 0x6f6c_6c65_48L);
        return machine(1, TCR);
    }

    private MachineSnapshot machine(long sctlr, long tcr) {
        MachineSnapshot m = MmioReadMoment.snapshot();
        system.put("SCTLR_EL1", sctlr);
        system.put("TCR_EL1", tcr);
        system.put("TTBR0_EL1", 0x4000_0000L);
        system.put("TTBR1_EL1", 0x4010_0000L);
        system.put("FAR_EL1", VA);
        return new MachineSnapshot(m.retired(), m.state(), m.x(), m.sp(), m.pc(), m.pstate(), system, m.host(),
                m.kvmRun(), m.exits(), m.exceptions(), "", m.machine(), this::byteAt, m.program());
    }

    private int byteAt(long gpa) {
        boolean known = (gpa >= 0x4000_0000L && gpa < 0x4000_4000L) || gpa >>> 12 == 0x48000;
        return known ? (int) (words.getOrDefault(gpa & -8, 0L) >>> (8 * (gpa & 7))) & 0xff : -1;
    }

    @Test
    void anAddressIsFollowedThroughFourLevelsToItsPage() {
        Translation translation = Translation.of(mapped(0x0060_0000_4800_0743L), VA);

        assertThat(translation.levels()).extracting(Translation.Level::name)
                .containsExactly("level 0", "level 1", "level 2", "level 3");
        assertThat(translation.levels().getFirst().table()).isEqualTo("TTBR0_EL1 0x40000000 + 8 × 511");
        assertThat(translation.levels().getLast().meaning()).isEqualTo("page of 4 KiB, EL1 and EL0 rw, PXN, UXN");
        assertThat(translation.output()).hasValue(0x4800_0008L);
    }

    @Test
    void whereTheWalkEndsIsSaid() {
        assertThat(Translation.of(mapped(0), VA).verdict()).isEqualTo("Bit 0 is 0: translation fault, level 3.");
        words.put(0x4000_1000L + 8 * 510, 0x5000_0003L);
        assertThat(Translation.of(machine(1, TCR), VA).verdict())
                .isEqualTo("No memory holds the table: External abort on a table walk, level 2.");
    }

    @Test
    void aBlockMapsWhatItsLevelSays() {
        words.put(0x4000_0000L + 8 * 511, 0x4000_1003L);
        words.put(0x4000_1000L + 8 * 510, 0x0000_0000_4000_0401L);

        Translation translation = Translation.of(machine(1, TCR), VA);

        assertThat(translation.levels().getLast().meaning()).startsWith("block of 1 GiB, EL1 rw");
        assertThat(translation.output()).hasValue(0x4000_0000L | (VA & 0x3fff_ffff));
    }

    @Test
    void addressesThatNoTableCanMapAreFaults() {
        assertThat(Translation.of(machine(1, TCR), 1L << 50).verdict()).contains("outside the 48 bits of TTBR0_EL1");
        assertThat(Translation.of(machine(1, TCR | 1 << 23), -1L).verdict()).contains("TCR_EL1.EPD1");
        assertThat(Translation.of(machine(0, TCR), 0x4800_0000L).verdict()).startsWith("The MMU is off");
    }

    @Test
    void theBytesThereAreShownUnderNamesAndNumbers() {
        var session = new SessionModel(Previewer.KVM);
        var model = new MemoryModel(session);
        session.show(mapped(0x4800_0743L));

        model.open("far_el1");
        MemoryModel.Row row = model.shownProperty().get().rows().get(4);

        assertThat(row.va()).isEqualTo(VA & -16);
        assertThat(row.at()).isEqualTo(8);
        assertThat(row.bytes().subList(8, 13)).containsExactly("48", "65", "6c", "6c", "6f");
        assertThat(row.text()).endsWith("Hello...");
        model.open("ffffb12e2008");
        assertThat(model.shownProperty().get().va()).hasValue(VA);
        model.open("no such thing");
        assertThat(model.shownProperty().get().va()).isEmpty();
    }

    @Test
    void theWindowShowsTheCard() {
        FxThread.run(() -> {
            var session = new SessionModel(Previewer.KVM);
            var workbench = new Workbench(session, _ -> { }, GuestLibrary.NONE);
            var root = FxThread.show(workbench.root(), 1440, 900);
            session.show(mapped(0x4800_0743L));

            FxThread.press(root, KeyCode.F1);
            var palette = (TextField) root.lookup("#palette-text");
            palette.setText("memory and translation");
            FxThread.press(palette, KeyCode.ENTER);
            ((TextField) root.lookup("#memory-address")).setText("FAR_EL1");

            assertThat(root.lookupAll(".walk .label").stream().map(node -> ((Label) node).getText()))
                    .contains("level 3", "page of 4 KiB, EL1 and EL0 rw");
        });
    }
}
