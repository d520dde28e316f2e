	.arch armv8-a
	.file	"k_sys.c"
	.text
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB0:
	.cfi_startproc
	stp	x29, x30, [sp, -48]!
	.cfi_def_cfa_offset 48
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	mov	x29, sp
	stp	x21, x22, [sp, 32]
	.cfi_offset 21, -16
	.cfi_offset 22, -8
	cbz	x0, .L5
	mov	x22, x0
	mov	x21, 0
	stp	x19, x20, [sp, 16]
	.cfi_offset 20, -24
	.cfi_offset 19, -32
	mov	x19, 0
	b	.L4
	.p2align 2,,3
.L3:
	add	x19, x19, 1
	cmp	x22, x19
	beq	.L9
.L4:
#APP
// 11 "k_sys.c" 1
	msr tpidr_el0, x19
// 0 "" 2
// 11 "k_sys.c" 1
	mrs x1, tpidr_el0
// 0 "" 2
#NO_APP
	add	x1, x1, x21
#APP
// 11 "k_sys.c" 1
	msr daifset, #2
 msr daifclr, #2
// 0 "" 2
// 11 "k_sys.c" 1
	mrs x2, daif
// 0 "" 2
#NO_APP
	eor	x1, x1, x2
#APP
// 12 "k_sys.c" 1
	msr contextidr_el1, x19
// 0 "" 2
// 12 "k_sys.c" 1
	mrs x2, cntvct_el0
// 0 "" 2
#NO_APP
	cmp	x2, 0
	cinc	x21, x1, ne
	tst	x19, 63
	bne	.L3
	ubfx	x20, x19, 6, 10
	add	x20, x20, 524288
	lsl	x20, x20, 12
	mov	x0, x20
	bl	pte_of
	ldr	x1, [x0]
	lsr	x2, x20, 12
	eor	x1, x1, 4194304
	str	x1, [x0]
#APP
// 15 "k_sys.c" 1
	dsb ishst
 tlbi vaae1is, x2
 dsb ish
 isb
// 0 "" 2
#NO_APP
	str	x19, [x20]
	add	x19, x19, 1
	ldr	x0, [x20]
	add	x21, x21, x0
	cmp	x22, x19
	bne	.L4
.L9:
	ldp	x19, x20, [sp, 16]
	.cfi_restore 20
	.cfi_restore 19
	mov	x0, x21
	ldp	x21, x22, [sp, 32]
	ldp	x29, x30, [sp], 48
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 21
	.cfi_restore 22
	.cfi_def_cfa_offset 0
	ret
	.p2align 2,,3
.L5:
	.cfi_def_cfa_offset 48
	.cfi_offset 21, -16
	.cfi_offset 22, -8
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	mov	x21, 0
	mov	x0, x21
	ldp	x21, x22, [sp, 32]
	ldp	x29, x30, [sp], 48
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
	.xword	1000000
	.type	bench_name, %object
	.size	bench_name, 4
bench_name:
	.string	"sys"
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
	.text
pte_of:	ret
