	.arch armv8-a
	.file	"k_int.c"
	.text
	.align	2
	.p2align 4,,11
	.type	merge, %function
merge:
.LFB1:
	.cfi_startproc
	sub	sp, sp, #16
	.cfi_def_cfa_offset 16
	cmp	x1, 0
	ccmp	x0, 0, 4, ne
	mov	x2, sp
	bne	.L5
	b	.L2
	.p2align 2,,3
.L11:
	str	x0, [x2]
	mov	x2, x0
	ldr	x0, [x0]
	cmp	x0, 0
	ccmp	x1, 0, 4, ne
	beq	.L2
.L5:
	ldr	w4, [x0, 8]
	ldr	w3, [x1, 8]
	cmp	w4, w3
	ble	.L11
	str	x1, [x2]
	mov	x2, x1
	cmp	x0, 0
	ldr	x1, [x1]
	ccmp	x1, 0, 4, ne
	bne	.L5
.L2:
	cmp	x0, 0
	csel	x0, x0, x1, ne
	str	x0, [x2]
	ldr	x0, [sp]
	add	sp, sp, 16
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE1:
	.size	merge, .-merge
	.align	2
	.p2align 4,,11
	.type	msort, %function
msort:
.LFB2:
	.cfi_startproc
	stp	x29, x30, [sp, -48]!
	.cfi_def_cfa_offset 48
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	mov	x29, sp
	stp	x19, x20, [sp, 16]
	.cfi_offset 19, -32
	.cfi_offset 20, -24
	mov	x20, x0
	cmp	w1, 1
	ble	.L26
	asr	w19, w1, 1
	mov	w2, 0
	str	x21, [sp, 32]
	.cfi_offset 21, -16
	.p2align 3,,7
.L16:
	add	w2, w2, 1
	ldr	x0, [x0]
	cmp	w19, w2
	bne	.L16
	sub	w1, w1, w19
	bl	msort
	mov	x3, x20
	mov	x21, x0
	cmp	w19, 1
	beq	.L17
	mov	w2, 1
	.p2align 3,,7
.L18:
	add	w2, w2, 1
	ldr	x3, [x3]
	cmp	w19, w2
	bne	.L18
.L17:
	str	xzr, [x3]
	mov	w1, w19
	mov	x0, x20
	bl	msort
	ldp	x19, x20, [sp, 16]
	mov	x1, x21
	ldr	x21, [sp, 32]
	.cfi_restore 21
	ldp	x29, x30, [sp], 48
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 19
	.cfi_restore 20
	.cfi_def_cfa_offset 0
	b	merge
	.p2align 2,,3
.L26:
	.cfi_def_cfa_offset 48
	.cfi_offset 19, -32
	.cfi_offset 20, -24
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	cbz	x0, .L15
	str	xzr, [x0]
.L15:
	mov	x0, x20
	ldp	x19, x20, [sp, 16]
	ldp	x29, x30, [sp], 48
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 19
	.cfi_restore 20
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE2:
	.size	msort, .-msort
	.align	2
	.p2align 4,,11
	.type	crc16, %function
crc16:
.LFB3:
	.cfi_startproc
	and	w0, w0, 65535
	mov	w4, 0
	mov	w6, -24575
	.p2align 3,,7
.L29:
	eor	w5, w0, w1
	lsr	w0, w0, 1
	eor	w3, w0, w6
	add	w4, w4, 1
	tst	x5, 1
	and	w3, w3, 65535
	lsr	w1, w1, 1
	csel	w0, w0, w3, eq
	cmp	w2, w4
	bne	.L29
	ret
	.cfi_endproc
.LFE3:
	.size	crc16, .-crc16
	.align	2
	.p2align 4,,11
	.type	machine, %function
machine:
.LFB5:
	.cfi_startproc
	adrp	x4, .LANCHOR0
	mov	w1, 0
	add	x4, x4, :lo12:.LANCHOR0
	mov	w2, 53
	b	.L44
	.p2align 2,,3
.L61:
	cmp	w1, 2
	beq	.L38
	cmp	w1, 3
	bne	.L58
	sub	w2, w2, #43
	mov	w1, 253
	tst	w2, w1
	mov	w1, 6
	csinc	w1, w1, wzr, eq
	.p2align 3,,7
.L35:
	ldrb	w2, [x4, 1]!
	cbz	w2, .L59
.L44:
	sub	w3, w2, #48
	and	w3, w3, 255
	cmp	w2, 44
	beq	.L60
	cmp	w1, 4
	beq	.L36
	ble	.L61
	cmp	w1, 6
	beq	.L41
	cmp	w1, 7
	bne	.L62
	ldrb	w2, [x4, 1]!
	cmp	w3, 10
	csinc	w1, w1, wzr, cc
	cbnz	w2, .L44
