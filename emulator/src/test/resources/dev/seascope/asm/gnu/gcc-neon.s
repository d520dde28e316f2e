	.arch armv8-a
	.file	"neon.c"
	.text
	.align	2
	.p2align 4,,11
	.global	dot
	.type	dot, %function
dot:
.LFB4350:
	.cfi_startproc
	cmp	w2, 0
	ble	.L7
	sub	w3, w2, #1
	cmp	w3, 2
	bls	.L8
	lsr	w4, w2, 2
	movi	v0.2s, #0
	mov	x3, 0
	lsl	x4, x4, 4
	.p2align 3,,7
.L4:
	ldr	q2, [x1, x3]
	ldr	q1, [x0, x3]
	add	x3, x3, 16
	fmul	v1.4s, v1.4s, v2.4s
	dup	s3, v1.s[1]
	fadd	s0, s0, s1
	dup	s2, v1.s[2]
	dup	s1, v1.s[3]
	fadd	s0, s0, s3
	fadd	s0, s0, s2
	fadd	s0, s0, s1
	cmp	x4, x3
	bne	.L4
	and	w3, w2, -4
	tst	x2, 3
	beq	.L1
.L3:
	sxtw	x5, w3
	add	w6, w3, 1
	sbfiz	x4, x3, 2, 32
	ldr	s2, [x0, x5, lsl 2]
	ldr	s1, [x1, x5, lsl 2]
	fmadd	s0, s2, s1, s0
	cmp	w2, w6
	ble	.L1
	add	x5, x4, 4
	add	w3, w3, 2
	ldr	s2, [x0, x5]
	ldr	s1, [x1, x5]
	fmadd	s0, s2, s1, s0
	cmp	w2, w3
	ble	.L1
	add	x4, x4, 8
	ldr	s2, [x1, x4]
	ldr	s1, [x0, x4]
	fmadd	s0, s2, s1, s0
.L1:
	ret
	.p2align 2,,3
.L7:
	movi	v0.2s, #0
	ret
.L8:
	movi	v0.2s, #0
	mov	w3, 0
	b	.L3
	.cfi_endproc
.LFE4350:
	.size	dot, .-dot
	.align	2
	.p2align 4,,11
	.global	horner
	.type	horner, %function
horner:
.LFB4351:
	.cfi_startproc
	ldr	d1, [x0, w1, sxtw 3]
	subs	w2, w1, #1
	bmi	.L11
	sxtw	x1, w2
	.p2align 3,,7
.L13:
	ldr	d2, [x0, x1, lsl 3]
	sub	x1, x1, #1
	fmadd	d1, d0, d1, d2
	tbz	w1, #31, .L13
.L11:
	fmov	d0, d1
	ret
	.cfi_endproc
.LFE4351:
	.size	horner, .-horner
	.align	2
	.p2align 4,,11
	.global	saxpy
	.type	saxpy, %function
saxpy:
.LFB4352:
	.cfi_startproc
	cmp	w2, 0
	ble	.L15
	sub	w3, w2, #1
	cmp	w3, 2
	bls	.L20
	lsr	w4, w2, 2
	mov	x3, 0
	dup	v3.4s, v0.s[0]
	lsl	x4, x4, 4
	.p2align 3,,7
.L18:
	ldr	q1, [x0, x3]
	ldr	q2, [x1, x3]
	fmla	v1.4s, v2.4s, v3.4s
	str	q1, [x0, x3]
	add	x3, x3, 16
	cmp	x4, x3
	bne	.L18
	and	w3, w2, -4
	tst	x2, 3
	beq	.L15
