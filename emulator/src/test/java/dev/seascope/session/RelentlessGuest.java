package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.Gic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A guest that masks and switches off what it can, makes a supervisor call, and then does something for ever.
///
/// @param name what it does
/// @param before what it prepares
/// @param loop what it does, over and over
/// @param vcpus how many of its vCPUs do something
/// @param most how many instructions may pass before a command is looked at: a slice, or the access to a device during
///     which the command came
record RelentlessGuest(String name, String before, String loop, int vcpus, long most) {
    private static final long LOAD = 0x4008_0000L;
    private static final long RAM = 0x4000_0000L;
    private static final long RAM_BYTES = 16 << 20;
    private static final long SLICE = Session.SLICE;
    private static final String ALONE = "";
    private static final String DEVICE = "mov x1, #0x09000000\n";

    /// Lets interrupts reach a vCPU, which may have masked them.
    private static final String INTERRUPTS_ON = """
                    mov     x3, #0x08000000
                    mov     w2, #-1
                    str     w2, [x3, #0x100]
                    add     x4, x3, #0x10000
                    mov     w2, #0xff
                    str     w2, [x4, #4]
                    mov     w2, #1
                    str     w2, [x3]
                    str     w2, [x4]
            """;

    static final List<RelentlessGuest> ALL = List.of(
            new RelentlessGuest("nothing", ALONE, "loop: b loop\n", 1, SLICE),
            new RelentlessGuest("stores over 8 MiB", "mov x1, #0x40000000\n add x1, x1, #0x800000\n", """
                    loop:   and     x2, x3, #0x7fffff
                            str     x3, [x1, x2]
                            add     x3, x3, #64
                            b       loop
                    """, 1, SLICE),
            new RelentlessGuest("code that it changes", "adr x1, patch\n adr x2, one\n ldp w3, w4, [x2]\n", """
                    loop:   eor     w5, w3, w4
                            eor     w3, w3, w5
                            eor     w4, w4, w5
                            str     w3, [x1]
                            dc      cvau, x1
                            dsb     ish
                            ic      ivau, x1
                            dsb     ish
                            isb
                    patch:  add     x6, x6, #1
                            b       loop
                    one:    add     x6, x6, #1
                            add     x6, x6, #2
                    """, 1, SLICE),
            new RelentlessGuest("invalidation of the TLB", ALONE, "loop: tlbi vmalle1\n dsb ish\n isb\n b loop\n", 1, SLICE),
            new RelentlessGuest("writes to a device", DEVICE, "loop: str w2, [x1, #0x24]\n b loop\n", 1, 4),
            new RelentlessGuest("reads of a device", DEVICE, "loop: ldr w2, [x1, #0x18]\n b loop\n", 1, 4),
            new RelentlessGuest("output", DEVICE + "mov w2, #'x'\n", "loop: str w2, [x1]\n b loop\n", 1, 4),
            new RelentlessGuest("accesses to the interrupt controller", "mov x1, #0x08000000\n",
                    "loop: ldr w2, [x1, #0x104]\n str w2, [x1, #0x184]\n b loop\n", 1, SLICE),
            new RelentlessGuest("supervisor calls", ALONE, "loop: svc #0\n b loop\n", 1, SLICE),
            new RelentlessGuest("the same fault, again and again", ALONE, "loop: .word 0\n b loop\n", 1, SLICE),
            new RelentlessGuest("hypervisor calls", ALONE, "loop: ldr x0, =0x84000000\n hvc #0\n b loop\n", 1, SLICE),
            new RelentlessGuest("waits for timers that are over", INTERRUPTS_ON + "msr cntv_ctl_el0, x2\n",
                    "loop: msr cntv_tval_el0, xzr\n wfi\n b loop\n", 1, SLICE),
            new RelentlessGuest("waits for timers to come", INTERRUPTS_ON + "msr cntv_ctl_el0, x2\n mov x5, #0x10000\n",
                    "loop: msr cntv_tval_el0, x5\n wfi\n b loop\n", 1, SLICE),
            new RelentlessGuest("nothing, on four vCPUs", """
                            mov     x19, #1
                    next:   ldr     x0, =0xc4000003
                            mov     x1, x19
                            adr     x2, others
                            mov     x3, #0
                            hvc     #0
                            add     x19, x19, #1
                            cmp     x19, #4
                            b.lo    next
                    """, "loop: b loop\n", 4, SLICE));

    /// Its machine: a board with an interrupt controller and 16 MiB.
    MachineSpec spec() {
        Assembly assembly = Assembler.assemble("relentless.s", """
                        msr     daifset, #15
                        adr     x9, vectors
                        msr     vbar_el1, x9
                %s
                        svc     #0
                %s
                .ltorg
                others: msr     daifset, #15
                        b       .
                        .balign 2048
                vectors: .skip  512
                        eret
                """.formatted(before, loop), LOAD);
        if (!assembly.errors().isEmpty()) {
            throw new IllegalStateException("%s: %s".formatted(name, assembly.errors()));
        }
        return new MachineSpec(Kernel.DEFAULT, Host.DEFAULT, Set.of(VmFeature.RAS), 40, new TreeSet<>(),
                List.of(MemorySlot.of(0, RAM, RAM_BYTES)), List.of(),
                List.of(new MachineSpec.Content(LOAD, Bytes.copyOf(assembly.image()))),
                List.of(new MachineSpec.Register("PC", LOAD, 0)), true, ProgramListing.EMPTY,
                Optional.of(new BoardSpec(RAM_BYTES, vcpus, Gic.V2, List.of())));
    }

    @Override
    public String toString() {
        return name;
    }
}
