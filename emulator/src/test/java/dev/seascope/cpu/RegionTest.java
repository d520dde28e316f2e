package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Guest code translated to regions does what the same code does instruction by instruction, to the last count.
class RegionTest {
    /// Skips the instruction that faulted, counts the exception in X28, and returns; an SVC stands behind itself already.
    private static final String SYNCHRONOUS = """
            mrs x27, ESR_EL1
            lsr x27, x27, #26
            cmp x27, #0x15
            b.eq done
            mrs x27, ELR_EL1
            add x27, x27, #4
            msr ELR_EL1, x27
            done: add x28, x28, #1
            eret""";
    /// Sets the timer again, for some time after now.
    private static final String INTERRUPT = """
            add x26, x26, #1
            mrs x25, CNTVCT_EL0
            add x25, x25, #37
            msr CNTV_CVAL_EL0, x25
            eret""";
    private static final String[] STATEMENTS = {
        "add x%d, x%d, x%d", "sub w%d, w%d, w%d", "adds x%d, x%d, x%d", "subs w%d, w%d, w%d", "eor x%d, x%d, x%d, ror #7",
        "and x%d, x%d, x%d, lsl #3", "mul x%d, x%d, x%d", "csel x%d, x%d, x%d, hi", "csinc w%d, w%d, w%d, vs",
        "adc x%d, x%d, x%d", "madd x%d, x%d, x%d, x3", "ccmp x%d, x%d, #5, ge; nop // %d", "movk x%d, #77; nop // %d %d",
        "ubfx x%d, x%d, #9, #20; nop // %d", "adr x%d, .; nop // %d %d", "mrs x%d, CNTVCT_EL0; nop // %d %d",
        "str x%d, [x20, #8]; nop // %d %d", "ldr x%d, [x20, #8]; nop // %d %d", "strb w%d, [x20], #1; nop // %d %d",
        "ldrsh x%d, [x20, #6]!; nop // %d %d", "stp x%d, x%d, [x20, #16]; nop // %d", "ldp w%d, w%d, [x20, #4]; nop // %d",
        "ldr x%d, [x22]; nop // %d %d", "svc #%d; nop // %d %d", "brk #%d; nop // %d %d", ".inst 0; nop // %d %d %d",
        "bl call; nop // %d %d %d", "ldr w%d, [x18, #4]; nop // %d %d", "ldrsh x%d, [x18, x29]; nop // %d %d",
        "str x%d, [x18]; nop // %d %d", "stlrb w%d, [x18]; nop // %d %d", "ldp x%d, x%d, [x18]; nop // %d",
    };

    /// A loop around random statements with branches among them, some of which fault, wait for nothing, or rewrite the loop.
    private static String program(Random random) {
        var lines = new ArrayList<String>();
        lines.add("msr CNTV_CVAL_EL0, x23; msr CNTV_CTL_EL0, x24; b loop");
        lines.add("call: add x14, x14, x30; ret");
        lines.add("loop: mov x20, x21");
        int statements = 4 + random.nextInt(40);
        for (int i = 0; i < statements; i++) {
            String line = STATEMENTS[random.nextInt(STATEMENTS.length)]
                    .formatted(random.nextInt(14), random.nextInt(14), random.nextInt(14));
            lines.add("s%d: %s".formatted(i, line.replaceAll(" //.*", "")));
            int kind = random.nextInt(12);
            if (kind == 0) {
                lines.add("tbz x%d, #%d, .+8; add x15, x15, #1".formatted(random.nextInt(14), random.nextInt(64)));
            } else if (kind == 1) {
                lines.add("b.ne .+12; add x15, x15, #3; sub x15, x15, #1");
            } else if (kind == 2) {
                // Now and then rewrites the ADD behind it to one with another immediate
                lines.add("tst x19, #7; adr x16, .+20; csel x16, x16, x21, eq; ldr w17, [x16]; eor w17, w17, #0x1000");
                lines.add("str w17, [x16]; add x15, x15, #2");
            }
        }
        lines.add("subs x19, x19, #1; b.ne loop; hvc #0xf0");
        return String.join("\n", lines);
    }

    private static Guest guest(String program, int translateAfter) {
        Guest guest = Guest.of(program);
        guest.cpu.translateAfter(translateAfter);
        guest.put(Guest.VECTORS + 0x200, SYNCHRONOUS);
        guest.put(Guest.VECTORS + 0x280, INTERRUPT);
        guest.with("X19", 60).with("X21", Guest.DATA).with("X22", Guest.DATA + 3).with("X23", 500).with("X24", 1)
                .with("X18", Guest.HOLE).with("X29", 6).with("PSTATE", 0x345);
        guest.cpu.interrupts().setTimerListener((_, asserted) -> guest.cpu.interrupts().setLines(asserted, false));
        return guest;
    }

