// A load from memory with an uncorrectable error. With KVM_CAP_ARM_SEA_TO_USER the VMM sees it first.
        .equ    PAGE, 0x40101000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        mov     x1, #PAGE & 0xffff0000
        add     x1, x1, #PAGE & 0xf000
        str     xzr, [x1]               // stores do not meet the error
read:
        ldr     x0, [x1]
        b       .

        .org    0x800
vectors:
        .org    0xa00                   // synchronous, current EL, SP_ELx
aborted:
        mrs     x2, esr_el1
        mrs     x3, far_el1
        b       .