.L17:
	sxtw	x6, w3
	add	w5, w3, 1
	sbfiz	x4, x3, 2, 32
	ldr	s2, [x1, x6, lsl 2]
	ldr	s1, [x0, x6, lsl 2]
	fmadd	s1, s2, s0, s1
	str	s1, [x0, x6, lsl 2]
	cmp	w2, w5
	ble	.L15
	add	x5, x4, 4
	add	w3, w3, 2
	ldr	s2, [x1, x5]
	ldr	s1, [x0, x5]
	fmadd	s1, s0, s2, s1
	str	s1, [x0, x5]
	cmp	w2, w3
	ble	.L15
	add	x2, x4, 8
	ldr	s2, [x1, x2]
	ldr	s1, [x0, x2]
	fmadd	s0, s2, s0, s1
	str	s0, [x0, x2]
.L15:
	ret
.L20:
	mov	w3, 0
	b	.L17
	.cfi_endproc
.LFE4352:
	.size	saxpy, .-saxpy
	.align	2
	.p2align 4,,11
	.global	sum8
	.type	sum8, %function
sum8:
.LFB4353:
	.cfi_startproc
	mov	x4, x0
	cbz	x1, .L28
	sub	x0, x1, #1
	cmp	x0, 14
	bls	.L29
	and	x3, x1, -16
	mov	x2, x4
	movi	v3.4s, 0
	add	x3, x3, x4
	.p2align 3,,7
.L25:
	ldr	q1, [x2], 16
	uxtl	v2.8h, v1.8b
	uxtl2	v1.8h, v1.16b
	uxtl2	v0.4s, v2.8h
	uaddw	v0.4s, v0.4s, v2.4h
	uaddw	v0.4s, v0.4s, v1.4h
	uaddw2	v0.4s, v0.4s, v1.8h
	add	v3.4s, v3.4s, v0.4s
	cmp	x2, x3
	bne	.L25
	addv	s0, v3.4s
	and	x2, x1, -16
	fmov	w0, s0
	tst	x1, 15
	beq	.L22
.L24:
	ldrb	w5, [x4, x2]
	add	x3, x2, 1
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 2
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 3
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 4
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 5
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 6
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 7
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 8
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 9
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 10
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 11
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 12
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w5, [x4, x3]
	add	x3, x2, 13
	add	w0, w0, w5
	cmp	x1, x3
	bls	.L22
	ldrb	w3, [x4, x3]
	add	x2, x2, 14
	add	w0, w0, w3
	cmp	x1, x2
	bls	.L22
	ldrb	w1, [x4, x2]
	add	w0, w0, w1
.L22:
	ret
	.p2align 2,,3
.L28:
	mov	w0, 0
	ret
.L29:
	mov	x2, 0
	mov	w0, 0
	b	.L24
	.cfi_endproc
.LFE4353:
	.size	sum8, .-sum8
	.align	2
	.p2align 4,,11
	.global	blend
	.type	blend, %function
blend:
.LFB4354:
	.cfi_startproc
	cmp	w3, 0
	ble	.L34
	sub	w4, w3, #1
	cmp	w4, 14
	bls	.L41
	movi	v5.16b, 0x3
	and	x5, x3, 4294967280
	movi	v4.16b, 0x5
	mov	x4, 0
	movi	v3.8h, 0x4
	.p2align 3,,7
.L37:
	ldr	q1, [x2, x4]
	ldr	q2, [x1, x4]
	umull	v0.8h, v1.8b, v4.8b
	umull2	v1.8h, v1.16b, v4.16b
	umlal	v0.8h, v2.8b, v5.8b
	umlal2	v1.8h, v2.16b, v5.16b
	add	v0.8h, v0.8h, v3.8h
	add	v1.8h, v1.8h, v3.8h
	shrn	v0.8b, v0.8h, 3
	shrn2	v0.16b, v1.8h, 3
	str	q0, [x0, x4]
	add	x4, x4, 16
	cmp	x5, x4
	bne	.L37
	and	w4, w3, -16
	mov	w5, w4
	cmp	w3, w4
	beq	.L34
