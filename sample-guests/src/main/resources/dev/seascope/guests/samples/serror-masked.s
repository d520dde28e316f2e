// An SError waits while PSTATE.A masks it and is taken at the instruction that unmasks it.
        .equ    DOORBELL, 0x08000000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        msr     daifset, #4
        mov     x1, #DOORBELL
ring:
        str     x0, [x1]                // tells the VMM that A is set
        mrs     x5, isr_el1             // bit 8: an SError is pending
unmask:
        msr     daifclr, #4
        mov     x6, #1
        b       .

        .org    0x800
vectors:
        .org    0xb80                   // SError, current EL, SP_ELx
serror:
        mrs     x2, esr_el1
        b       .
