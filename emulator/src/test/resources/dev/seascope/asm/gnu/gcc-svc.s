	.arch armv8-a
	.file	"k_svc.c"
	.text
	.align	2
	.p2align 4,,11
	.type	user, %function
user:
.LFB0:
	.cfi_startproc
	mov	x8, 0
	cbz	x0, .L2
	mov	x1, 0
	.p2align 3,,7
.L3:
#APP
// 11 "k_svc.c" 1
	svc #0
// 0 "" 2
#NO_APP
	add	x1, x1, 1
	cmp	x0, x1
	bne	.L3
.L2:
	mov	x8, 1
#APP
// 12 "k_svc.c" 1
	svc #1
// 0 "" 2
#NO_APP
.L4:
	b	.L4
	.cfi_endproc
.LFE0:
	.size	user, .-user
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB1:
	.cfi_startproc
	stp	x29, x30, [sp, -32]!
	.cfi_def_cfa_offset 32
	.cfi_offset 29, -32
	.cfi_offset 30, -24
	mov	x1, 0
	mov	x29, sp
	str	x19, [sp, 16]
	.cfi_offset 19, -16
	mov	x19, x0
#APP
// 15 "k_svc.c" 1
	msr tpidr_el1, x1
// 0 "" 2
#NO_APP
	adrp	x1, .LC0
	mov	x3, 2147483648
	adrp	x0, user
	add	x0, x0, :lo12:user
	ldr	x1, [x1, #:lo12:.LC0]
	mov	x2, x19
	add	x0, x0, x3
	bl	run_el0
	cbz	x19, .L11
	mov	x1, 0
	.p2align 3,,7
.L12:
#APP
// 17 "k_svc.c" 1
	svc #2
// 0 "" 2
#NO_APP
	add	x1, x1, 1
	cmp	x19, x1
	bne	.L12
.L11:
#APP
// 18 "k_svc.c" 1
	mrs x0, tpidr_el1
// 0 "" 2
#NO_APP
	ldr	x19, [sp, 16]
	ldp	x29, x30, [sp], 32
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 19
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE1:
	.size	bench, .-bench
	.global	bench_n
	.global	bench_name
	.section	.rodata.cst8,"aM",@progbits,8
	.align	3
.LC0:
	.xword	ustack+2147487744
	.section	.rodata
	.align	3
	.type	bench_n, %object
	.size	bench_n, 8
bench_n:
	.xword	1000000
	.type	bench_name, %object
	.size	bench_name, 4
bench_name:
	.string	"svc"
	.bss
	.align	4
	.type	ustack, %object
	.size	ustack, 4096
ustack:
	.zero	4096
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
	.text
run_el0:	ret