    /// Everything a run leaves behind.
    private record Result(List<Stop> stops, List<Long> state, List<ExceptionListener.Taken> taken, List<Long> counts,
            Bytes memory) {}

    /// Finish an access to a hole as a hypervisor does, whether the syndrome describes it or not.
    private static void emulate(Cpu cpu, Trap trap) {
        if ((trap.iss() & (Syndrome.ISV | Syndrome.WNR)) == Syndrome.ISV) {
            cpu.x[(int) trap.iss() >>> 16 & 0x1f] = cpu.attempted() * 0x9e37_79b9_7f4a_7c15L;
        }
        cpu.completeInstruction();
    }

    private static Result run(Guest guest, long seed) {
        var random = new Random(seed);
        var stops = new ArrayList<Stop>();
        var counts = new ArrayList<Long>();
        for (int slice = 0; slice < 20_000; slice++) {
            Stop stop = Guest.lasting(guest.cpu.run(1 + random.nextInt(random.nextInt(8) == 0 ? 3000 : 60)));
            counts.add(guest.cpu.retired());
            counts.add(guest.cpu.pc);
            if (!(stop instanceof Stop.BudgetSpent)) {
                stops.add(stop);
            }
            if (stop instanceof Trap trap) {
                if (trap.ec() == Trap.EC_HVC64) {
                    break;
                }
                emulate(guest.cpu, trap);
            }
        }
        var state = new StateTransfer();
        guest.cpu.transfer(state);
        return new Result(stops, Arrays.stream(state.values()).boxed().toList(), guest.taken, counts,
                guest.memory.read(Guest.RAM, 2 << 20).orElseThrow());
    }

    @Property(tries = 60)
    void translatedGuestIsTheSameAtEachStop(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int translateAfter) {
        String program = program(new Random(seed));

        Result plain = run(guest(program, 0), seed);
        Result translated = run(guest(program, translateAfter), seed);

        assertThat(translated).as(program).isEqualTo(plain);
        assertThat(plain.stops().getLast()).as("the program ends").isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.ec()).isEqualTo(Trap.EC_HVC64));
    }

    @Test
    void breakpointInARegionStops() {
        // Ends by itself, so that a processor that forgets its budget fails here and does not run for ever
        Guest guest = Guest.of("""
                loop: add x0, x0, #1
                cbz x5, .+8
                nop
                add x1, x1, #1
                cmp x0, #1, lsl #12
                b.ne loop
                hvc #0""");
        guest.cpu.translateAfter(2);
        guest.cpu.run(1000);
        long before = guest.cpu.x[1];

        guest.cpu.setBreakpoints(List.of(Guest.CODE + 12));

        assertThat(guest.run()).isEqualTo(new Stop.AtBreakpoint(Guest.CODE + 12));
        assertThat(guest.run()).isEqualTo(new Stop.AtBreakpoint(Guest.CODE + 12));
        assertThat(guest.cpu.x[1]).isEqualTo(before + 1);
    }

    @Test
    void returnToTheSameAddressAtAnotherLevelLeavesTheRegion() {
        // The loop at EL1 is left by ERET to itself at EL0, which may not execute it.
        Guest guest = Guest.of("""
                msr ELR_EL1, x0
                loop: add x1, x1, #1
                subs x2, x2, #1
                csel x3, x4, x3, eq
                msr SPSR_EL1, x3
                eret""");
        Tables.identity(guest);
        guest.cpu.translateAfter(2);
        guest.with("X0", guest.label("loop")).with("X2", 50).with("X3", 0x3c5).with("X4", 0x3c0);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.vectorOffset()).isEqualTo(0x400);
        assertThat(guest.get("ESR_EL1")).as("permission fault of a fetch, level 2").isEqualTo(0x8200_000eL);
        assertThat(guest.cpu.x[1]).isEqualTo(50);
    }

    @Test
    void oldestRegionMakesRoomAndItsGuestGoesOn() {
        var program = new StringBuilder("again: nop\n");
        for (int i = 0; i < 40; i++) {
            program.append("mov x1, #3; l%d: subs x1, x1, #1; add x0, x0, #1; b.ne l%d%n".formatted(i, i));
        }
        Guest guest = Guest.of(program + "subs x2, x2, #1; b.ne again; hvc #0").with("X2", 20);
        guest.cpu.translateAfter(2);

        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(20 * 40 * 3);
    }
}