.L36:
	sub	w6, w3, w5
	sub	w7, w6, #1
	cmp	w7, 6
	bls	.L39
	ldr	d2, [x1, w5, uxtw]
	and	w7, w6, -8
	ldr	d1, [x2, w5, uxtw]
	add	w4, w4, w7
	movi	v4.8h, 0x4
	uxtl	v2.8h, v2.8b
	uxtl	v1.8h, v1.8b
	shl	v0.8h, v2.8h, 1
	shl	v3.8h, v1.8h, 2
	add	v0.8h, v0.8h, v2.8h
	add	v1.8h, v3.8h, v1.8h
	add	v0.8h, v0.8h, v1.8h
	add	v0.8h, v0.8h, v4.8h
	shrn	v0.8b, v0.8h, 3
	str	d0, [x0, w5, uxtw]
	tst	x6, 7
	beq	.L34
.L39:
	ldrb	w5, [x1, w4, sxtw]
	add	w7, w4, 1
	ldrb	w6, [x2, w4, sxtw]
	add	w5, w5, w5, lsl 1
	add	w6, w6, w6, lsl 2
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w4, sxtw]
	cmp	w3, w7
	ble	.L34
	ldrb	w5, [x1, w7, sxtw]
	add	w8, w4, 2
	ldrb	w6, [x2, w7, sxtw]
	add	w5, w5, w5, lsl 1
	add	w6, w6, w6, lsl 2
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w7, sxtw]
	cmp	w3, w8
	ble	.L34
	ldrb	w5, [x2, w8, sxtw]
	add	w7, w4, 3
	ldrb	w6, [x1, w8, sxtw]
	add	w5, w5, w5, lsl 2
	add	w6, w6, w6, lsl 1
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w8, sxtw]
	cmp	w3, w7
	ble	.L34
	ldrb	w5, [x1, w7, sxtw]
	add	w8, w4, 4
	ldrb	w6, [x2, w7, sxtw]
	add	w5, w5, w5, lsl 1
	add	w6, w6, w6, lsl 2
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w7, sxtw]
	cmp	w3, w8
	ble	.L34
	ldrb	w5, [x1, w8, sxtw]
	add	w7, w4, 5
	ldrb	w6, [x2, w8, sxtw]
	add	w5, w5, w5, lsl 1
	add	w6, w6, w6, lsl 2
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w8, sxtw]
	cmp	w3, w7
	ble	.L34
	ldrb	w5, [x1, w7, sxtw]
	add	w4, w4, 6
	ldrb	w6, [x2, w7, sxtw]
	add	w5, w5, w5, lsl 1
	add	w6, w6, w6, lsl 2
	add	w5, w5, w6
	add	w5, w5, 4
	asr	w5, w5, 3
	strb	w5, [x0, w7, sxtw]
	cmp	w3, w4
	ble	.L34
	ldrb	w1, [x1, w4, sxtw]
	ldrb	w2, [x2, w4, sxtw]
	add	w1, w1, w1, lsl 1
	add	w2, w2, w2, lsl 2
	add	w1, w1, w2
	add	w1, w1, 4
	asr	w1, w1, 3
	strb	w1, [x0, w4, sxtw]
.L34:
	ret
.L41:
	mov	w5, 0
	mov	w4, 0
	b	.L36
	.cfi_endproc
.LFE4354:
	.size	blend, .-blend
	.align	2
	.p2align 4,,11
	.global	maximum
	.type	maximum, %function
maximum:
.LFB4355:
	.cfi_startproc
	mov	x5, x0
	ldr	w0, [x0]
	cmp	w1, 1
	ble	.L46
	sub	w2, w1, #2
	sub	w3, w1, #1
	cmp	w2, 2
	bls	.L52
	lsr	w4, w3, 2
	add	x2, x5, 4
	dup	v0.4s, w0
	add	x4, x2, w4, uxtw 4
	.p2align 3,,7
