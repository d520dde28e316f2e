// A task at EL0 reads a device itself, where no memory slot is. What KVM injects then is an abort from a lower level.
        .equ    SENSOR, 0x08000000
start:
        adr     x1, vectors
        msr     vbar_el1, x1
        adr     x1, task
        msr     elr_el1, x1
        msr     spsr_el1, xzr           // EL0t, nothing masked
        eret

task:
        mov     x1, #SENSOR
read:
        ldr     x0, [x1]
        add     x2, x0, #1
        svc     #0
        b       task

        .org    0x800
vectors:
        .org    0xc00                   // synchronous, lower EL, AArch64
        mrs     x10, esr_el1
        lsr     x11, x10, #26           // EC
        cmp     x11, #0x24              // a data abort from EL0?
        b.ne    1f
        mrs     x12, far_el1
        mrs     x13, elr_el1
        add     x13, x13, #4            // skip the read
        msr     elr_el1, x13
        mov     x0, #-1                 // what Linux would have sent SIGBUS for
1:      eret
