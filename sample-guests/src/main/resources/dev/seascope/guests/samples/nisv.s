// A post-indexed load from a hole: the hardware does not describe it (ISV is 0), so KVM cannot emulate it.
        .equ    SENSOR, 0x08000000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        mov     x1, #SENSOR
        mov     x3, #0
read:
        ldr     x0, [x1], #8
        b       start

        .org    0x800
vectors:
        .org    0xa00                   // synchronous, current EL, SP_ELx
aborted:
        mrs     x2, esr_el1
        mrs     x4, elr_el1
        add     x4, x4, #4              // skip the read
        msr     elr_el1, x4
        add     x3, x3, #1
        eret