.L49:
	ldr	q1, [x2], 16
	smax	v0.4s, v0.4s, v1.4s
	cmp	x2, x4
	bne	.L49
	smaxv	s0, v0.4s
	fmov	w0, s0
	tst	x3, 3
	beq	.L46
	and	w2, w3, -4
	add	w2, w2, 1
.L48:
	ldr	w4, [x5, w2, sxtw 2]
	add	w3, w2, 1
	sbfiz	x6, x2, 2, 32
	cmp	w0, w4
	csel	w0, w0, w4, ge
	cmp	w1, w3
	ble	.L46
	add	x5, x5, x6
	add	w2, w2, 2
	ldr	w3, [x5, 4]
	cmp	w0, w3
	csel	w0, w0, w3, ge
	cmp	w1, w2
	ble	.L46
	ldr	w1, [x5, 8]
	cmp	w0, w1
	csel	w0, w0, w1, ge
.L46:
	ret
.L52:
	mov	w2, 1
	b	.L48
	.cfi_endproc
.LFE4355:
	.size	maximum, .-maximum
	.align	2
	.p2align 4,,11
	.global	widen
	.type	widen, %function
widen:
.LFB4356:
	.cfi_startproc
	cmp	w2, 0
	ble	.L57
	sub	w3, w2, #1
	cmp	w3, 6
	bls	.L64
	lsr	w5, w2, 3
	mov	x4, x1
	mov	x3, x0
	add	x5, x1, w5, uxtw 4
	.p2align 3,,7
.L60:
	ldr	q0, [x4], 16
	smull	v1.4s, v0.4h, v0.4h
	smull2	v0.4s, v0.8h, v0.8h
	stp	q1, q0, [x3]
	add	x3, x3, 32
	cmp	x5, x4
	bne	.L60
	and	w4, w2, -8
	uxtw	x3, w4
	cmp	w2, w4
	beq	.L57
.L59:
	sub	w5, w2, w3
	sub	w6, w5, #1
	cmp	w6, 2
	bls	.L62
	and	w6, w5, -4
	add	w4, w4, w6
	lsl	x6, x3, 1
	lsl	x3, x3, 2
	ldr	d0, [x1, x6]
	smull	v0.4s, v0.4h, v0.4h
	str	q0, [x0, x3]
	tst	x5, 3
	beq	.L57
.L62:
	ldrsh	w3, [x1, w4, sxtw 1]
	add	w5, w4, 1
	sbfiz	x7, x4, 1, 32
	sbfiz	x6, x4, 2, 32
	mul	w3, w3, w3
	str	w3, [x0, w4, sxtw 2]
	cmp	w2, w5
	ble	.L57
	add	x1, x1, x7
	add	x0, x0, x6
	add	w4, w4, 2
	ldrsh	w3, [x1, 2]
	mul	w3, w3, w3
	str	w3, [x0, 4]
	cmp	w4, w2
	bge	.L57
	ldrsh	w1, [x1, 4]
	mul	w1, w1, w1
	str	w1, [x0, 8]
.L57:
	ret
.L64:
	mov	x3, 0
	mov	w4, 0
	b	.L59
	.cfi_endproc
.LFE4356:
	.size	widen, .-widen
	.align	2
	.p2align 4,,11
	.global	convert
	.type	convert, %function
convert:
.LFB4357:
	.cfi_startproc
	cmp	w2, 0
	ble	.L69
	sub	w3, w2, #1
	cmp	w3, 2
	bls	.L74
	lsr	w5, w2, 2
	mov	x4, x1
	fmov	v2.2d, 5.0e-1
	mov	x3, x0
	add	x5, x1, w5, uxtw 4
	.p2align 3,,7
.L72:
	ldr	q0, [x4], 16
	sxtl	v1.2d, v0.2s
	sxtl2	v0.2d, v0.4s
	scvtf	v1.2d, v1.2d
	scvtf	v0.2d, v0.2d
	fmul	v1.2d, v1.2d, v2.2d
	fmul	v0.2d, v0.2d, v2.2d
	stp	q1, q0, [x3]
	add	x3, x3, 32
	cmp	x4, x5
	bne	.L72
	and	w3, w2, -4
	tst	x2, 3
	beq	.L69
