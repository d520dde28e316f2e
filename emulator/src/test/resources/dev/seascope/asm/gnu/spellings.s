// Statements that GNU as takes although they are not quite what the instruction set calls an instruction.
        .text
_start: ADD     X0, x1, X2
        Mov     W0, WZR
        add     x0, x1, #-5
        adds    w0, w1, -5
        sub     sp, sp, #-16
        subs    x0, x1, #-4095
        cmp     x0, #-1
        cmn     w0, -4
        bic     x4, x4, #(1 << 19)
        bic     w4, w5, #1
        and     x0, x1, -8
        uxtw    x0, w1
        uxtb    w0, w1
        uxth    w0, w1
        sxtw    x0, w1
        add     x0, x0, #0x123000
        add     x0,x1,x2,lsl 3
        add     x0 , x1 , w2 , uxtw
        add     sp, sp, x2
        mov     x0, sp
        mov     x0, #0x12340000
        mov     w0, #-2
        mov     x0, #0xffffffffffff1234
        mov     x0, #0x5555555555555555
        movz    x0, 0x1234, lsl 16
        movk    x0, 65535
        ldr     x0, [x1, #-8]
        str     w0, [x1, 3]
        ldr     x0, [x1], 8
        ldr     x0, [x1, 8]!
        ldr     x0, [ x1 , #(8 * 2) ]
        ldr     w0, [x1, w2, uxtw 2]
        ldr     x0, [x1, x2, lsl 3]
        ldrb    w0, [x1, x2]
        ldp     x0, x1, [x2]
        stp     xzr, xzr, [sp, -16]!
        ldr     x0, literal
        ldr     w0, literal + 4
        ldrsw   x0, literal
literal:
        beq     _start
        b.eq    _start
        bcs     .
        b.lo    . - 4
        b       _start + 4 * 2
        cbz     w0, .
        tbz     x0, 63, .
        ret
        ror     x0, x1, #3
        lsl     w0, w1, 3
        tst     x0, x1
        tst     w0, 0xff
        neg     x0, x1, lsl 2
        cset    x0, eq
        csetm   w0, cc
        dmb     ish
        dmb     #11
        dsb     sy
        isb
        isb     sy
        msr     daifset, 2
        msr     SPSEL, #1
        mrs     x0, S3_0_C4_C0_1
        mrs     x0, s3_3_c4_c2_0
        msr     ELR_EL1, x0
        hint    #0
        hint    34
        svc     0x10
        prfm    pldl1strm, [x0]
        prfm    #3, [x0, 8]
        movz    x0, #:abs_g1_s:-5
        movk    x0, #:abs_g0_nc:-5
        movn    x1, #:abs_g1_s:0x12345678
        movz    x1, #:abs_g0_s:-0x1234
        movz    x2, :abs_g3:0x123456789abcdef0
        movk    x2, :abs_g2_nc:0x123456789abcdef0
