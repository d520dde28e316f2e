	.arch armv8-a
	.file	"k_mem.c"
	.text
	.align	2
	.p2align 4,,11
	.type	cp64.constprop.0, %function
cp64.constprop.0:
.LFB2:
	.cfi_startproc
	mov	x0, 2155872256
	mov	x1, 2147483648
	mov	x2, 4194304
#APP
// 10 "k_mem.c" 1
	1: ldp x3, x4, [x1], #16
 ldp x5, x6, [x1], #16
 stp x3, x4, [x0], #16
 stp x5, x6, [x0], #16
subs x2, x2, #32
 b.ne 1b
// 0 "" 2
#NO_APP
	ret
	.cfi_endproc
.LFE2:
	.size	cp64.constprop.0, .-cp64.constprop.0
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB1:
	.cfi_startproc
	mov	x3, 57512
	mov	x2, 88080384
	movk	x3, 0xfa53, lsl 16
	movk	x2, 0xd29f, lsl 32
	movk	x3, 0xcdcb, lsl 32
	mov	x10, x0
	mov	x1, 2147483648
	mov	x0, 0
	movk	x3, 0xf1bb, lsl 48
	movk	x2, 0x6e5f, lsl 48
	.p2align 3,,7
.L4:
	str	x0, [x1], 8
	add	x0, x0, x3
	cmp	x0, x2
	bne	.L4
	mov	x8, 3
	mov	x12, 2160066560
	mov	x11, 0
	mov	x7, 0
	movk	x8, 0x8090, lsl 16
	mov	x9, 268959744
	cbz	x10, .L19
	stp	x29, x30, [sp, -16]!
	.cfi_def_cfa_offset 16
	.cfi_offset 29, -16
	.cfi_offset 30, -8
	mov	x29, sp
.L5:
	bl	cp64.constprop.0
	bl	cp64.constprop.0
	bl	cp64.constprop.0
	bl	cp64.constprop.0
	mov	x0, 3
	movk	x0, 0x8080, lsl 16
	.p2align 3,,7
.L7:
	add	x1, x0, 4190208
	ldrb	w2, [x0]
	add	x0, x0, 1
	strb	w2, [x1, 4093]
	cmp	x0, x8
	bne	.L7
	mov	x4, 2147483648
	mov	x3, 0
	.p2align 3,,7
.L8:
	add	x2, x3, x9
	mov	x1, x4
	lsl	x2, x2, 3
	.p2align 3,,7
.L9:
	ldr	x0, [x1]
	add	x1, x1, 512
	add	x7, x7, x0
	cmp	x2, x1
	bne	.L9
	add	x3, x3, 1
	add	x4, x4, 8
	cmp	x3, 64
	bne	.L8
	ldr	x0, [x12], 8
	add	x11, x11, 1
	eor	x7, x7, x0
	cmp	x10, x11
	bne	.L5
	mov	x0, x7
	ldp	x29, x30, [sp], 16
	.cfi_restore 30
	.cfi_restore 29
	.cfi_def_cfa_offset 0
	ret
.L19:
	mov	x0, x7
	ret
	.cfi_endproc
.LFE1:
	.size	bench, .-bench
	.global	bench_n
	.global	bench_name
	.section	.rodata
	.align	3
	.type	bench_n, %object
	.size	bench_n, 8
bench_n:
	.xword	40
	.type	bench_name, %object
	.size	bench_name, 4
bench_name:
	.string	"mem"
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