.L59:
	sxtw	x1, w1
	ldr	w2, [x0, x1, lsl 2]
	add	w2, w2, 1
	str	w2, [x0, x1, lsl 2]
	ret
	.p2align 2,,3
.L58:
	cbnz	w1, .L63
	mov	w1, 4
	cmp	w3, 9
	bls	.L35
	sub	w3, w2, #43
	mov	w5, 253
	mov	w1, 2
	tst	w3, w5
	beq	.L35
	cmp	w2, 46
	mov	w1, 5
	csinc	w1, w1, wzr, eq
	b	.L35
	.p2align 2,,3
.L62:
	cmp	w1, 5
	bne	.L35
	cmp	w3, 9
	bls	.L35
	and	w2, w2, -33
	mov	w1, 3
	cmp	w2, 69
	csinc	w1, w1, wzr, eq
	b	.L35
	.p2align 2,,3
.L60:
	sxtw	x3, w1
	mov	w1, 0
	ldr	w2, [x0, x3, lsl 2]
	add	w2, w2, 1
	str	w2, [x0, x3, lsl 2]
	b	.L35
	.p2align 2,,3
.L63:
	mov	w1, 1
	b	.L35
	.p2align 2,,3
.L41:
	cmp	w3, 9
	mov	w1, 7
	csinc	w1, w1, wzr, ls
	b	.L35
	.p2align 2,,3
.L36:
	cmp	w3, 9
	bls	.L35
	cmp	w2, 46
	mov	w1, 5
	csinc	w1, w1, wzr, eq
	b	.L35
	.p2align 2,,3
.L38:
	mov	w1, 4
	cmp	w3, 9
	bls	.L35
	cmp	w2, 46
	mov	w1, 5
	csinc	w1, w1, wzr, eq
	b	.L35
	.cfi_endproc
.LFE5:
	.size	machine, .-machine
	.align	2
	.p2align 4,,11
	.type	matmul.constprop.0, %function
matmul.constprop.0:
.LFB7:
	.cfi_startproc
	adrp	x3, .LANCHOR1
	add	x3, x3, :lo12:.LANCHOR1
	add	x6, x3, 96
	adrp	x7, .LANCHOR2
	add	x7, x7, :lo12:.LANCHOR2
	mov	x4, x6
	add	x5, x3, 2304
	add	x8, x3, 2400
	add	x7, x7, 2560
	.p2align 3,,7
.L65:
	mov	x2, x7
	.p2align 3,,7
.L69:
	movi	v0.4s, 0
	sub	x0, x2, #2304
	mov	x1, x5
	.p2align 3,,7
.L66:
	ldr	q1, [x0], 96
	ld1r	{v2.4s}, [x1], 4
	mla	v0.4s, v2.4s, v1.4s
	cmp	x0, x2
	bne	.L66
	sshr	v0.4s, v0.4s, 2
	add	x2, x0, 16
	str	q0, [x3], 16
	cmp	x3, x4
	bne	.L69
	add	x4, x4, 96
	add	x5, x5, 96
	mov	x3, x6
	cmp	x4, x8
	beq	.L64
	add	x6, x6, 96
	b	.L65
.L64:
	ret
	.cfi_endproc
