package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfHostedDebugTest {
    private static final long KDE = 1 << 13;
    private static final long MDE = 1 << 15;
    /// EL1h with debug exceptions unmasked and everything else masked.
    private static final long EL1_DEBUG = 0x1c5;

    private static Guest guest(String program) {
        return Guest.of(program).with("X1", Guest.DATA);
    }

    @Test
    void stepTakesOneInstructionAtEl0AndReportsIt() {
        Guest guest = guest("eret").with("MDSCR_EL1", 1).with("ELR_EL1", Guest.DATA).with("SPSR_EL1", 1 << 21);
        guest.put(Guest.DATA, "mov x2, #5; mov x3, #6");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0xcb00_0022L);
        assertThat(taken.elr()).isEqualTo(Guest.DATA + 4);
        assertThat(taken.spsr()).as("SS is 0 after the step").isZero();
        assertThat(guest.cpu.x[2]).isEqualTo(5);
        assertThat(guest.cpu.x[3]).isZero();
    }

    @Test
    void exceptionOfTheSteppedInstructionComesFirst() {
        Guest guest = guest("eret").with("MDSCR_EL1", 1).with("ELR_EL1", Guest.DATA).with("SPSR_EL1", 1 << 21);
        guest.put(Guest.DATA, "brk #1");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0xf200_0001L);
        assertThat(taken.spsr()).as("the instruction was not stepped").isEqualTo(1 << 21);
    }

    @Test
    void steppedSystemCallReturnsBehindIt() {
        Guest guest = guest("eret").with("MDSCR_EL1", 1).with("ELR_EL1", Guest.DATA).with("SPSR_EL1", 1 << 21);
        guest.put(Guest.DATA, "svc #0");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x5600_0000L);
        assertThat(taken.elr()).isEqualTo(Guest.DATA + 4);
        assertThat(taken.spsr()).isZero();
    }

    /// Which of a load and a store of 8 bytes at the data page + `offset` a watchpoint takes.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x1fff | 0x00 | load store
            0x1fef | 0x00 | load
            0x1ff7 | 0x00 | store
            0x1fff | 0x08 |
            0x01ff | 0x00 | load store
            0x01ff | 0x04 |
            0x1ffb | 0x00 | load store
            0x1ffd | 0x00 |
            0x1ffe | 0x00 |
            0x7001fff | 0x40 | load store
            0x7001fff | 0x80 |
            """)
    void watchpointMatchesByAddressLevelAndDirection(String control, String offset, String expected) {
        long dbgwcr = Long.decode(control);
        // MASK is in bits 28:24, BAS in 12:5, LSC in 4:3, PAC in 2:1 and E in bit 0 of the control register.
        String name = Long.decode(offset) == 4 ? "w" : "x";
        var taken = new StringBuilder();
        for (String direction : new String[] {"load", "store"}) {
            String instruction = direction.equals("load") ? "ldr %s2, [x1]" : "str %s2, [x1]";
            Guest guest = guest(instruction.formatted(name) + "; nop");
            guest.with("DBGWVR0_EL1", Guest.DATA).with("DBGWCR0_EL1", dbgwcr).with("MDSCR_EL1", MDE | KDE)
                    .with("PSTATE", EL1_DEBUG).with("X1", Guest.DATA + Long.decode(offset));
            guest.cpu.run(2);
            if (!guest.taken.isEmpty()) {
                assertThat(guest.get("ESR_EL1")).isEqualTo(0xd600_0022L | (direction.equals("store") ? 0x40 : 0));
                assertThat(guest.get("FAR_EL1")).isEqualTo(guest.cpu.x[1]);
                taken.append(taken.isEmpty() ? "" : " ").append(direction);
            }
        }

        assertThat(taken.toString()).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void watchpointMatchesWhateverTheAddressTagAndFarKeepsIt() {
        long tagged = Guest.DATA | 0x5aL << 56;
        Guest guest = guest("ldr x2, [x1, #16]; ldr x2, [x1]").with("X1", tagged)
                .with("DBGWVR0_EL1", Guest.DATA).with("DBGWCR0_EL1", 0x1fff).with("MDSCR_EL1", MDE | KDE)
                .with("PSTATE", EL1_DEBUG);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | 1L << 37);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.elr()).isEqualTo(Guest.CODE + 4);
        assertThat(taken.far()).isEqualTo(tagged);
    }

    @Test
    void watchedPageIsQuickAgainWhenNothingIsWatched() {
        Guest guest = guest("ldr x2, [x1, #8]; ldr x3, [x1]; hvc #9")
                .with("DBGWVR0_EL1", Guest.DATA).with("DBGWCR0_EL1", 0x1fff).with("MDSCR_EL1", MDE | KDE)
                .with("PSTATE", EL1_DEBUG);
        assertThat(guest.exception().elr()).isEqualTo(Guest.CODE + 4);

        guest.with("DBGWCR0_EL1", 0).with("PC", Guest.CODE).with("PSTATE", EL1_DEBUG);

        assertThat(guest.trap().iss()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"0x1e7, 0x1c5, true", "0x1e5, 0x1c5, false", "0x1e3, 0x1c5, true", "0x1e5, 0, true", "0x1e7, 0x3c5, false",
            "0x1e6, 0x1c5, false"})
    void breakpointMatchesByLevelAndMask(String control, String pstate, boolean hit) {
        Guest guest = guest("nop; nop; nop").with("DBGBVR1_EL1", Guest.CODE + 4)
                .with("DBGBCR1_EL1", Long.decode(control)).with("MDSCR_EL1", MDE | KDE)
                .with("PSTATE", Long.decode(pstate));

        guest.cpu.run(3);

        assertThat(guest.taken).hasSize(hit ? 1 : 0);
        if (hit) {
            assertThat(guest.get("ELR_EL1")).isEqualTo(Guest.CODE + 4);
            assertThat(guest.get("ESR_EL1")).isEqualTo(pstate.equals("0") ? 0xc200_0022L : 0xc600_0022L);
        }
    }

    /// Breakpoint 5 is the context-aware one: BT is in bits 23:20 of the control register, LBN in bits 19:16.
    @ParameterizedTest
    @CsvSource({"0x1501e7, 0x3001e7, 7, true", "0x1501e7, 0x3001e7, 6, false", "0x1501e7, 0x3001e6, 7, false",
            "0x1501e7, 0x2001e6, 7, false", "0x1401e7, 0x3001e7, 7, false", "0x0001e7, 0x3001e7, 6, true"})
    void linkedBreakpointMatchesInItsContextOnly(String control, String linked, int context, boolean hit) {
        Guest guest = guest("nop; nop; hvc #9").with("DBGBVR1_EL1", Guest.CODE + 4)
                .with("DBGBCR1_EL1", Long.decode(control)).with("DBGBVR5_EL1", 7)
                .with("DBGBCR5_EL1", Long.decode(linked)).with("CONTEXTIDR_EL1", context)
                .with("MDSCR_EL1", MDE | KDE).with("PSTATE", EL1_DEBUG);

        guest.trap();

        assertThat(guest.taken).hasSize(hit ? 1 : 0);
        assertThat(guest.get("ELR_EL1")).isEqualTo(hit ? Guest.CODE + 4 : 0);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "6, false"})
    void linkedWatchpointMatchesInItsContextOnly(int context, boolean hit) {
        Guest guest = guest("ldr x2, [x1]; hvc #9").with("DBGWVR0_EL1", Guest.DATA)
                .with("DBGWCR0_EL1", 0x151fff).with("DBGBVR5_EL1", 7).with("DBGBCR5_EL1", 0x3001e7)
                .with("CONTEXTIDR_EL1", context).with("MDSCR_EL1", MDE | KDE).with("PSTATE", EL1_DEBUG);

        guest.trap();

        assertThat(guest.taken).hasSize(hit ? 1 : 0);
    }

    @Test
    void contextBreakpointTakesTheFirstInstructionOfItsContextAtItsLevel() {
        Guest guest = guest("msr CONTEXTIDR_EL1, x7; isb; nop; eret").with("X7", 7).with("ELR_EL1", Guest.DATA)
                .with("SPSR_EL1", 0).with("DBGBVR5_EL1", 7).with("DBGBCR5_EL1", 0x2001e5).with("MDSCR_EL1", MDE);
        guest.put(Guest.DATA, "nop");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0xc200_0022L);
        assertThat(taken.elr()).isEqualTo(Guest.DATA);
    }

    @ParameterizedTest
    @CsvSource({"'msr CONTEXTIDR_EL1, x7', 0x1c5", "'msr DAIFClr, #8', 0x3c5"})
    void contextBreakpointBeginsWhereItsConditionsAreMet(String instruction, String pstate) {
        Guest guest = guest("nop; " + instruction + "; nop; hvc #9").with("X7", 7)
                .with("CONTEXTIDR_EL1", instruction.contains("x7") ? 6 : 7).with("DBGBVR5_EL1", 7)
                .with("DBGBCR5_EL1", 0x2001e7).with("MDSCR_EL1", MDE | KDE).with("PSTATE", Long.decode(pstate));

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0xc600_0022L);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 8);
        assertThat(guest.get("ID_AA64DFR0_EL1") >>> 28 & 15).as("CTX_CMPs: one").isZero();
    }

    @Test
    void osLockDisablesDebugExceptions() {
        Guest guest = guest("mov x0, #1; msr OSLAR_EL1, x0; nop; hvc #9").with("DBGBVR0_EL1", Guest.CODE + 8)
                .with("DBGBCR0_EL1", 0x1e7).with("MDSCR_EL1", MDE | KDE).with("PSTATE", EL1_DEBUG);

        assertThat(guest.trap().iss()).isEqualTo(9);
        assertThat(guest.get("OSLSR_EL1") & 2).isEqualTo(2);
    }
}
