// Entry, vector table, and single accesses that may fault: then execution goes on behind them.
    .section .text.boot, "ax"
    .global _start
_start:
    ldr     x0, =stack_top
    msr     spsel, #1
    mov     sp, x0
    ldr     x0, =vectors
    msr     vbar_el1, x0
    isb
    bl      run
    mov     x0, #0x0008             // SYSTEM_OFF of PSCI
    movk    x0, #0x8400, lsl #16
    hvc     #0
    b       .

    .text
    .balign 2048
vectors:
    .rept 4
    b       .                       // with SP_EL0: never
    .balign 128
    .endr
    b       synchronous
    .balign 128
    .rept 11
    b       .
    .balign 128
    .endr

// Only the accesses below fault. Their callers expect X9 to X15 to be changed.
synchronous:
    mrs     x10, esr_el1
    mrs     x11, far_el1
    ldr     x12, =fault
    stp     x10, x11, [x12]
    msr     elr_el1, x9
    eret

    .macro access name, instruction
    .global \name
\name:
    adr     x9, 1f
    \instruction
1:  ret
    .endm

    access  load, "ldr x0, [x0]"
    access  store, "str x1, [x0]"
    access  load_unprivileged, "ldtr x0, [x0]"
    access  store_unprivileged, "sttr x1, [x0]"

    .global execute
execute:
    mov     x13, x30
    adr     x9, 1f
    blr     x0
1:  mov     x30, x13
    ret