.L71:
	sxtw	x5, w3
	fmov	d1, 5.0e-1
	add	w4, w3, 1
	sbfiz	x8, x3, 2, 32
	sbfiz	x7, x3, 3, 32
	ldr	w6, [x1, x5, lsl 2]
	scvtf	d0, w6
	fmul	d0, d0, d1
	str	d0, [x0, x5, lsl 3]
	cmp	w2, w4
	ble	.L69
	add	x1, x1, x8
	add	x0, x0, x7
	add	w3, w3, 2
	ldr	w4, [x1, 4]
	scvtf	d0, w4
	fmul	d0, d0, d1
	str	d0, [x0, 8]
	cmp	w2, w3
	ble	.L69
	ldr	w1, [x1, 8]
	scvtf	d0, w1
	fmul	d0, d0, d1
	str	d0, [x0, 16]
.L69:
	ret
.L74:
	mov	w3, 0
	b	.L71
	.cfi_endproc
.LFE4357:
	.size	convert, .-convert
	.align	2
	.p2align 4,,11
	.global	truncate
	.type	truncate, %function
truncate:
.LFB4358:
	.cfi_startproc
	cmp	w2, 0
	ble	.L76
	sub	w3, w2, #1
	cmp	w3, 2
	bls	.L81
	lsr	w4, w2, 2
	mov	x3, 0
	lsl	x4, x4, 4
	.p2align 3,,7
.L79:
	ldr	q0, [x1, x3]
	fcvtzs	v0.4s, v0.4s
	str	q0, [x0, x3]
	add	x3, x3, 16
	cmp	x4, x3
	bne	.L79
	and	w3, w2, -4
	tst	x2, 3
	beq	.L76
.L78:
	sxtw	x6, w3
	add	w5, w3, 1
	sbfiz	x4, x3, 2, 32
	ldr	s0, [x1, x6, lsl 2]
	fcvtzs	s0, s0
	str	s0, [x0, x6, lsl 2]
	cmp	w2, w5
	ble	.L76
	add	x5, x4, 4
	add	w3, w3, 2
	ldr	s0, [x1, x5]
	fcvtzs	s0, s0
	str	s0, [x0, x5]
	cmp	w2, w3
	ble	.L76
	add	x4, x4, 8
	ldr	s0, [x1, x4]
	fcvtzs	s0, s0
	str	s0, [x0, x4]
.L76:
	ret
.L81:
	mov	w3, 0
	b	.L78
	.cfi_endproc
.LFE4358:
	.size	truncate, .-truncate
	.align	2
	.p2align 4,,11
	.global	swap3
	.type	swap3, %function
swap3:
.LFB4359:
	.cfi_startproc
	cmp	w1, 0
	ble	.L83
	mov	w2, 48
	smaddl	x1, w1, w2, x0
	.p2align 3,,7
.L85:
	ld3	{v4.16b - v6.16b}, [x0]
	mov	v2.16b, v5.16b
	mov	v1.16b, v6.16b
	mov	v3.16b, v4.16b
	st3	{v1.16b - v3.16b}, [x0], 48
	cmp	x1, x0
	bne	.L85
.L83:
	ret
	.cfi_endproc
.LFE4359:
	.size	swap3, .-swap3
	.align	2
	.p2align 4,,11
	.global	shuffle
	.type	shuffle, %function
shuffle:
.LFB4360:
	.cfi_startproc
	tbl	v2.16b, {v0.16b}, v1.16b
	ext	v0.16b, v0.16b, v1.16b, #5
	eor	v0.16b, v0.16b, v2.16b
	ret
	.cfi_endproc
