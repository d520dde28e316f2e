// A store to a read-only slot: reads are memory, writes are MMIO.
        .equ    ROM, 0x44000000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        mov     x1, #ROM
        mov     x2, #0x55
        ldr     x0, [x1]                // memory
write:
        str     x2, [x1]                // KVM_EXIT_MMIO with is_write 1
        b       .

        .org    0x800
vectors:
        .org    0xa00                   // synchronous, current EL, SP_ELx
aborted:
        mrs     x3, esr_el1
        ubfx    x4, x3, #6, #1          // WnR
        b       .
