// A task at EL0 asks EL1 for a sensor value nine times.
// EL1 reads it at SENSOR, where no memory slot is: KVM exits to the VMM.
        .equ    SENSOR, 0x08000000
        .equ    STACK,  0x40082000
        .org    0
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        mov     x1, #STACK & 0xffff0000
        add     sp, x1, #STACK & 0xffff
        adr     x1, task
        msr     elr_el1, x1
        msr     spsr_el1, xzr           // EL0t, nothing masked
        mov     x19, #9                 // readings to take
        eret

task:
        mov     w20, #48
        mov     x8, xzr                 // system call 0: read the sensor
1:      subs    w20, w20, #1
        b.ne    1b
        svc     #0
        sub     x19, x19, #1
        cbnz    x19, task
2:      b       2b

off:
        movz    w0, #0x8400, lsl #16
        movk    w0, #0x0008             // SYSTEM_OFF
        hvc     #0

        .org    0x800
vectors:
        .org    0xa00                   // synchronous, current EL, SP_ELx
aborted:
        mrs     x2, esr_el1
        mrs     x3, far_el1
        lsr     x4, x2, #26             // EC
        cmp     x4, #0x25
        b.ne    off
        mrs     x5, elr_el1
        add     x5, x5, #4              // skip the read
        msr     elr_el1, x5
        mov     x0, xzr
        eret

        .org    0xc00                   // synchronous, lower EL, AArch64
syscall:
        mrs     x10, esr_el1
        lsr     x10, x10, #26           // EC
        mrs     x11, elr_el1
        mrs     x12, spsr_el1
        cmp     x10, #0x15
        b.ne    off
        msr     daifclr, #0xf
        mov     x1, #SENSOR
        ldr     x0, [x1]
        mov     w13, #12
3:      add     x14, x14, x0
        lsr     x14, x14, #1
        subs    w13, w13, #1
        b.ne    3b
        add     x21, x21, x0
        msr     elr_el1, x11
        msr     spsr_el1, x12
        eret