.LFE7:
	.size	matmul.constprop.0, .-matmul.constprop.0
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB6:
	.cfi_startproc
	stp	x29, x30, [sp, -96]!
	.cfi_def_cfa_offset 96
	.cfi_offset 29, -96
	.cfi_offset 30, -88
	mov	x12, x0
	mov	x29, sp
	stp	xzr, xzr, [sp, 64]
	stp	xzr, xzr, [sp, 80]
	cbz	x0, .L85
	adrp	x0, .LANCHOR3
	adrp	x14, .LANCHOR1
	add	x14, x14, :lo12:.LANCHOR1
	adrp	x18, pool+16
	ldr	w9, [x0, #:lo12:.LANCHOR3]
	adrp	x13, pool
	mov	w11, 20077
	add	x18, x18, :lo12:pool+16
	add	x13, x13, :lo12:pool
	stp	x19, x20, [sp, 16]
	.cfi_offset 20, -72
	.cfi_offset 19, -80
	adrp	x19, .LANCHOR2
	add	x20, x0, :lo12:.LANCHOR3
	add	x19, x19, :lo12:.LANCHOR2
	stp	x21, x22, [sp, 32]
	.cfi_offset 22, -56
	.cfi_offset 21, -64
	add	x21, x14, 2304
	mov	x15, 0
	mov	w22, 0
	movk	w11, 0x41c6, lsl 16
	mov	w10, 12345
	stp	x23, x24, [sp, 48]
	.cfi_offset 24, -40
	.cfi_offset 23, -48
.L73:
	mov	x0, x18
	mov	w2, 0
	.p2align 3,,7
.L74:
	madd	w9, w9, w11, w10
	mov	w1, w2
	add	w2, w2, 1
	str	x0, [x0, -16]
	str	w1, [x0, -4]
	add	x0, x0, 16
	ubfx	x1, x9, 8, 12
	str	w1, [x0, -24]
	cmp	w2, 255
	bne	.L74
	madd	w9, w9, w11, w10
	str	w2, [x13, 4092]
	mov	x0, x13
	mov	w1, 256
	str	xzr, [x13, 4080]
	ubfx	x2, x9, 8, 12
	str	w2, [x13, 4088]
	bl	msort
	mov	x7, x0
	cbz	x0, .L83
	.p2align 3,,7
.L76:
	ldp	w3, w1, [x7, 8]
	mov	w0, w22
	mov	w2, 16
	eor	w1, w3, w1
	bl	crc16
	and	w22, w0, 65535
	ldr	x7, [x7]
	cbnz	x7, .L76
.L83:
	and	w7, w15, 65535
	add	x5, x19, 256
	mov	x3, 96
	mov	w6, 0
	.p2align 3,,7
.L77:
	and	w4, w6, 65535
	sub	x1, x3, #96
	mov	w0, w7
	.p2align 3,,7
.L78:
	madd	w9, w9, w11, w10
	sxth	w2, w0
	add	w0, w4, w0
	str	w2, [x1, x5]
	and	w0, w0, 65535
	sbfx	x2, x9, 8, 16
	str	w2, [x1, x21]
	add	x1, x1, 4
	cmp	x3, x1
	bne	.L78
	add	w6, w6, 1
	add	x3, x3, 96
	cmp	w6, 24
	bne	.L77
	mov	x23, x14
	add	x24, x14, 2300
	str	w9, [x20]
	bl	matmul.constprop.0
.L80:
	ldr	w1, [x23, 92]
	mov	w0, w22
	mov	w2, 32
	add	x23, x23, 460
	bl	crc16
	and	w22, w0, 65535
	cmp	x23, x24
	bne	.L80
	mov	w6, 8
	.p2align 3,,7
.L81:
	add	x0, sp, 64
	bl	machine
	subs	w6, w6, #1
	bne	.L81
	mov	x7, x0
	add	x8, sp, 96
	.p2align 3,,7
.L82:
	ldr	w1, [x7], 4
	mov	w0, w22
	mov	w2, 32
	bl	crc16
	and	x22, x0, 65535
	cmp	x8, x7
	bne	.L82
	add	x15, x15, 1
	cmp	x12, x15
	bne	.L73
	ldr	w12, [sp, 68]
	ldp	x19, x20, [sp, 16]
	.cfi_restore 20
	.cfi_restore 19
	ldp	x23, x24, [sp, 48]
	.cfi_restore 24
	.cfi_restore 23
	orr	x12, x22, x12, lsl 32
	ldp	x21, x22, [sp, 32]
	.cfi_restore 22
	.cfi_restore 21
.L85:
	mov	x0, x12
	ldp	x29, x30, [sp], 96
	.cfi_restore 30
	.cfi_restore 29
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE6:
	.size	bench, .-bench
	.global	bench_n
	.global	bench_name
	.section	.rodata
	.align	4
	.set	.LANCHOR0,. + 0
	.type	text, %object
	.size	text, 128
text:
	.string	"5012,1.24,-874,+122,35.54400,.1234500,-110.700,+0.64400,5.500e+3,-.123e-2,-87e+832,+0.6e-12,T0.3e-1F,-T.T++Tq,1T3.4e4z,34.0e-T^"
	.type	bench_n, %object
	.size	bench_n, 8
bench_n:
	.xword	400
	.type	bench_name, %object
	.size	bench_name, 4
bench_name:
	.string	"int"
	.data
	.align	2
	.set	.LANCHOR3,. + 0
	.type	seed, %object
	.size	seed, 4
seed:
	.word	12345
	.bss
	.align	4
	.set	.LANCHOR1,. + 0
	.set	.LANCHOR2,. + 4352
	.type	C, %object
	.size	C, 2304
C:
	.zero	2304
	.type	A, %object
	.size	A, 2304
A:
	.zero	2304
	.type	B, %object
	.size	B, 2304
B:
	.zero	2304
	.type	pool, %object
	.size	pool, 4096
pool:
	.zero	4096
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
