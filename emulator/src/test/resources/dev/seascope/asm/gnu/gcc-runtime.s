	.arch armv8-a
	.file	"rt.c"
	.text
	.align	2
	.p2align 4,,11
	.global	putch
	.type	putch, %function
putch:
.LFB1:
	.cfi_startproc
	mov	x2, 24
	movk	x2, 0x900, lsl 16
	.p2align 3,,7
.L2:
	ldr	w1, [x2]
	tbnz	x1, 5, .L2
	mov	x1, 150994944
	str	w0, [x1]
	ret
	.cfi_endproc
.LFE1:
	.size	putch, .-putch
	.align	2
	.p2align 4,,11
	.global	puts_
	.type	puts_, %function
puts_:
.LFB2:
	.cfi_startproc
	ldrb	w1, [x0]
	cbz	w1, .L5
	mov	x2, 24
	mov	x4, 150994944
	movk	x2, 0x900, lsl 16
	mov	w5, 13
	.p2align 3,,7
.L10:
	cmp	w1, 10
	beq	.L8
.L7:
	ldrb	w3, [x0], 1
	.p2align 3,,7
.L9:
	ldr	w1, [x2]
	tbnz	x1, 5, .L9
	str	w3, [x4]
	ldrb	w1, [x0]
	cbnz	w1, .L10
.L5:
	ret
	.p2align 2,,3
.L8:
	ldr	w1, [x2]
	tbnz	x1, 5, .L8
	str	w5, [x4]
	b	.L7
	.cfi_endproc
.LFE2:
	.size	puts_, .-puts_
	.align	2
	.p2align 4,,11
	.global	putdec
	.type	putdec, %function
putdec:
.LFB3:
	.cfi_startproc
	mov	x7, -3689348814741910324
	sub	sp, sp, #32
	.cfi_def_cfa_offset 32
	mov	x4, 1
	movk	x7, 0xcccd, lsl 0
	.p2align 3,,7
.L18:
	umulh	x2, x0, x7
	add	x1, sp, 8
	add	x5, x1, x4
	mov	x6, x0
	mov	x3, x4
	add	x4, x4, 1
	lsr	x2, x2, 3
	add	x1, x2, x2, lsl 2
	sub	x1, x0, x1, lsl 1
	mov	x0, x2
	add	w1, w1, 48
	strb	w1, [x5, -1]
	cmp	x6, 9
	bhi	.L18
	mov	x1, 24
	sxtw	x2, w3
	movk	x1, 0x900, lsl 16
	mov	x4, 150994944
	.p2align 3,,7
.L20:
	add	x0, sp, 8
	add	x0, x0, x2
	ldrb	w3, [x0, -1]
	.p2align 3,,7
.L19:
	ldr	w0, [x1]
	tbnz	x0, 5, .L19
	str	w3, [x4]
	sub	x2, x2, #1
	cbnz	w2, .L20
	add	sp, sp, 32
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE3:
	.size	putdec, .-putdec
	.align	2
	.p2align 4,,11
	.global	puthex
	.type	puthex, %function
puthex:
.LFB4:
	.cfi_startproc
	adrp	x5, .LC0
	mov	x2, 24
	add	x5, x5, :lo12:.LC0
	mov	w3, 60
	movk	x2, 0x900, lsl 16
	mov	x6, 150994944
	.p2align 3,,7
.L27:
	lsr	x1, x0, x3
	and	x1, x1, 15
	ldrb	w4, [x5, x1]
	.p2align 3,,7
.L26:
	ldr	w1, [x2]
	tbnz	x1, 5, .L26
	sub	w3, w3, #4
	str	w4, [x6]
	cmn	w3, #4
	bne	.L27
	ret
	.cfi_endproc
.LFE4:
	.size	puthex, .-puthex
	.section	.rodata.str1.8,"aMS",@progbits,1
	.align	3
.LC0:
	.string	"0123456789abcdef"
	.text
	.align	2
	.p2align 4,,11
	.global	memcpy
	.type	memcpy, %function
