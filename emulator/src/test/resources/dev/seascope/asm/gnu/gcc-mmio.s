	.arch armv8-a
	.file	"k_mmio.c"
	.text
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB0:
	.cfi_startproc
	mov	x4, x0
	cbz	x0, .L4
	mov	x6, 24
	mov	x5, 36
	mov	x1, 0
	mov	x0, 0
	movk	x6, 0x900, lsl 16
	movk	x5, 0x900, lsl 16
	.p2align 3,,7
.L3:
	ldr	w2, [x6]
	and	w3, w1, 255
	add	x1, x1, 1
	str	w3, [x5]
	add	x0, x0, w2, uxtw
	cmp	x4, x1
	bne	.L3
	ret
	.p2align 2,,3
.L4:
	mov	x0, 0
	ret
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
	.xword	1000000
	.type	bench_name, %object
	.size	bench_name, 5
bench_name:
	.string	"mmio"
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
