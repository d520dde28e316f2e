// A driver reads a device; the VMM answers with an instruction abort, which only the series can inject.
        .equ    SENSOR, 0x08000000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        mov     x1, #SENSOR
read:
        ldr     x0, [x1]
        b       read

        .org    0x800
vectors:
        .org    0xa00                   // synchronous, current EL, SP_ELx
aborted:
        mrs     x2, esr_el1
        lsr     x3, x2, #26             // EC
        ubfx    x4, x2, #9, #1          // EA
        and     x5, x2, #0x3f           // IFSC
        b       .