memcpy:
.LFB5:
	.cfi_startproc
	cbz	x2, .L31
	mov	x3, 0
	.p2align 3,,7
.L32:
	ldrb	w4, [x1, x3]
	strb	w4, [x0, x3]
	add	x3, x3, 1
	cmp	x3, x2
	bne	.L32
.L31:
	ret
	.cfi_endproc
.LFE5:
	.size	memcpy, .-memcpy
	.align	2
	.p2align 4,,11
	.global	memset
	.type	memset, %function
memset:
.LFB6:
	.cfi_startproc
	add	x4, x0, x2
	and	w1, w1, 255
	mov	x3, x0
	cbz	x2, .L43
	.p2align 3,,7
.L39:
	strb	w1, [x3], 1
	cmp	x3, x4
	bne	.L39
.L43:
	ret
	.cfi_endproc
.LFE6:
	.size	memset, .-memset
	.section	.rodata.str1.8
	.align	3
.LC1:
	.string	"DIE "
	.align	3
.LC2:
	.string	"\n"
	.text
	.align	2
	.p2align 4,,11
	.global	die
	.type	die, %function
die:
.LFB7:
	.cfi_startproc
	stp	x29, x30, [sp, -16]!
	.cfi_def_cfa_offset 16
	.cfi_offset 29, -16
	.cfi_offset 30, -8
	mov	x6, x0
	mov	x8, x1
	mov	x29, sp
	mov	x7, x2
	adrp	x0, .LC1
	add	x0, x0, :lo12:.LC1
	bl	puts_
	mov	x0, x6
	bl	puthex
	mov	x3, 24
	movk	x3, 0x900, lsl 16
	.p2align 3,,7
.L45:
	ldr	w0, [x3]
	tbnz	x0, 5, .L45
	mov	x1, 150994944
	mov	w2, 32
	mov	x0, x8
	str	w2, [x1]
	bl	puthex
	mov	x1, 24
	movk	x1, 0x900, lsl 16
	.p2align 3,,7
.L46:
	ldr	w0, [x1]
	tbnz	x0, 5, .L46
	mov	x1, 150994944
	mov	w2, 32
	mov	x0, x7
	str	w2, [x1]
	bl	puthex
	adrp	x0, .LC2
	add	x0, x0, :lo12:.LC2
	bl	puts_
	mov	x0, 8
	movk	x0, 0x8400, lsl 16
#APP
// 13 "rt.c" 1
	hvc #0
// 0 "" 2
#NO_APP
.L47:
	b	.L47
	.cfi_endproc
.LFE7:
	.size	die, .-die
	.align	2
	.p2align 4,,11
	.global	pte_of
	.type	pte_of, %function
pte_of:
.LFB8:
	.cfi_startproc
	mov	x1, -2147483648
	add	x1, x0, x1
	ubfx	x2, x0, 12, 9
	adrp	x3, l3win
	lsr	x1, x1, 21
	add	x0, x3, :lo12:l3win
	add	x1, x2, x1, lsl 9
	add	x0, x0, x1, lsl 3
	ret
	.cfi_endproc
.LFE8:
	.size	pte_of, .-pte_of
	.section	.rodata.str1.8
	.align	3
.LC3:
	.string	"BENCH "
	.align	3
.LC4:
	.string	" n="
	.align	3
.LC5:
	.string	" ticks="
	.align	3
.LC6:
	.string	" freq="
	.align	3
.LC7:
	.string	" us="
	.align	3
.LC8:
	.string	" inst="
	.align	3
.LC9:
	.string	" check="
	.text
	.align	2
	.p2align 4,,11
	.global	cmain
	.type	cmain, %function
