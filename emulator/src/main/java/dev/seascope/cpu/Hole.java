package dev.seascope.cpu;

/// The guest left for EL2 with the load or store of one register, fully described by its syndrome, where no memory slot
/// is: a data abort like others, and what a guest with emulated devices leaves for most. Because it comes so often, it has
/// its own kind of [Stop], one for each processor, and is described by the registers that the processor writes, see
/// [Cpu#el2]: `ESR_EL2` with ISV 1 and a translation fault, neither on a table walk nor of cache maintenance, `FAR_EL2`
/// and a valid `HPFAR_EL2`.
public final class Hole implements Stop {
    private static final long DATA_ABORT = Syndrome.of(Trap.EC_DABT_LOW, Mmu.FSC_HOLE);

    private final El2Registers el2;

    Hole(El2Registers el2) {
        this.el2 = el2;
    }

    /// @param iss what the syndrome says of the access
    void set(long address, long page, long iss) {
        el2.esr = DATA_ABORT | iss;
        el2.far = address;
        el2.ipa = page;
        el2.ipaValid = true;
    }

    /// The same as something that lasts.
    public Trap trap() {
        return new Trap(el2.esr, el2.far, el2.ipa, true, false);
    }
}
