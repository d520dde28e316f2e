package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Translation as the Arm ARM's "VMSAv8-64" chapters describe it.
class Stage1Test {
    private static final long VA = 0x20_4060_1000L;
    private static final long PA = Guest.DATA;

    private static Guest guest(String program) {
        return Guest.of(program).with("X1", VA).with("X0", 0x1234);
    }

    @Property(tries = 300)
    void everyGranuleAndSizeLeadsToTheMappedPage(@ForAll @IntRange(max = 2) int granule,
            @ForAll @IntRange(min = 16, max = 48) int size, @ForAll long random, @ForAll boolean upper,
            @ForAll boolean bigEndian, @ForAll @IntRange(max = 2) int blockLevel) {
        int granuleBits = 12 + 2 * granule;
        int bits = Math.max(size, granuleBits + 1);
        Guest guest = guest("nop");
        var tables = new Tables(guest.memory, granuleBits, bits, bigEndian);
        long va = random & (1L << bits) - 1;
        boolean block = blockLevel == 2 && tables.startLevel() <= 2;
        int pageBits = block ? granuleBits + granuleBits - 3 : granuleBits;
        long pa = 0x12_3456_789a_bcdeL & -(1L << pageBits) & (1L << 48) - 1;
        tables.map(va, pa, block ? 2 : 3, Tables.MEMORY);
        long tg0 = List.of(0L, 2L, 1L).get(granule);
        long tg1 = List.of(2L, 1L, 3L).get(granule);
        long offset = 64L - bits;
        guest.with("TTBR0_EL1", upper ? 0 : tables.root).with("TTBR1_EL1", upper ? tables.root : 0)
                .with("TCR_EL1", offset | tg0 << 14 | offset << 16 | tg1 << 30 | 5L << 32)
                .with("SCTLR_EL1", 1 | (bigEndian ? 1 << 25 : 0));

        long address = upper ? va | -1L << bits : va;
        assertThat(guest.cpu.translate(address)).hasValue(pa | (va & (1L << pageBits) - 1));
        assertThat(guest.cpu.translate(address ^ 1L << pageBits)).isEmpty();
        assertThat(guest.cpu.translate(address ^ 1L << (63 - offset / 2))).as("beyond the size").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | ldr x0, [x1] | 0x96000004
            1 | ldr x0, [x1] | 0x96000005
            2 | str x0, [x1] | 0x96000046
            3 | str x0, [x1] | 0x96000047
            3 | ldadd x2, x0, [x1] | 0x96000007
            2 | br x1        | 0x86000006
            3 | dc cvac, x1  | 0x96000147
            """)
    void invalidDescriptorIsATranslationFaultOfItsLevel(int level, String instruction, String esr) {
        long va = VA | 1L << 40;
        Guest guest = guest(instruction).with("X1", va);
        var tables = new Tables(guest.memory, 12, 48, false);
        identity(tables);
        tables.set(tables.entry(va, level), 0);
        tables.use(guest, 0);

        assertAbort(guest, esr);
    }

    private static void identity(Tables tables) {
        for (long at = Guest.RAM; at < Guest.RAM + Guest.RAM_BYTES; at += 2 << 20) {
            tables.map(at, at, 2, Tables.MEMORY);
        }
    }

    private static void assertAbort(Guest guest, String esr) {
        ExceptionListener.Taken taken = guest.exception();
        assertThat(taken.esr()).isEqualTo(Long.decode(esr));
        assertThat(taken.far()).isEqualTo(guest.cpu.x[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void outputBeyondTheConfiguredSizeIsAnAddressSizeFault(int level) {
        Guest guest = guest("ldr x0, [x1]");
        Tables tables = Tables.identity(guest);
        tables.map(VA, 0x8000_0000_0000L, level, Tables.MEMORY);
        guest.with("TCR_EL1", (guest.get("TCR_EL1") & ~(7L << 32)) | 2L << 32);

        assertAbort(guest, "0x%x".formatted(0x9600_0000L + level));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void clearAccessFlagIsAFaultOfItsLevel(int level) {
        Guest guest = guest("str x0, [x1]");
        Tables.identity(guest).map(VA, PA, level, Tables.INNER);

        assertAbort(guest, "0x%x".formatted(0x9600_0048L + level));
    }

    /// The Arm ARM's tables of data and instruction access permissions.
    @ParameterizedTest(name = "AP {0} PXN {1} UXN {2} APTable {3} WXN {4} PAN {5}")
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | 0 | 0 | 0 | 0 | rwx | --x
            1 | 0 | 0 | 0 | 0 | 0 | rw- | rwx
            2 | 0 | 0 | 0 | 0 | 0 | r-x | --x
            3 | 0 | 0 | 0 | 0 | 0 | r-x | r-x
            0 | 1 | 0 | 0 | 0 | 0 | rw- | --x
            0 | 0 | 1 | 0 | 0 | 0 | rwx | ---
            1 | 0 | 1 | 0 | 0 | 0 | rw- | rw-
            3 | 1 | 1 | 0 | 0 | 0 | r-- | r--
            0 | 0 | 0 | 0 | 1 | 0 | rw- | --x
            1 | 0 | 0 | 0 | 1 | 0 | rw- | rw-
            2 | 0 | 0 | 0 | 1 | 0 | r-x | --x
            0 | 0 | 0 | 1 | 0 | 0 | rwx | --x
            1 | 0 | 0 | 1 | 0 | 0 | rwx | --x
            3 | 0 | 0 | 1 | 0 | 0 | r-x | --x
            0 | 0 | 0 | 2 | 0 | 0 | r-x | --x
            1 | 0 | 0 | 2 | 0 | 0 | r-x | r-x
            1 | 0 | 0 | 3 | 0 | 0 | r-x | --x
            0 | 0 | 0 | 0 | 0 | 1 | rwx | --x
            1 | 0 | 0 | 0 | 0 | 1 | --- | rwx
            3 | 0 | 0 | 0 | 0 | 1 | --x | r-x
            1 | 0 | 0 | 1 | 0 | 1 | rwx | --x
            """)
    void permissionsFollowTheDescriptors(long ap, long pxn, long uxn, long apTable, long wxn, long pan, String el1,
            String el0) {
        for (int el = 0; el <= 1; el++) {
            var found = new StringBuilder();
            for (String access : List.of("ldr x2, [x1]", "str x2, [x1]", "br x1")) {
                Guest guest = guest(access + "; nop");
                guest.put(PA, "nop");
                Tables tables = Tables.identity(guest);
                tables.map(Guest.RAM, Guest.RAM, 2, Tables.MEMORY | Tables.EL0 | Tables.READ_ONLY);
                tables.map(VA, PA, 3, Tables.MEMORY | ap << 6 | pxn << 53 | uxn << 54);
                long table = tables.entry(VA, 2);
                tables.set(table, tables.get(table) | apTable << 61);
                guest.with("SCTLR_EL1", 0x80_0001 | wxn << 19).with("PSTATE", (el == 1 ? 0x3c5 : 0) | pan << 22);

                guest.cpu.run(2);

                found.append(guest.taken.isEmpty() ? "rwx".charAt(found.length()) : '-');
            }
            assertThat(found).as("EL%d", el).hasToString(el == 1 ? el1 : el0);
        }
    }