cmain:
.LFB11:
	.cfi_startproc
	stp	x29, x30, [sp, -48]!
	.cfi_def_cfa_offset 48
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	adrp	x0, .LC10
	adrp	x1, l3win
	mov	x29, sp
	ldr	q0, [x0, #:lo12:.LC10]
	adrp	x0, l1
	add	x6, x0, :lo12:l1
	add	x1, x1, :lo12:l3win
	mov	x4, 1857
	adrp	x2, l2win
	str	q0, [x0, #:lo12:l1]
	adrp	x0, .LC11
	add	x2, x2, :lo12:l2win
	movi	v5.4s, 0x4
	movk	x4, 0x4000, lsl 16
	ldr	q4, [x0, #:lo12:.LC11]
	add	x5, x1, 65536
	stp	x19, x20, [sp, 16]
	orr	x7, x2, 3
	movk	x4, 0x20, lsl 48
	stp	x21, x22, [sp, 32]
	.cfi_offset 19, -32
	.cfi_offset 20, -24
	.cfi_offset 21, -16
	.cfi_offset 22, -8
	mov	x3, 1140850688
	stp	x7, x4, [x6, 16]
	.p2align 3,,7
.L54:
	adrp	x7, .LC12
	mov	x0, x1
	dup	v3.2d, x3
	ldr	q2, [x7, #:lo12:.LC12]
	add	x4, x0, 4096
	orr	x1, x1, 3
	str	x1, [x2]
.L53:
	mov	v0.16b, v2.16b
	add	v2.4s, v2.4s, v5.4s
	sshll	v1.2d, v0.2s, 12
	sshll2	v0.2d, v0.4s, 12
	add	v1.2d, v1.2d, v3.2d
	add	v0.2d, v0.2d, v3.2d
	orr	v1.16b, v1.16b, v4.16b
	orr	v0.16b, v0.16b, v4.16b
	stp	q1, q0, [x0]
	add	x0, x0, 32
	cmp	x0, x4
	bne	.L53
	add	x2, x2, 8
	add	x3, x3, 2097152
	cmp	x5, x0
	beq	.L64
	mov	x1, x0
	b	.L54
.L64:
	mov	x0, 1279
#APP
// 33 "rt.c" 1
	msr mair_el1, x0
// 0 "" 2
#NO_APP
	mov	x0, 13593
	movk	x0, 0x80, lsl 16
	movk	x0, 0x2, lsl 32
#APP
// 35 "rt.c" 1
	msr tcr_el1, x0
// 0 "" 2
// 36 "rt.c" 1
	msr ttbr0_el1, x6
// 0 "" 2
// 37 "rt.c" 1
	dsb ish; tlbi vmalle1; dsb ish; isb
// 0 "" 2
// 38 "rt.c" 1
	mrs x0, sctlr_el1
// 0 "" 2
#NO_APP
	mov	x1, 53253
	and	x0, x0, -524289
	movk	x1, 0x400, lsl 16
	orr	x0, x0, x1
#APP
// 42 "rt.c" 1
	msr sctlr_el1, x0
// 0 "" 2
// 43 "rt.c" 1
	isb
// 0 "" 2
// 48 "rt.c" 1
	mrs x19, cntfrq_el0
// 0 "" 2
// 48 "rt.c" 1
	mrs x0, pmcr_el0
// 0 "" 2
#NO_APP
	ubfx	x20, x0, 11, 5
	tst	x0, 63488
	beq	.L55
	mov	x0, 8
#APP
// 50 "rt.c" 1
	msr pmevtyper0_el0, x0
// 0 "" 2
#NO_APP
	mov	x0, 0
#APP
// 50 "rt.c" 1
	msr pmevcntr0_el0, x0
// 0 "" 2
#NO_APP
	mov	x0, 1
#APP
// 50 "rt.c" 1
	msr pmcntenset_el0, x0
// 0 "" 2
// 51 "rt.c" 1
	mrs x0, pmcr_el0
// 0 "" 2
#NO_APP
	orr	x0, x0, 1
#APP
// 51 "rt.c" 1
	msr pmcr_el0, x0
// 0 "" 2
// 51 "rt.c" 1
	isb
// 0 "" 2
// 45 "rt.c" 1
	mrs x20, pmevcntr0_el0
// 0 "" 2
// 53 "rt.c" 1
	mrs x22, cntvct_el0
// 0 "" 2
#NO_APP
	adrp	x0, bench_n
	ldr	x21, [x0, #:lo12:bench_n]
	mov	x0, x21
	bl	bench
	mov	x8, x0
#APP
// 55 "rt.c" 1
	mrs x9, cntvct_el0
// 0 "" 2
// 45 "rt.c" 1
	mrs x0, pmevcntr0_el0
// 0 "" 2
#NO_APP
	sub	w20, w0, w20
.L56:
	adrp	x0, .LC3
	add	x0, x0, :lo12:.LC3
	bl	puts_
	sub	x9, x9, x22
	adrp	x0, bench_name
	add	x0, x0, :lo12:bench_name
	bl	puts_
	adrp	x0, .LC4
	add	x0, x0, :lo12:.LC4
	bl	puts_
	mov	x0, x21
	bl	putdec
	adrp	x0, .LC5
	add	x0, x0, :lo12:.LC5
	bl	puts_
	mov	x0, x9
	bl	putdec
	adrp	x0, .LC6
	add	x0, x0, :lo12:.LC6
	bl	puts_
	mov	x0, x19
	bl	putdec
	adrp	x0, .LC7
	add	x0, x0, :lo12:.LC7
	bl	puts_
	mov	x2, 63439
	lsr	x0, x19, 3
	movk	x2, 0xe353, lsl 16
	lsl	x1, x9, 5
	movk	x2, 0x9ba5, lsl 32
	sub	x1, x1, x9
	movk	x2, 0x20c4, lsl 48
	add	x1, x9, x1, lsl 2
	umulh	x0, x0, x2
	lsl	x1, x1, 3
	lsr	x0, x0, 4
	udiv	x0, x1, x0
	bl	putdec
	adrp	x0, .LC8
	add	x0, x0, :lo12:.LC8
	bl	puts_
	mov	x0, x20
	bl	putdec
	adrp	x0, .LC9
	add	x0, x0, :lo12:.LC9
	bl	puts_
	adrp	x3, .LC0
	mov	x5, 24
	add	x3, x3, :lo12:.LC0
	mov	w0, 60
	movk	x5, 0x900, lsl 16
	mov	x4, 150994944
	.p2align 3,,7
.L58:
	lsr	x1, x8, x0
	and	x1, x1, 15
	ldrb	w1, [x3, x1]
	.p2align 3,,7
.L57:
	ldr	w2, [x5]
	tbnz	x2, 5, .L57
	sub	w0, w0, #4
	str	w1, [x4]
	cmn	w0, #4
	bne	.L58
	ldp	x19, x20, [sp, 16]
	adrp	x0, .LC2
	ldp	x21, x22, [sp, 32]
	add	x0, x0, :lo12:.LC2
	ldp	x29, x30, [sp], 48
	.cfi_remember_state
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 21
	.cfi_restore 22
	.cfi_restore 19
	.cfi_restore 20
	.cfi_def_cfa_offset 0
	b	puts_
.L55:
	.cfi_restore_state
#APP
// 53 "rt.c" 1
	mrs x22, cntvct_el0
// 0 "" 2
#NO_APP
	adrp	x0, bench_n
	ldr	x21, [x0, #:lo12:bench_n]
	mov	x0, x21
	bl	bench
	mov	x8, x0
#APP
// 55 "rt.c" 1
	mrs x9, cntvct_el0
// 0 "" 2
#NO_APP
	b	.L56
	.cfi_endproc
.LFE11:
	.size	cmain, .-cmain
	.section	.rodata.cst16,"aM",@progbits,16
	.align	4
.LC10:
	.xword	27021597764224069
	.xword	18014399583225601
	.align	4
.LC11:
	.xword	27021597764224835
	.xword	27021597764224835
	.align	4
.LC12:
	.word	0
	.word	1
	.word	2
	.word	3
	.bss
	.align	12
	.type	l3win, %object
	.size	l3win, 65536
l3win:
	.zero	65536
	.type	l2win, %object
	.size	l2win, 4096
l2win:
	.zero	4096
	.type	l1, %object
	.size	l1, 4096
l1:
	.zero	4096
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
	.text
bench:	ret
	.data
	.align	3
bench_n:	.xword	1000
bench_name:	.string	"none"
