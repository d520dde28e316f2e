	.arch armv8-a
	.file	"k_fp.c"
	.text
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB0:
	.cfi_startproc
	mov	x3, x0
	mov	x5, 0
	mov	x0, 0
	cbz	x3, .L1
	mov	x2, 4584664420663164928
	mov	x1, 4586916220476850176
	fmov	d18, x2
	fmov	d16, x1
	fmov	d19, -1.0e+0
	fmov	d17, -2.0e+0
	fmov	d6, 4.0e+0
.L2:
	mov	w4, 0
.L9:
	scvtf	d7, w4
	mov	w2, 0
	fmadd	d7, d7, d18, d19
	.p2align 3,,7
.L7:
	scvtf	d5, w2
	movi	d2, #0
	mov	w1, 0
	fmadd	d5, d5, d16, d17
	fmov	d0, d2
	.p2align 3,,7
.L5:
	fmul	d1, d0, d0
	fmul	d3, d2, d2
	fadd	d4, d1, d3
	fcmpe	d4, d6
	bgt	.L4
	fadd	d0, d0, d0
	fsub	d1, d1, d3
	add	w1, w1, 1
	fmadd	d2, d0, d2, d7
	fadd	d0, d1, d5
	cmp	w1, 200
	bne	.L5
	mov	x1, 200
	.p2align 3,,7
.L6:
	add	w2, w2, 1
	add	x0, x0, x1
	cmp	w2, 64
	bne	.L7
	add	w4, w4, 1
	cmp	w4, 64
	bne	.L9
	add	x5, x5, 1
	cmp	x3, x5
	bne	.L2
.L1:
	ret
	.p2align 2,,3
.L4:
	sxtw	x1, w1
	b	.L6
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
	.xword	20
	.type	bench_name, %object
	.size	bench_name, 3
bench_name:
	.string	"fp"
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
