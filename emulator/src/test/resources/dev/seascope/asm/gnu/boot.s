// A guest as one writes it by hand: vectors, page tables, exclusive access, barriers, system registers.
        .equ    STACK_SIZE, 0x1000
        .equ    PSCI_SYSTEM_OFF, 0x84000008
        .equ    UART, 0x09000000

        .macro  ventry target
        .balign 128
        b       \target
        .endm
        .macro  mov_q reg, value
        movz    \reg, #:abs_g1_s:\value
        movk    \reg, #:abs_g0_nc:\value
        .endm
        .macro  save from
        stp     x\from, x\from, [sp, #-16]!
        .endm

        .section .text
        .global _start
_start: adrp    x1, stack_top
        add     x1, x1, :lo12:stack_top
        msr     spsel, #1
        mov     sp, x1
        adr     x0, vectors
        msr     vbar_el1, x0
        mrs     x5, cpacr_el1
        orr     x5, x5, #(3 << 20)
        msr     cpacr_el1, x5
        isb
        adrp    x2, tables
        add     x2, x2, #:lo12:tables
        msr     ttbr0_el1, x2
        ldr     x3, =((1 << 32) | (25 << 0) | (1 << 8) | (1 << 10) | (3 << 12))
        msr     tcr_el1, x3
        mov     x3, #0xff
        msr     mair_el1, x3
        mrs     x4, sctlr_el1
        orr     x4, x4, #1
        bic     x4, x4, #(1 << 19)
        tlbi    vmalle1
        dsb     ish
        ic      iallu
        dsb     sy
        msr     sctlr_el1, x4
        isb
        mov_q   x9, message
        ldr     w10, =UART
1:      ldrb    w11, [x9], #1
        cbz     w11, 2f
        str     w11, [x10]
        b       1b
2:      msr     daifclr, #0xf
        adr     x0, counter
3:      ldaxr   w1, [x0]
        add     w1, w1, #1
        stlxr   w2, w1, [x0]
        cbnz    w2, 3b
        dmb     ishld
        ldp     x6, x7, [x0, #16]
        ldnp    x6, x7, [x0, #-16]
        ldur    x8, [x0, #-8]
        prfm    pldl1keep, [x0, #64]
        movn    x5, #0x1234, lsl #32
        mov     x6, #0xffff0000ffff0000
        mov     w7, #0x12340000
        and     x1, x2, #0x00ff00ff00ff00ff
        tst     x1, #0x8000000000000000
        ands    wzr, w1, w2, lsl #3
        adds    x1, x2, w3, uxtw #2
        cmn     x4, #16
        cmp     w3, w4, sxtb
        neg     x1, x2
        negs    w1, w2, asr #5
        mvn     x1, x2, ror #9
        adc     x1, x2, x3
        madd    x0, x1, x2, x3
        mneg    w0, w1, w2
        smull   x0, w1, w2
        umulh   x0, x1, x2
        udiv    x0, x1, x2
        ubfx    x0, x1, #4, #8
        sbfiz   w0, w1, #3, #7
        bfi     x0, x1, #60, #4
        bfxil   x0, x1, #2, #3
        lsl     x0, x1, #63
        lsr     w0, w1, w2
        asr     x0, x1, #1
        ror     w0, w1, #31
        sxtw    x0, w1
        uxth    w0, w1
        extr    x0, x1, x2, #17
        csel    x0, x1, x2, ge
        cset    w0, vs
        cinc    x0, x1, lo
        csneg   x0, x1, x2, eq
        ccmp    x0, #31, #0xf, ne
        ccmn    w0, w1, #0, al
        clz     x0, x1
        rbit    w0, w1
        rev16   x0, x1
        rev     w0, w1
        tbz     x9, #63, 2b
        tbnz    w9, #0, 4f
        b.hs    4f
        b.cc    4f
        bhi     4f
4:      blr     x9
        br      x10
        ret     x11
        svc     #0
        hvc     #0xffff
        brk     #1
        hlt     #2
        wfi
        wfe
        sev
        yield
        clrex
        at      s1e1r, x0
        dc      zva, x1
        dc      civac, x2
        mrs     x0, esr_el1
        mrs     x1, far_el1
        mrs     x2, S3_0_C15_C3_7
        msr     S3_0_C15_C3_7, x2
        sys     #3, C7, C4, #1, x3
        msr     nzcv, x0
        eret

off:    movz    x0, #:abs_g0_nc:PSCI_SYSTEM_OFF
        movk    x0, #:abs_g1:PSCI_SYSTEM_OFF
        hvc     #0
        b       .

        .balign 2048
vectors:
        .rept   4
        ventry  unexpected
        .endr
        ventry  sync
        .rept   11
        ventry  unexpected
        .endr
unexpected:
        mov     x0, #0xff
        b       off
sync:   .irp    r, 0, 2, 4, 6
        save    \r
        .endr
        mrs     x0, esr_el1
        lsr     x1, x0, #26
        cmp     x1, #0x25
        b.ne    unexpected
        eret
        .ltorg

        .section .rodata
message:
        .asciz  "booted\n"

        .data
        .balign 8
counter:
        .quad   0, 1, 2, 3

        .bss
        .balign 4096
tables: .space  4096 * 2
        .balign 16
stack:  .space  STACK_SIZE
stack_top:
