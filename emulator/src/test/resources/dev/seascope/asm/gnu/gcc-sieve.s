	.arch armv8-a
	.file	"k_sieve.c"
	.text
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB0:
	.cfi_startproc
	mov	x10, x0
	mov	x0, 0
	cbz	x10, .L1
	adrp	x5, s
	adrp	x11, s+2
	adrp	x3, s+1048576
	add	x5, x5, :lo12:s
	add	x11, x11, :lo12:s+2
	add	x3, x3, :lo12:s+1048576
	mov	x9, 0
	mov	x0, 0
	mov	w7, 1
	mov	w6, 1048575
.L2:
	mov	x1, x5
	.p2align 3,,7
.L4:
	str	xzr, [x1], 8
	cmp	x3, x1
	bne	.L4
	ldrb	w1, [x5, 2]
	mov	w2, 2
	mov	x4, 2
	cbz	w1, .L23
	.p2align 3,,7
.L9:
	add	w1, w2, 1
	add	x4, x4, 1
	mov	w2, w4
	mul	w1, w1, w1
	cmp	w1, w6
	bhi	.L7
	ldrb	w8, [x5, x4]
	cbnz	w8, .L9
	.p2align 3,,7
.L6:
	strb	w7, [x5, w1, uxtw]
	add	w1, w1, w2
	cmp	w1, w6
	bhi	.L9
.L22:
	strb	w7, [x5, w1, uxtw]
	add	w1, w1, w2
	cmp	w1, w6
	bls	.L6
	b	.L9
.L7:
	mov	x1, x11
	.p2align 3,,7
.L10:
	ldrb	w2, [x1], 1
	cmp	w2, 0
	cinc	x0, x0, eq
	cmp	x3, x1
	bne	.L10
	mov	w2, 16960
	orr	x1, x0, 1
	movk	w2, 0xf, lsl 16
	.p2align 3,,7
.L11:
	eor	x1, x1, x1, lsl 13
	subs	w2, w2, #1
	eor	x1, x1, x1, lsr 7
	eor	x1, x1, x1, lsl 17
	bne	.L11
	and	x1, x1, 7
	add	x9, x9, 1
	add	x0, x0, x1
	cmp	x10, x9
	bne	.L2
.L1:
	ret
.L23:
	mov	w1, 4
	strb	w7, [x5, w1, uxtw]
	add	w1, w1, w2
	cmp	w1, w6
	bls	.L22
	b	.L9
	.cfi_endproc
.LFE0:
	.size	bench, .-bench
	.global	bench_n
	.global	bench_name
	.section	.rodata
	.align	3
	.type	bench_n, %object
	.size	bench_n, 8
bench_n:
	.xword	60
	.type	bench_name, %object
	.size	bench_name, 6
bench_name:
	.string	"sieve"
	.bss
	.align	4
	.type	s, %object
	.size	s, 1048576
s:
	.zero	1048576
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