.LFE4360:
	.size	shuffle, .-shuffle
	.align	2
	.p2align 4,,11
	.global	lanes
	.type	lanes, %function
lanes:
.LFB4361:
	.cfi_startproc
	mov	v2.16b, v0.16b
	sqrdmulh	v0.8h, v0.8h, v1.h[3]
	mla	v0.8h, v2.8h, v1.h[1]
	ret
	.cfi_endproc
.LFE4361:
	.size	lanes, .-lanes
	.align	2
	.p2align 4,,11
	.global	bits
	.type	bits, %function
bits:
.LFB4362:
	.cfi_startproc
	mov	v1.16b, v0.16b
	sli	v1.4s, v0.4s, 9
	ushr	v0.4s, v0.4s, 7
	orr	v0.16b, v0.16b, v1.16b
	ret
	.cfi_endproc
.LFE4362:
	.size	bits, .-bits
	.align	2
	.p2align 4,,11
	.global	popcount
	.type	popcount, %function
popcount:
.LFB4363:
	.cfi_startproc
	fmov	d0, x0
	cnt	v0.8b, v0.8b
	addv	b0, v0.8b
	fmov	w0, s0
	ret
	.cfi_endproc
.LFE4363:
	.size	popcount, .-popcount
	.align	2
	.p2align 4,,11
	.global	rounds
	.type	rounds, %function
rounds:
.LFB4364:
	.cfi_startproc
	fsqrt	s2, s0
	frintp	s3, s0
	frintm	s1, s0
	frintz	s0, s0
	fadd	s1, s1, s3
	fadd	s0, s1, s0
	fadd	s0, s0, s2
	ret
	.cfi_endproc
.LFE4364:
	.size	rounds, .-rounds
	.align	2
	.p2align 4,,11
	.global	compare
	.type	compare, %function
compare:
.LFB4365:
	.cfi_startproc
	fcmpe	d0, d1
	mov	x0, 1
	bmi	.L92
	bgt	.L95
	fcmp	d0, d1
	cset	x0, ne
	lsl	x0, x0, 1
.L92:
	ret
	.p2align 2,,3
.L95:
	mov	x0, -1
	ret
	.cfi_endproc
.LFE4365:
	.size	compare, .-compare
	.align	2
	.p2align 4,,11
	.global	add
	.type	add, %function
add:
.LFB4366:
	.cfi_startproc
	fmov	w7, s0
	fmov	w5, s4
	fmov	w6, s2
	fmov	w3, s6
	mov	x4, 0
	mov	x1, 0
	mov	x2, 0
	mov	x0, 0
	bfi	x4, x7, 0, 32
	bfi	x2, x5, 0, 32
	fmov	w7, s1
	fmov	w5, s5
	bfi	x1, x6, 0, 32
	bfi	x0, x3, 0, 32
	fmov	w6, s3
	fmov	w3, s7
	sub	sp, sp, #32
	.cfi_def_cfa_offset 32
	bfi	x4, x7, 32, 32
	bfi	x2, x5, 32, 32
	bfi	x1, x6, 32, 32
	bfi	x0, x3, 32, 32
	stp	x4, x1, [sp]
	stp	x2, x0, [sp, 16]
	ldp	q0, q1, [sp]
	add	sp, sp, 32
	.cfi_def_cfa_offset 0
	fadd	v0.4s, v0.4s, v1.4s
	umov	x0, v0.d[0]
	umov	x1, v0.d[1]
	mov	x3, x0
	lsr	x4, x0, 32
	lsr	x0, x1, 32
	fmov	s3, w0
	lsr	w0, w3, 0
	fmov	s1, w4
	fmov	s0, w0
	lsr	w0, w1, 0
	fmov	s2, w0
	ret
	.cfi_endproc
.LFE4366:
	.size	add, .-add
	.align	2
	.p2align 4,,11
	.global	constants
	.type	constants, %function
