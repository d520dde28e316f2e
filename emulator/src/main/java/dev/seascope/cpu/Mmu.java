package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// From virtual addresses to pages of guest memory: stage 1 with its faults to EL1, then the memory slots and poison with
/// their aborts to EL2.
final class Mmu implements Stage1.DescriptorReader {
    /// What a stage 2 fault reports where no memory slot is: level 3.
    static final int FSC_HOLE = Syndrome.FSC_TRANSLATION + 3;
    private static final int FSC_READ_ONLY = Syndrome.FSC_PERMISSION + 3;
    private static final int NOT_A_WALK = -2;

    /// Why an address is translated: the rights of [Stage1] that it takes, and what the syndrome of a data abort adds.
    enum Purpose {
        LOAD(Stage1.READ, 0),
        STORE(Stage1.WRITE, Syndrome.WNR),
        /// The load of a read-modify-write.
        ATOMIC(Stage1.READ | Stage1.WRITE, 0),
        FETCH(Stage1.EXECUTE, 0),
        /// DC and IC by address at EL1.
        MAINTAIN(0, Syndrome.CM | Syndrome.WNR),
        /// The same at EL0.
        MAINTAIN_READABLE(Stage1.READ, Syndrome.CM | Syndrome.WNR),
        /// DC IVAC, which may discard data.
        INVALIDATE(Stage1.WRITE, Syndrome.CM | Syndrome.WNR),
        TRANSLATE(0, Syndrome.CM | Syndrome.WNR);

        final int needed;
        final long iss;

        Purpose(int needed, long iss) {
            this.needed = needed;
            this.iss = iss;
        }
    }

    private final Cpu cpu;
    private final GuestMemory memory;
    final Stage1 stage1;
    private long va;
    private Purpose purpose = Purpose.LOAD;

    Mmu(Cpu cpu, GuestMemory memory) {
        this.cpu = cpu;
        this.memory = memory;
        stage1 = new Stage1(cpu, this);
    }

    /// The intermediate physical address for an access of the guest; more about it is left in [#stage1].
    ///
    /// @param el the level whose permissions count
    /// @param aligned false if the whole access is unaligned
    long translate(long address, Purpose why, int el, boolean aligned) {
        va = address;
        purpose = why;
        boolean pan = el == 1 && (cpu.pstate() & Pstate.PAN) != 0;
        int fault = stage1.translate(address, why.needed, el, pan, aligned);
        if (fault != Stage1.NO_FAULT) {
            throw stage1Abort(fault);
        }
        return stage1.address();
    }

    /// The page to read from.
    Page readable(long pa, int size) {
        Page page = memory.pageForRead(pa);
        if (page == null) {
            throw stage2Abort(pa, FSC_HOLE, purpose.iss | accessSyndrome());
        }
        Poison poison = memory.poisonAt(pa, size);
        if (poison != null) {
            throw externalAbort(poison, pa, NOT_A_WALK);
        }
        return page;
    }

    /// The page to write to.
    Page writable(long pa) {
        Page page = memory.pageForWrite(pa);
        if (page == null) {
            int fault = memory.slotAt(pa).isPresent() ? FSC_READ_ONLY : FSC_HOLE;
            throw stage2Abort(pa, fault, Syndrome.WNR | accessSyndrome());
        }
        return page;
    }

    /// DC and IC by address: the address has to exist, nothing else happens.
    void maintainable(long pa) {
        if (memory.slotAt(pa).isEmpty()) {
            throw stage2Abort(pa, FSC_HOLE, purpose.iss);
        }
    }

    /// The stage 1 exception for the access being made.
    GuestException stage1Abort(int statusCode) {
        int el = cpu.currentEl();
        if (purpose == Purpose.FETCH) {
            return cpu.exception.toEl1(
                    Syndrome.of(Syndrome.sameOrLower(Syndrome.EC_IABT_LOW, el), statusCode), va);
        }
        boolean permission = (statusCode & ~3) == Syndrome.FSC_PERMISSION;
        // An atomic reports a write only if a read would have succeeded.
        boolean write = purpose == Purpose.ATOMIC && permission && stage1.allows(Stage1.READ);
        long iss = purpose.iss | (write ? Syndrome.WNR : 0) | accessOf64Bytes(statusCode) | statusCode;
        return cpu.exception.toEl1(Syndrome.of(Syndrome.sameOrLower(Syndrome.EC_DABT_LOW, el), iss), va);
    }

    /// An access of 64 bytes is reported with its syndrome at this level too, if the translation is what fails.
    private long accessOf64Bytes(int statusCode) {
        long syndrome = accessSyndrome();
        boolean reported = statusCode >= Syndrome.FSC_TRANSLATION && statusCode < Syndrome.FSC_PERMISSION + 4;
        return reported && (syndrome & Syndrome.LST) != 0 ? syndrome : 0;
    }

    /// An alignment fault that no translation is needed for.
    GuestException alignmentFault(long address, Purpose why) {
        va = address;
        purpose = why;
        return stage1Abort(Syndrome.FSC_ALIGNMENT);
    }

