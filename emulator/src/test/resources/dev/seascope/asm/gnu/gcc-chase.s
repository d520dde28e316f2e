	.arch armv8-a
	.file	"k_chase.c"
	.text
	.align	2
	.p2align 4,,11
	.type	run, %function
run:
.LFB1:
	.cfi_startproc
	sub	x1, x1, #1
	.p2align 3,,7
.L2:
	sub	x1, x1, #1
	ldr	x0, [x0]
	cmn	x1, #1
	bne	.L2
	ret
	.cfi_endproc
.LFE1:
	.size	run, .-run
	.align	2
	.p2align 4,,11
	.type	ring.constprop.0, %function
ring.constprop.0:
.LFB3:
	.cfi_startproc
	mov	x4, 2176843776
	mov	w3, 0
	.p2align 3,,7
.L6:
	str	w3, [x4], 4
	add	w3, w3, 1
	cmp	w3, w1
	bne	.L6
	sub	w6, w1, #1
	mov	x7, 2176843776
	sub	w4, w1, #1
	mov	w3, 1
	add	x6, x7, x6, lsl 2
	.p2align 3,,7
.L7:
	eor	w3, w3, w3, lsl 13
	ldr	w8, [x6]
	eor	w3, w3, w3, lsr 17
	eor	w3, w3, w3, lsl 5
	udiv	w5, w3, w4
	msub	w5, w5, w4, w3
	subs	w4, w4, #1
	ldr	w9, [x7, x5, lsl 2]
	str	w9, [x6], -4
	str	w8, [x7, x5, lsl 2]
	bne	.L7
	mov	x6, 2176843776
	mov	x7, x6
	.p2align 3,,7
.L8:
	add	w4, w4, 1
	ldr	w5, [x6], 4
	udiv	w3, w4, w1
	umull	x5, w2, w5
	msub	w3, w3, w1, w4
	ldr	w3, [x7, x3, lsl 2]
	umull	x3, w2, w3
	add	x3, x0, x3, lsl 3
	str	x3, [x0, x5, lsl 3]
	cmp	w1, w4
	bne	.L8
	ret
	.cfi_endproc
.LFE3:
	.size	ring.constprop.0, .-ring.constprop.0
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB2:
	.cfi_startproc
	stp	x29, x30, [sp, -16]!
	.cfi_def_cfa_offset 16
	.cfi_offset 29, -16
	.cfi_offset 30, -8
	mov	x10, x0
	mov	w2, 8
	mov	w1, 1024
	mov	x0, 2172649472
	mov	x29, sp
	bl	ring.constprop.0
	mov	w2, 64
	mov	w1, 32768
	mov	x0, 2147483648
	bl	ring.constprop.0
	cbz	x10, .L15
	mov	x6, 33920
	mov	x5, 16963
	mov	x3, 0
	mov	x4, 0
	movk	x6, 0x1e, lsl 16
	movk	x5, 0xf, lsl 16
	.p2align 3,,7
.L14:
	mov	x1, x6
	mov	x0, 2172649472
	bl	run
	mov	x2, x0
	mov	x1, x5
	mov	x0, 2147483648
	add	x3, x3, 1
	bl	run
	add	x2, x2, x0
	add	x4, x4, x2
	cmp	x10, x3
	bne	.L14
	mov	x0, x4
	ldp	x29, x30, [sp], 16
	.cfi_remember_state
	.cfi_restore 30
	.cfi_restore 29
	.cfi_def_cfa_offset 0
	ret
	.p2align 2,,3
.L15:
	.cfi_restore_state
	mov	x4, 0
	mov	x0, x4
	ldp	x29, x30, [sp], 16
	.cfi_restore 30
	.cfi_restore 29
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE2:
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
	.size	bench_name, 6
bench_name:
	.string	"chase"
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
