package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SnapshotTest {
    /// Computes, stores, rewrites itself, takes exceptions and interrupts.
    private static final String PROGRAM = """
            msr CNTV_CVAL_EL0, x9
            msr CNTV_CTL_EL0, x8
            loop: add x0, x0, #1
            madd x1, x1, x0, x0
            and x2, x1, #0x3ff8
            str x1, [x3, x2]
            ldr x4, [x3, x2]
            eor x5, x5, x4
            str w6, [x7]
            patched: movz x10, #1
            svc #3
            add w6, w6, #0x20
            b loop""";

    private static Guest guest() {
        Guest guest = Guest.of(PROGRAM);
        guest.put(Guest.VECTORS + 0x200, "mrs x11, ESR_EL1; add x12, x12, x11; eret");
        guest.put(Guest.VECTORS + 0x280, """
                mrs x13, CNTVCT_EL0
                add x13, x13, #97
                msr CNTV_CVAL_EL0, x13
                eret""");
        guest.cpu.interrupts().setTimerListener((_, asserted) -> guest.cpu.interrupts().setLines(asserted, false));
        return guest.with("X1", 1).with("X3", Guest.DATA).with("X6", 0xd280_000aL).with("X7", guest.label("patched"))
                .with("X8", 1).with("X9", 50).with("PSTATE", 5);
    }

    private static List<Object> state(Guest guest) {
        List<Object> state = new ArrayList<>();
        state.add(guest.cpu.snapshot());
        state.add(guest.memory.read(Guest.RAM, 2 << 20));
        state.add(List.copyOf(guest.taken));
        return state;
    }

    @Property(tries = 40)
    void stateDoesNotDependOnHowTheBudgetIsCut(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 200) Integer> slices) {
        Guest whole = guest();
        Guest cut = guest();

        whole.cpu.run(slices.stream().mapToInt(Integer::intValue).sum());
        slices.forEach(slice -> cut.cpu.run(slice));

        assertThat(state(cut)).isEqualTo(state(whole));
    }

    @Property(tries = 40)
    void stateDoesNotDependOnWhoLooksOn(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 200) Integer> slices,
            @ForAll @IntRange(min = 1, max = 5) int snapshotEach) {
        Guest alone = guest();
        Guest seen = guest();
        List<Object> kept = new ArrayList<>();

        alone.cpu.run(slices.stream().mapToInt(Integer::intValue).sum());
        for (int i = 0; i < slices.size(); i++) {
            kept.add(i % snapshotEach == 0 ? seen.memory.snapshot() : seen.memory.look());
            seen.cpu.run(slices.get(i));
        }

        assertThat(state(seen)).isEqualTo(state(alone));
        assertThat(kept).hasSameSizeAs(slices);
    }

    @Property(tries = 40)
    void restoredMachineDoesTheSameAgain(@ForAll @IntRange(max = 2000) int before,
            @ForAll @IntRange(max = 2000) int after, @ForAll @IntRange(min = 1, max = 300) int slice) {
        Guest guest = guest();
        guest.cpu.run(before);
        CpuSnapshot cpu = guest.cpu.snapshot();
        MemorySnapshot memory = guest.memory.snapshot();
        int taken = guest.taken.size();
        guest.cpu.run(after);
        List<Object> first = state(guest);

        guest.cpu.restore(cpu);
        guest.memory.restore(memory);
        guest.taken.subList(taken, guest.taken.size()).clear();
        for (int left = after; left > 0; left -= slice) {
            guest.cpu.run(Math.min(slice, left));
        }

        assertThat(state(guest)).isEqualTo(first);
    }
}
