// The source language itself: what this file becomes must not differ from what GNU as and ld make of it.
# A hash that comes first on its line makes a comment, 'whatever "it says.
/* And so does this, // over
   two lines; .byte 99 */
        .arch   armv8-a
        .file   "dialect.s"
        .text
        .global _start, shared
        .type   _start, %function
_start: nop; nop // two statements
        b       _start /* a comment within */ + 8
        b       . + 8
        .word   0x11223344
1:      b       1b
        b       1f
        cbz     x1, 2f
1:      tbnz    w2, #3, 1b
2:      b.ne    1b
        beq     2b
        bl      shared
        adr     x3, message
        adrp    x4, message
        add     x4, x4, :lo12:message
        add     x4, x4, #:lo12:message+3
        ldr     x5, [x4, :lo12:aligned]
        ldr     w5, [x4, #:lo12:aligned + 8]
        ldrb    w5, [x4, #:lo12:message]
        strh    w6, [x4, #:lo12:aligned]
        movz    x7, #:abs_g3:message
        movk    x7, #:abs_g2_nc:message
        movk    x7, #:abs_g1_nc:message
        movk    x7, #:abs_g0_nc:message
        movz    x8, #:abs_g1:message
        mov     x9, #(1 << 4) | 3
        mov     x9, 'A'
        mov     x9, #'a
        mov     x9, -1
        mov     w9, ~0
        sub     x10, x10, #(end_of_data - start_of_data)
        add     x10, x10, #later_value
        .set    later_value, 0x123
        svc     0
        brk     #0xffff
        .inst   0xd503201f, 0xd5033fdf
        .balign 16
        .size   _start, . - _start

// Registers by other names.
count   .req    x19
Small   .req    w20
        add     count, count, #1
        mov     SMALL, small
        str     count, [sp, #-16]!
        .unreq  count

// Alignment within code: instructions that do nothing, or what is asked for.
        .byte   1
        .p2align 3
        .byte   2, 3
        nop
        .p2align 5,,3
        .p2align 4,,15
        .align  4
        nop
        .balign 16, 0xcc
        nop
        .balignw 16, 0x1234
        nop
        .balignl 16, 0xdeadbeef
        .byte   0x7f
        .balign 8
        .p2alignw 3, 0x55aa
shared: ret

// Literal pools: equal values share a place, in one pool.
        ldr     x0, =0x1234567890abcdef
        ldr     w1, =0x12345678
        ldr     x2, =message
        ldr     x3, =message + 4
        ldr     x4, =0x1234567890abcdef
        ldr     x5, =message
        ldr     w6, =305419896
        ldr     x7, =forward_label
        ldr     x8, =forward_label
        ldrsw   x10, =-5
        b       after_pool
        .ltorg
after_pool:
        ldr     x0, =0x1234567890abcdef
        ldr     x1, =later_value
        b       over
        .pool
over:   ldr     x0, =1
        ldr     w1, =1

        .section .rodata
message:
        .asciz  "hello, world"
        .ascii  "no end", " to this"
        .string "tab\tnew\nquote\"back\\bell\007hex\x41\x4a"
        .ascii  "\101\7\0001"
        .string ""
        .string "semi;colon // no comment /* nor this */ # nor that"
        .align  3
message_copy:
        .quad   message, . - message, message_copy - .
        .string16 "wide"
        .string32 "w"

// Numbers of every width and notation.
        .data
start_of_data:
        .byte   1, 2, 0x7f, 0xff, -1, -128, 'x', '\n, '', '"', 0b101, 017
        .hword  0x1234, -2
        .short  0xffff
        .2byte  'A + 1
        .hword  7
        .word   0xdeadbeef, -1
        .4byte  0x80000000
        .long   1 << 31
        .int    5
        .align  3
aligned:
        .quad   0x8000000000000000, -1, 18446744073709551615
        .8byte  aligned
        .xword  aligned + 8, shared - _start
        .dword  7
        .octa   0x0102030405060708090a0b0c0d0e0f10, 5, -1
        .float  1.5, -0.25, 1e10
        .single 3.14159
        .double 2.718281828459045, -1e-300
        .uleb128 0, 1, 127, 128, 624485
        .sleb128 0, -1, 63, 64, -64, -65, -123456
        .zero   5
        .skip   3, 0xaa
        .space  2
        .fill   3, 2, 0x1234
        .fill   2, 8, 0x11223344
        .fill   2, 3, -1
        .fill   4
        .byte   (aligned - start_of_data), aligned - start_of_data + 1
        .byte   2f - 1f
1:      .byte   0
2:      .byte   . - 1b, 2b - 1b
here = .
        .byte   here - 2b
. = . + 3
        .byte   9
        .org    start_of_data + 0x140
        .org    . + 4, 0xee
        .byte   0x5a

// Expressions, with the precedence of GNU as.
        .align  3
        .quad   1 + 2 == 3, 3 < 4, 3 > 4, 3 >= 3, 4 <= 3, 1 != 2, 1 <> 1
        .quad   -1 >> 1, -7 / 2, -7 % 3, 7 % -3, 1 << 4, 0x100 >> 4
        .quad   1 || 0, 5 && 3, 0 && 1, !0, !5, ~0, -~3, - - 3, +4, 6 ! 3
        .quad   2 + 3 * 4, (2 + 3) * 4, 2 | 3 + 4, 1 << 2 + 3, 8 / 3 * 3, 1 == 1 == 1
        .quad   12 & 10 | 3 ^ 5, 1 + 2 & 3, 100 - 10 - 1, 2 * 3 % 4
        .quad   'a, 'b', '\\, '\'', ' '

// Symbols that change, and symbols that wait.
        .set    n, 1
        .byte   n
        .set    n, n + 1
        .byte   n
        n = n * 10
        .byte   n, waits, waits_for_that
waits = waits_for_that + 1
waits_for_that = 40 + 2
        .equ    same, message
        .equiv  once, 77
        .align  3
        .quad   same, same + 1, once, same - message
        .weak   missing
        .quad   missing

// Conditions.
        .if     n == 20
        .byte   1
        .else
        .byte   2
        .error  "not reached"
        .endif
        .ifdef  n
        .ifndef unknown_symbol
        .byte   3
        .elseif 1
        .byte   4
        .endif
        .endif
        .if     0
        .if     1
        .byte   5
        .else
        .endif
        .elseif n - 20
        .byte   6
        .elseif n == 20
        .byte   7
        .else
        .byte   8
        .endif
        .ifc    a b, a b
        .byte   9
        .endif
        .ifnc   a, b
        .byte   10
        .endif
        .ifb
        .byte   11
        .endif
        .ifnb   x
        .byte   12
        .endif
        .ifeqs  "one", "one"
        .byte   13
        .endif
        .ifeq   0
        .byte   14
        .endif
        .ifgt   1
        .byte   15
        .endif
        .ifle   0
        .byte   16
        .endif

// Repetitions.
        .rept   3
        .byte   0x33
        .rept   2
        .byte   0x22
        .endr
        .endr
        .rept   0
        .byte   0x44
        .endr
        .irp    value, 1, 2 + 3, (4 * 2), "7"
        .byte   \value
        .endr
        .irpc   digit, 123
        .byte   \digit, 1\digit
        .endr
        .irp    reg, x0 x1, x2
        .ascii  "<\reg>"
        .endr

// Macros.
        .macro  show a, b=3, c:vararg
        .ascii  "<\a><\b><\c>"
        .endm
        show    1 + 2, 3
        show    x0 #1
        show    x y z w
        show    x, , z, w, q
        show    "a b" c
        show    (1 + 2) 5
        show    b=7,a=9
        show    -1 -2
        show    a -2 (3)
        show    a , b
        show    a, b c d,  e
        show
        show    ,5
        show    'c 'd
        .macro  required x:req, y=(1 + 2), z="a_b"
        .ascii  "<\x><\y><\z><\x\()z>"
        .endm
        required 1
        required 2, 3
        required z=4, x=5
        .macro  unique
        b\@     = \@
        .byte   b\@
        .endm
        unique
        unique
        .macro  down from
        .byte   \from
        .if     \from > 0
        down    "(\from - 1)"
        .endif
        .endm
        down    3
        .macro  early a
        .byte   1
        .if     \a
        .exitm
        .endif
        .byte   2
        .endm
        early   1
        early   0
        .macro  define name, value
        .macro  use_\name
        .byte   \value
        .endm
        .endm
        define  five, 5
        use_five
        .macro  each first, rest:vararg
        .byte   \first
        .ifnb   \rest
        each    \rest
        .endif
        .endm
        each    1, 2, 3
        .macro  pair; .byte 1; .byte 2; .endm
        pair; pair
        .purgem pair
        .macro  pair; .byte 3; .endm
        pair
        .altmacro_not_used = 1
        .byte   .altmacro_not_used
end_of_data:

        .bss
        .skip   7
        .align  4
buffer: .space  100
        .comm   common_block, 32, 16
        .lcomm  local_block, 8

// Sections within sections.
        .text
        nop
        .pushsection .rodata
        .byte   0x99
        .previous
        nop
        .previous
        .byte   0x98
        .popsection
        nop
        .section .text.unlikely, "ax", %progbits
cold:   ret
        .section .rodata.str1.8, "aMS", @progbits, 1
        .align  3
        .string "merged"
        .section .data.rel, "aw"
        .quad   cold
        .section ".note.GNU-stack", "", @progbits
        .section .comment
        .ascii  "not loaded"
        .text
forward_label:
        .cfi_startproc
        .cfi_def_cfa_offset 16
        ret
        .cfi_endproc
        .ident  "none"
        .hword  1