constants:
.LFB4367:
	.cfi_startproc
	adrp	x1, .LANCHOR0
	add	x1, x1, :lo12:.LANCHOR0
	adrp	x2, .LC0
	ldr	d1, [x1, w0, sxtw 3]
	ldr	d0, [x2, #:lo12:.LC0]
	fadd	d0, d1, d0
	ret
	.cfi_endproc
.LFE4367:
	.size	constants, .-constants
	.align	2
	.p2align 4,,11
	.global	choose
	.type	choose, %function
choose:
.LFB4368:
	.cfi_startproc
	fneg	s1, s1
	cmp	w0, 0
	fcsel	s0, s1, s0, eq
	ret
	.cfi_endproc
.LFE4368:
	.size	choose, .-choose
	.align	2
	.p2align 4,,11
	.global	fixed
	.type	fixed, %function
fixed:
.LFB4369:
	.cfi_startproc
	fcvtzu	x0, d0, #16
	ret
	.cfi_endproc
.LFE4369:
	.size	fixed, .-fixed
	.align	2
	.p2align 4,,11
	.global	product
	.type	product, %function
product:
.LFB4370:
	.cfi_startproc
	mov	x2, x1
	smulh	x1, x0, x1
	mul	x0, x0, x2
	ret
	.cfi_endproc
.LFE4370:
	.size	product, .-product
	.align	2
	.p2align 4,,11
	.global	sw
	.type	sw, %function
sw:
.LFB4371:
	.cfi_startproc
	cmp	w0, 5
	bhi	.L105
	adrp	x1, .LANCHOR0
	add	x1, x1, :lo12:.LANCHOR0
	add	x1, x1, 40
	ldr	w0, [x1, w0, uxtw 2]
	ret
	.p2align 2,,3
.L105:
	mov	w0, 0
	ret
	.cfi_endproc
.LFE4371:
	.size	sw, .-sw
	.align	2
	.p2align 4,,11
	.global	bump
	.type	bump, %function
bump:
.LFB4372:
	.cfi_startproc
	adrp	x1, .LANCHOR1
	mov	x2, x0
	add	x1, x1, :lo12:.LANCHOR1
.L107:
	ldaxr	x0, [x1]
	add	x0, x0, x2
	stlxr	w3, x0, [x1]
	cbnz	w3, .L107
	ret
	.cfi_endproc
.LFE4372:
	.size	bump, .-bump
	.align	2
	.p2align 4,,11
	.global	hf
	.type	hf, %function
hf:
.LFB4373:
	.cfi_startproc
	cmp	w1, 0
	ble	.L111
	movi	v1.2s, #0
	add	x1, x0, w1, sxtw 1
	.p2align 3,,7
.L110:
	ldr	h0, [x0], 2
	fcvt	s0, h0
	fadd	s1, s1, s0
	cmp	x1, x0
	bne	.L110
	fcvtzs	w0, s1
	ret
	.p2align 2,,3
.L111:
	mov	w0, 0
	ret
	.cfi_endproc
.LFE4373:
	.size	hf, .-hf
	.global	counter
	.section	.rodata.cst8,"aM",@progbits,8
	.align	3
.LC0:
	.word	-1717986918
	.word	1069128089
	.section	.rodata
	.align	4
	.set	.LANCHOR0,. + 0
	.type	t.0, %object
	.size	t.0, 40
t.0:
	.word	0
	.word	1073217536
	.word	1413754129
	.word	1074340347
	.word	-2013235812
	.word	2117592124
	.word	0
	.word	-2147483648
	.word	-1955535317
	.word	4712
	.type	CSWTCH.40, %object
	.size	CSWTCH.40, 24
CSWTCH.40:
	.word	5
	.word	9
	.word	77
	.word	-4
	.word	12
	.word	99
	.bss
	.align	3
	.set	.LANCHOR1,. + 0
	.type	counter, %object
	.size	counter, 8
counter:
	.zero	8
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
