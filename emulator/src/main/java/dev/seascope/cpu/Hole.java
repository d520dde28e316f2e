package dev.seascope.cpu;

/// The guest left for EL2 with the load or store of one register, fully described by its syndrome, where no memory slot
/// is: a data abort like others, and what a guest with emulated devices leaves for most. It has its own kind of [Stop]
/// because it comes so often: there is one for each processor, which the next one overwrites.
public final class Hole implements Stop {
    private static final long DATA_ABORT = Syndrome.of(Trap.EC_DABT_LOW, Mmu.FSC_HOLE);

    private long esrEl2;
    private long farEl2;
    private long ipa;

    Hole() {}

    /// @param iss what the syndrome says of the access
    void set(long address, long page, long iss) {
        esrEl2 = DATA_ABORT | iss;
        farEl2 = address;
        ipa = page;
    }

    /// `ESR_EL2`: a data abort from a lower level, ISV 1, a translation fault, neither on a table walk nor of cache
    /// maintenance.
    public long esrEl2() {
        return esrEl2;
    }

    /// `FAR_EL2`.
    public long farEl2() {
        return farEl2;
    }

    /// `HPFAR_EL2` as the address of the 4 KiB page, low 12 bits zero. It is always valid.
    public long ipa() {
        return ipa;
    }

    /// The same as something that lasts.
    public Trap trap() {
        return new Trap(esrEl2, farEl2, ipa, true, false);
    }
}