    private int trapClass() {
        return purpose == Purpose.FETCH ? Trap.EC_IABT_LOW : Trap.EC_DABT_LOW;
    }

    private GuestException stage2Abort(long pa, int statusCode, long iss) {
        long reported = purpose == Purpose.FETCH ? iss & Syndrome.S1PTW : iss;
        return cpu.exception.toEl2(
                new Trap(Syndrome.of(trapClass(), reported | statusCode), va, pa & Tlb.PAGE_MASK, true, false));
    }
    /// Whether a trap is a load or store of one register, fully described, where no memory slot is.
    static boolean isDescribedHole(Trap trap) {
        long iss = trap.iss();
        return trap.ec() == Trap.EC_DABT_LOW && (iss & Syndrome.ISV) != 0 && (iss & Syndrome.LST) == 0
                && (iss & Syndrome.FSC) == FSC_HOLE;
    }

    private GuestException externalAbort(Poison poison, long pa, int walkLevel) {
        int statusCode = poison.statusCode(walkLevel);
        long iss = (long) poison.set() << 11 | (long) poison.fnv() << 10 | (long) poison.ea() << 9
                | (long) poison.s1ptw() << 7 | (purpose == Purpose.FETCH ? 0 : purpose.iss) | statusCode;
        boolean valid = poison.hpfarIsValid(statusCode);
        return cpu.exception.toEl2(new Trap(Syndrome.of(trapClass(), iss), va, valid ? pa & Tlb.PAGE_MASK : 0, valid,
                poison.apei()));
    }

    /// What is reported of the load or store at the present PC, see `InstructionSpec.accessSyndrome`.
    private long accessSyndrome() {
        return purpose == Purpose.FETCH ? 0 : cpu.accessSyndrome();
    }

    @Override
    public long read(long pa, int level) {
        Page page = memory.pageForRead(pa);
        if (page == null) {
            // The walk only reads: WnR is 1 for maintenance alone, where it always is.
            boolean maintenance = (purpose.iss & Syndrome.CM) != 0;
            throw stage2Abort(pa, FSC_HOLE, Syndrome.S1PTW | (maintenance ? purpose.iss : 0));
        }
        Poison poison = memory.poisonAt(pa, 8);
        if (poison != null) {
            throw externalAbort(poison, pa, level);
        }
        return LittleEndian.get(page.bytes, (int) pa & GuestMemory.PAGE_BYTES - 1, 3);
    }

    @Override
    public void write(long pa, int level, long descriptor) {
        Page page = memory.pageForWrite(pa);
        if (page == null) {
            throw stage2Abort(pa, FSC_READ_ONLY, Syndrome.S1PTW | Syndrome.WNR);
        }
        page.dropCode((int) pa & GuestMemory.PAGE_BYTES - 1, 8);
        LittleEndian.set(page.bytes, (int) pa & GuestMemory.PAGE_BYTES - 1, 3, descriptor);
    }

    /// AT: translate and report in `PAR_EL1`. A walk that stage 2 aborts is an abort of the instruction.
    ///
    /// @param pan whether PSTATE.PAN counts, as for the instructions whose names end in P
    void addressTranslate(long address, int needed, int el, boolean pan) {
        va = address;
        purpose = Purpose.TRANSLATE;
        int fault = stage1.probe(address, needed, el, pan);
        long par = 1 << 11;
        if (fault != Stage1.NO_FAULT) {
            par |= 1 | (long) fault << 1;
        } else {
            par |= (long) stage1.attributes() << 56 | (stage1.address() & 0xffff_ffff_f000L)
                    | (long) stage1.shareability() << 7;
        }
        cpu.system[Cpu.PAR_EL1] = par;
    }

    /// Where a virtual address leads at the present exception level, without any effect on the guest; empty on a fault.
    OptionalLong debugTranslate(long address) {
        Stage1 look = new Stage1(cpu, new PlainReader());
        return look.probe(address, 0, cpu.currentEl(), false) == Stage1.NO_FAULT
                ? OptionalLong.of(look.address())
                : OptionalLong.empty();
    }

    /// The level of the stage 1 descriptor for `address` that lies in the 4 KiB page at `page`.
    OptionalInt levelOfDescriptorIn(long address, long page) {
        PlainReader plain = new PlainReader();
        plain.wanted = page;
        new Stage1(cpu, plain).probe(address, 0, cpu.currentEl(), false);
        return plain.found == null ? OptionalInt.empty() : OptionalInt.of(plain.found);
    }

    /// Reads descriptors as the host does; holes read as invalid descriptors.
    private final class PlainReader implements Stage1.DescriptorReader {
        private long wanted = -1;
        private @Nullable Integer found;

        @Override
        public long read(long pa, int level) {
            if ((pa & Tlb.PAGE_MASK) == wanted) {
                found = level;
                return 0;
            }
            return memory.read(pa, 8).map(bytes -> bytes.number(0, 8)).orElse(0L);
        }

        @Override
        public void write(long pa, int level, long descriptor) {
            throw new IllegalStateException("looking changes nothing");
        }
    }
}