    @Test
    void unprivilegedAccessHasThePermissionsOfEl0UnlessOverridden() {
        String program = "ldtr x0, [x1]; hvc #9";
        Guest plain = guest(program);
        Guest overridden = guest(program).with("PSTATE", 0x3c5 | 1 << 23);
        for (Guest guest : List.of(plain, overridden)) {
            Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY);
        }

        assertAbort(plain, "0x9600000f");
        assertThat(overridden.trap().iss()).isEqualTo(9);
    }

    @Test
    void privilegedAccessNeverIgnoresWhatAnUnprivilegedOneFilledIn() {
        Guest guest = guest("ldtr x0, [x1]; ldr x0, [x1]; hvc #9").with("PSTATE", 0x3c5 | 1 << 22);
        Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY | Tables.EL0);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x9600_000fL);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 4);
    }

    @Test
    void topByteIsIgnoredIfConfigured() {
        Guest guest = guest("ldr x0, [x1]; hvc #9").with("X1", VA | 0xa5L << 56);
        Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY);
        guest.write64(PA, 77);
        long tcr = guest.get("TCR_EL1");

        guest.with("TCR_EL1", tcr | 1L << 37);
        assertThat(guest.trap().iss()).isEqualTo(9);
        assertThat(guest.cpu.x[0]).isEqualTo(77);

        guest.with("TCR_EL1", tcr).with("PC", Guest.CODE);
        assertAbort(guest, "0x96000004");
    }

    @Test
    void branchDropsATagThatIsIgnored() {
        Guest guest = guest("br x1").with("X1", VA | 0xa5L << 56);
        guest.put(PA, "svc #0");
        Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | 1L << 37);

        assertThat(guest.exception().elr()).isEqualTo(VA + 4);
    }

    @Test
    void disabledWalksFaultAtLevelZero() {
        Guest guest = guest("ldr x0, [x1]").with("X1", -1L << 39);
        Tables.identity(guest);

        assertAbort(guest, "0x96000004");
    }

    @Test
    void unalignedAccessDependsOnTheMemoryType() {
        Guest guest = guest("ldr x0, [x1]; ldr x0, [x2]").with("X1", VA + 0xffd).with("X2", VA + 0x2001);
        Tables tables = Tables.identity(guest);
        tables.map(VA, PA, 3, Tables.MEMORY);
        tables.map(VA + 0x1000, PA + 0x3000, 3, Tables.MEMORY);
        tables.map(VA + 0x2000, PA + 0x2000, 3, Tables.MEMORY | Tables.DEVICE);
        guest.memory.write(PA + 0xffd, new byte[] {1, 2, 3});
        guest.memory.write(PA + 0x3000, new byte[] {4, 5, 6, 7, 8});

        ExceptionListener.Taken taken = guest.exception();

        assertThat(guest.cpu.x[0]).isEqualTo(0x0807_0605_0403_0201L);
        assertThat(taken.esr()).isEqualTo(0x9600_0021L);
        assertThat(taken.far()).isEqualTo(VA + 0x2001);
    }

    @Test
    void storeThatFaultsInItsSecondPageWritesNothing() {
        Guest guest = guest("str x0, [x1]").with("X0", -1).with("X1", VA + 0xffc);
        Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x9600_0047L);
        assertThat(taken.far()).as("first byte that faults").isEqualTo(VA + 0x1000);
        assertThat(guest.read64(PA + 0xff8)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmalle1", "vae1, x7", "aside1, x7", "vaae1, x7", "vale1, x7", "vaale1, x7", "vmalle1is",
            "vae1is, x7", "aside1is, x7", "vaae1is, x7", "vale1is, x7", "vaale1is, x7"})
    void changedTranslationHoldsAfterInvalidation(String operation) {
        Guest guest = guest("""
                loop: ldr x3, [x1]
                add x4, x4, x3
                str x5, [x6]
                dsb ish
                tlbi %s
                dsb ish
                isb
                ldr x3, [x1]
                hvc #9""".formatted(operation)).with("X7", VA >>> 12);
        Tables tables = Tables.identity(guest);
        long entry = tables.map(VA, PA, 3, Tables.MEMORY);
        tables.map(Tables.BASE, Tables.BASE, 2, Tables.MEMORY);
        guest.write64(PA, 1);
        guest.write64(PA + 0x1000, 2);
        guest.with("X5", tables.get(entry) + 0x1000).with("X6", entry);

        guest.trap();

        assertThat(guest.cpu.x[4]).isEqualTo(1);
        assertThat(guest.cpu.x[3]).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmalle1is", "vae1is, x7", "aside1is, x7", "vaae1is, x7", "vale1is, x7", "vaale1is, x7"})
    void invalidationForAllReachesTheOtherProcessors(String operation) {
        Guest guest = guest("str x5, [x6]; dsb ish; tlbi %s; dsb ish; hvc #9".formatted(operation))
                .with("X7", VA >>> 12);
        Tables tables = Tables.identity(guest);
        long entry = tables.map(VA, PA, 3, Tables.MEMORY);
        tables.map(Tables.BASE, Tables.BASE, 2, Tables.MEMORY);
        guest.write64(PA, 1);
        guest.write64(PA + 0x1000, 2);
        guest.with("X5", tables.get(entry) + 0x1000).with("X6", entry);
        var other = new Cpu(guest.memory, CpuModel.DEFAULT);
        other.restore(guest.cpu.snapshot());
        guest.put(Guest.CODE + 0x100, "again: ldr x3, [x1]; b again");
        other.setPc(Guest.CODE + 0x100);
        other.run(3);
        assertThat(other.x[3]).isEqualTo(1);

        guest.trap();
        other.run(2);

        assertThat(other.x[3]).isEqualTo(2);
    }

    @Test
    void tablesCanForbidExecutionForAllBelowThem() {
        for (int el = 0; el <= 1; el++) {
            for (long never : new long[] {0, 1L << 59, 1L << 60}) {
                Guest guest = guest("br x1; nop");
                guest.put(PA, "nop");
                Tables tables = Tables.identity(guest);
                tables.map(Guest.RAM, Guest.RAM, 2, Tables.MEMORY | Tables.EL0 | Tables.READ_ONLY);
                tables.map(VA, PA, 3, Tables.MEMORY | Tables.EL0 | Tables.READ_ONLY);
                long table = tables.entry(VA, 2);
                tables.set(table, tables.get(table) | never);
                guest.with("PSTATE", el == 1 ? 0x3c5 : 0);

                guest.cpu.run(2);

                assertThat(!guest.taken.isEmpty()).as("EL%d, %#x", el, never)
                        .isEqualTo(never == (el == 1 ? 1L << 59 : 1L << 60));
            }
        }
    }

    @Test
    void contiguousHintChangesNothing() {
        Guest guest = guest("ldr x3, [x1]; add x1, x1, x2; ldr x4, [x1]; hvc #9").with("X2", 0x1000);
        Tables tables = Tables.identity(guest);
        for (int i = 0; i < 16; i++) {
            tables.map(VA + i * 0x1000L, PA + i * 0x1000L, 3, Tables.MEMORY | Tables.CONTIGUOUS);
        }
        guest.write64(PA, 1);
        guest.write64(PA + 0x1000, 2);

        guest.trap();

        assertThat(List.of(guest.cpu.x[3], guest.cpu.x[4])).containsExactly(1L, 2L);
    }

    @Test
    void invalidationOfOnePageOfABlockInvalidatesTheBlock() {
        Guest guest = guest("ldr x3, [x1]; ldr x4, [x2]; str xzr, [x6]; dsb ish; tlbi vaae1is, x7; ldr x5, [x2]")
                .with("X1", VA).with("X2", VA + 0x10_0000).with("X7", VA >>> 12);
        Tables tables = Tables.identity(guest);
        guest.with("X6", tables.map(VA, Guest.RAM, 2, Tables.MEMORY));
        tables.map(Tables.BASE, Tables.BASE, 2, Tables.MEMORY);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x9600_0006L);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 20);
    }

    @Test
    void newTablesHoldAtOnce() {
        Guest guest = guest("ldr x3, [x1]; msr TTBR0_EL1, x5; isb; ldr x4, [x1]; hvc #9");
        Tables second = Tables.identity(guest, Tables.BASE + (4 << 20));
        second.map(VA, PA + 0x1000, 3, Tables.MEMORY);
        Tables.identity(guest).map(VA, PA, 3, Tables.MEMORY);
        guest.write64(PA, 1);
        guest.write64(PA + 0x1000, 2);
        guest.with("X5", second.root | 7L << 48);

        guest.trap();

        assertThat(guest.cpu.x[3]).isEqualTo(1);
        assertThat(guest.cpu.x[4]).isEqualTo(2);
    }

    @Test
    void hardwareManagesAccessFlagAndDirtyState() {
        Guest guest = guest("ldr x0, [x1]; str x0, [x2]; ldr x3, [x4]; str x3, [x4]; hvc #9")
                .with("X2", VA + 0x1000).with("X4", VA + 0x2000);
        Tables tables = Tables.identity(guest);
        long read = tables.map(VA, PA, 3, Tables.INNER | Tables.DBM | Tables.READ_ONLY);
        long written = tables.map(VA + 0x1000, PA + 0x1000, 3, Tables.INNER | Tables.DBM | Tables.READ_ONLY);
        long both = tables.map(VA + 0x2000, PA + 0x2000, 3, Tables.MEMORY | Tables.DBM | Tables.READ_ONLY);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | 3L << 39);

        assertThat(guest.trap().iss()).isEqualTo(9);

        long flags = Tables.AF | Tables.READ_ONLY;
        assertThat(tables.get(read) & flags).isEqualTo(Tables.AF | Tables.READ_ONLY);
        assertThat(tables.get(written) & flags).isEqualTo(Tables.AF);
        assertThat(tables.get(both) & flags).isEqualTo(Tables.AF);
    }

    @Test
    void processorWithoutManagementLeavesTheFlagsToSoftwareWhateverTcrAsks() {
        Guest guest = new Guest(CpuModel.ARMV8_0_A, "ldr x0, [x1]").with("X1", VA);
        Tables tables = Tables.identity(guest);
        long entry = tables.map(VA, PA, 3, Tables.INNER);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | 3L << 39);

        assertAbort(guest, "0x9600000b");
        assertThat(tables.get(entry) & Tables.AF).isZero();
    }

    @Test
    void blocksOfLargeGranulesAreAllowedAtTheirLevelsOnly() {
        for (int granuleBits : new int[] {12, 14, 16}) {
            for (int level = 1; level <= 3; level++) {
                Guest guest = guest("ldr x0, [x1]").with("X1", 0x1234_5678_0000L);
                var tables = new Tables(guest.memory, granuleBits, 48, false);
                tables.set(tables.entry(Guest.CODE, 2), (Guest.RAM & -(1L << (2 * granuleBits - 3)))
                        | Tables.MEMORY | Tables.VALID);
                tables.set(tables.entry(0x1234_5678_0000L, level), Tables.MEMORY | Tables.VALID);
                tables.use(guest, 0);

                boolean allowed = level == 2 || (level == 1 && granuleBits == 12);
                if (allowed) {
                    assertThat(guest.cpu.translate(0x1234_5678_0000L)).isPresent();
                } else {
                    assertAbort(guest, "0x%x".formatted(0x9600_0004L + level));
                }
            }
        }
    }

    @Test
    void tableInAHoleIsAnAbortOfTheWalk() {
        Guest guest = guest("ldr x0, [x1]");
        Tables tables = Tables.identity(guest);
        tables.set(tables.entry(VA, 1), Guest.HOLE | Tables.TABLE);
        long page = Guest.HOLE + (VA >>> 21 & 511) * 8 & -4096;

        Trap trap = guest.trap();

        assertThat(trap).isEqualTo(new Trap(0x9200_0087L, VA, page, true, false));
        assertThat(guest.cpu.levelOfDescriptor(VA, page)).hasValue(2);
        assertThat(guest.cpu.levelOfDescriptor(VA, page + 0x1000)).isEmpty();
    }

    @Test
    void poisonedTableIsAnExternalAbortOfItsLevel() {
        Guest guest = guest("br x1");
        Tables tables = Tables.identity(guest);
        long entry = tables.map(VA, PA, 3, Tables.MEMORY);
        guest.memory.setPoison(List.of(Poison.of(entry, 8)));

        assertThat(guest.trap()).isEqualTo(new Trap(0x8200_0017L, VA, 0, false, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at s1e1r, x1 | 0xff00000040100b80
            at s1e1w, x1 | 0x81f
            at s1e0r, x1 | 0x81f
            at s1e1r, x2 | 0x80f
            at s1e1r, x3 | 0x40102900
            """)
    void addressTranslationReportsInPar(String instruction, String par) {
        Guest guest = guest(instruction + "; isb; mrs x0, PAR_EL1; hvc #9").with("X2", VA + 0x1000)
                .with("X3", VA + 0x2000);
        Tables tables = Tables.identity(guest);
        tables.map(VA, PA, 3, Tables.MEMORY | Tables.READ_ONLY);
        tables.map(VA + 0x2000, PA + 0x2000, 3, Tables.MEMORY | Tables.DEVICE);

        guest.trap();

        // NS, bit 9, is unknown.
        assertThat(guest.cpu.x[0] | 0x200).isEqualTo(Long.parseUnsignedLong(par.substring(2), 16) | 0x200);
    }

    @ParameterizedTest
    @CsvSource({"vae1, 3", "vaae1is, 3", "vale1is, 3", "vaale1, 2"})
    void invalidationReachesWhatWasAccessedWithATag(String operation, int level) {
        Guest guest = guest("ldr x3, [x1]; str xzr, [x6]; dsb ish; tlbi %s, x7; dsb ish; ldr x3, [x1]"
                .formatted(operation)).with("X1", VA | 0xa5L << 56).with("X7", VA >>> 12);
        Tables tables = Tables.identity(guest);
        guest.with("X6", tables.map(VA, level == 3 ? PA : Guest.RAM, level, Tables.MEMORY));
        tables.map(Tables.BASE, Tables.BASE, 2, Tables.MEMORY);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | 1L << 37);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x9600_0004L + level);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | at s1e1r, x1 | 0x817
            1 | at s1e1r, x1 | 0xff00000040100b80
            1 | at s1e1w, x1 | 0x81f
            3 | at s1e1w, x1 | 0xff00000040100b80
            """)
    void addressTranslationSeesWhatTheHardwareWouldManage(long managed, String instruction, String par) {
        Guest guest = guest(instruction + "; isb; mrs x0, PAR_EL1; hvc #9");
        Tables tables = Tables.identity(guest);
        tables.map(VA, PA, 3, Tables.INNER | Tables.DBM | Tables.READ_ONLY);
        guest.with("TCR_EL1", guest.get("TCR_EL1") | managed << 39);

        guest.trap();

        assertThat(guest.cpu.x[0] | 0x200).isEqualTo(Long.parseUnsignedLong(par.substring(2), 16) | 0x200);
    }
}
