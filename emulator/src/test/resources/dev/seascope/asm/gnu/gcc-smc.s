	.arch armv8-a
	.file	"k_smc.c"
	.text
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB0:
	.cfi_startproc
	stp	x29, x30, [sp, -80]!
	.cfi_def_cfa_offset 80
	.cfi_offset 29, -80
	.cfi_offset 30, -72
	mov	x29, sp
	stp	x21, x22, [sp, 32]
	.cfi_offset 21, -48
	.cfi_offset 22, -40
	cbz	x0, .L4
	mov	x22, x0
	stp	x19, x20, [sp, 16]
	.cfi_offset 20, -56
	.cfi_offset 19, -64
	adrp	x19, .LANCHOR0
	add	x19, x19, :lo12:.LANCHOR0
	stp	x23, x24, [sp, 48]
	.cfi_offset 24, -24
	.cfi_offset 23, -32
	mov	w24, 1024
	mov	w23, 960
	mov	x20, 0
	mov	x21, 0
	movk	w24, 0x9100, lsl 16
	movk	w23, 0xd65f, lsl 16
	str	x25, [sp, 64]
	.cfi_offset 25, -16
	mov	w25, -763363328
	.p2align 3,,7
.L3:
	ubfiz	w1, w20, 5, 16
	orr	w1, w1, w25
	str	w1, [x19]
	str	w24, [x19, 4]
	str	w23, [x19, 8]
#APP
// 15 "k_smc.c" 1
	dc cvau, x19
 dsb ish
 ic ivau, x19
 dsb ish
 isb
// 0 "" 2
#NO_APP
	blr	x19
	add	x20, x20, 1
	add	x21, x21, x0
	cmp	x22, x20
	bne	.L3
	ldp	x19, x20, [sp, 16]
	.cfi_restore 20
	.cfi_restore 19
	mov	x0, x21
	ldp	x21, x22, [sp, 32]
	ldp	x23, x24, [sp, 48]
	.cfi_restore 24
	.cfi_restore 23
	ldr	x25, [sp, 64]
	.cfi_restore 25
	ldp	x29, x30, [sp], 80
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 21
	.cfi_restore 22
	.cfi_def_cfa_offset 0
	ret
	.p2align 2,,3
.L4:
	.cfi_def_cfa_offset 80
	.cfi_offset 21, -48
	.cfi_offset 22, -40
	.cfi_offset 29, -80
	.cfi_offset 30, -72
	mov	x21, 0
	mov	x0, x21
	ldp	x21, x22, [sp, 32]
	ldp	x29, x30, [sp], 80
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 21
	.cfi_restore 22
	.cfi_def_cfa_offset 0
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
	.xword	100000
	.type	bench_name, %object
	.size	bench_name, 4
bench_name:
	.string	"smc"
	.section	.text.smc,"aw"
	.align	6
	.set	.LANCHOR0,. + 0
	.type	code, %object
	.size	code, 256
code:
	.zero	256
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
