	.arch armv8-a
	.file	"k_call.c"
	.text
	.align	2
	.p2align 4,,11
	.type	fib, %function
fib:
.LFB0:
	.cfi_startproc
	stp	x29, x30, [sp, -32]!
	.cfi_def_cfa_offset 32
	.cfi_offset 29, -32
	.cfi_offset 30, -24
	mov	x29, sp
	stp	x19, x20, [sp, 16]
	.cfi_offset 19, -16
	.cfi_offset 20, -8
	mov	x19, x0
	mov	x0, x19
	cmp	x19, 1
	bls	.L1
	mov	x20, 0
.L3:
	sub	x0, x19, #1
	sub	x19, x19, #2
	bl	fib
	add	x20, x20, x0
	cmp	x19, 1
	bhi	.L3
	add	x0, x19, x20
.L1:
	ldp	x19, x20, [sp, 16]
	ldp	x29, x30, [sp], 32
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 19
	.cfi_restore 20
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE0:
	.size	fib, .-fib
	.align	2
	.p2align 4,,11
	.type	op_push, %function
op_push:
.LFB1:
	.cfi_startproc
	ldr	w2, [x0, 512]
	uxtw	x1, w1
	add	w3, w2, 1
	str	w3, [x0, 512]
	str	x1, [x0, w2, sxtw 3]
	ret
	.cfi_endproc
.LFE1:
	.size	op_push, .-op_push
	.align	2
	.p2align 4,,11
	.type	op_add, %function
op_add:
.LFB2:
	.cfi_startproc
	ldr	w2, [x0, 512]
	sub	w3, w2, #1
	str	w3, [x0, 512]
	add	x0, x0, w2, sxtw 3
	ldp	x2, x3, [x0, -16]
	add	x1, x3, w1, uxtw
	add	x2, x2, x1
	str	x2, [x0, -16]
	ret
	.cfi_endproc
.LFE2:
	.size	op_add, .-op_add
	.align	2
	.p2align 4,,11
	.type	op_mul, %function
op_mul:
.LFB3:
	.cfi_startproc
	ldr	w2, [x0, 512]
	uxtw	x1, w1
	sub	w3, w2, #1
	str	w3, [x0, 512]
	add	x0, x0, w2, sxtw 3
	ldp	x2, x3, [x0, -16]
	orr	x1, x1, x3
	mul	x1, x2, x1
	str	x1, [x0, -16]
	ret
	.cfi_endproc
.LFE3:
	.size	op_mul, .-op_mul
	.align	2
	.p2align 4,,11
	.type	op_xor, %function
op_xor:
.LFB4:
	.cfi_startproc
	ldrsw	x2, [x0, 512]
	mov	w3, 77
	umull	x3, w1, w3
	add	x0, x0, x2, lsl 3
	ldr	x1, [x0, -8]
	eor	x1, x1, x3
	str	x1, [x0, -8]
	ret
	.cfi_endproc
.LFE4:
	.size	op_xor, .-op_xor
	.align	2
	.p2align 4,,11
	.type	op_dec, %function
op_dec:
.LFB5:
	.cfi_startproc
	ldr	x1, [x0, 520]
	sub	x1, x1, #1
	str	x1, [x0, 520]
	ret
	.cfi_endproc
.LFE5:
	.size	op_dec, .-op_dec
	.align	2
	.p2align 4,,11
	.type	op_jnz, %function
op_jnz:
.LFB6:
	.cfi_startproc
	ldr	x2, [x0, 520]
	cbz	x2, .L13
	str	w1, [x0, 516]
.L13:
	ret
	.cfi_endproc
.LFE6:
	.size	op_jnz, .-op_jnz
	.align	2
	.p2align 4,,11
	.type	op_pop, %function
op_pop:
.LFB7:
	.cfi_startproc
	ldr	x2, [x0, 520]
	uxtw	x3, w1
	ldr	w1, [x0, 512]
	eor	x2, x2, x3
	str	x2, [x0, 520]
	sub	w1, w1, #1
	str	w1, [x0, 512]
	ret
	.cfi_endproc
.LFE7:
	.size	op_pop, .-op_pop
	.align	2
	.p2align 4,,11
	.global	bench
	.type	bench, %function
bench:
.LFB8:
	.cfi_startproc
	stp	x29, x30, [sp, -96]!
	.cfi_def_cfa_offset 96
	.cfi_offset 29, -96
	.cfi_offset 30, -88
	mov	x29, sp
	stp	x25, x26, [sp, 64]
	.cfi_offset 25, -32
	.cfi_offset 26, -24
	cbz	x0, .L27
	str	x27, [sp, 80]
	.cfi_offset 27, -16
	mov	x27, 58255
	movk	x27, 0x8e38, lsl 16
	stp	x19, x20, [sp, 16]
	.cfi_offset 20, -72
	.cfi_offset 19, -80
	adrp	x20, .LANCHOR1
	add	x20, x20, :lo12:.LANCHOR1
	adrp	x19, .LANCHOR0
	movk	x27, 0x38e3, lsl 32
	mov	x26, x0
	add	x19, x19, :lo12:.LANCHOR0
	stp	x21, x22, [sp, 32]
	.cfi_offset 22, -56
	.cfi_offset 21, -64
	add	x22, x20, 16
	add	x21, x20, 72
	mov	x25, 0
	movk	x27, 0xe38e, lsl 48
	stp	x23, x24, [sp, 48]
	.cfi_offset 24, -40
	.cfi_offset 23, -48
	mov	x24, 0
	.p2align 3,,7
.L26:
	mov	x0, 22
	bl	fib
	add	x25, x0, x25
	mov	x2, 20000
	mov	w1, 0
	mov	w23, 2
	str	wzr, [x19, 516]
	str	x2, [x19, 520]
	.p2align 3,,7
.L21:
	str	w23, [x19, 512]
	add	w2, w1, 1
	mov	x0, x19
	cmp	w1, 9
	bgt	.L32
.L25:
	ldrb	w3, [x21, w1, sxtw]
	ldrb	w1, [x20, w1, sxtw]
	str	w2, [x19, 516]
	ldr	x2, [x22, x3, lsl 3]
	blr	x2
	ldr	w0, [x19, 512]
	ldr	w1, [x19, 516]
	cmp	w0, 60
	bgt	.L21
	cmp	w0, 1
	ble	.L21
	add	w2, w1, 1
	mov	x0, x19
	cmp	w1, 9
	ble	.L25
.L32:
	umulh	x0, x24, x27
	add	x1, x20, 96
	ldr	x2, [x19, 8]
	and	x3, x0, -8
	add	x0, x3, x0, lsr 3
	sub	x0, x24, x0
	add	x24, x24, 1
	ldr	w0, [x1, x0, lsl 2]
	add	x0, x0, x2
	eor	x25, x0, x25
	cmp	x26, x24
	bne	.L26
	ldp	x19, x20, [sp, 16]
	.cfi_restore 20
	.cfi_restore 19
	mov	x0, x25
	ldp	x21, x22, [sp, 32]
	.cfi_restore 22
	.cfi_restore 21
	ldp	x23, x24, [sp, 48]
	.cfi_restore 24
	.cfi_restore 23
	ldp	x25, x26, [sp, 64]
	ldr	x27, [sp, 80]
	.cfi_restore 27
	ldp	x29, x30, [sp], 96
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 25
	.cfi_restore 26
	.cfi_def_cfa_offset 0
	ret
.L27:
	.cfi_def_cfa_offset 96
	.cfi_offset 25, -32
	.cfi_offset 26, -24
	.cfi_offset 29, -96
	.cfi_offset 30, -88
	mov	x25, 0
	mov	x0, x25
	ldp	x25, x26, [sp, 64]
	ldp	x29, x30, [sp], 96
	.cfi_restore 30
	.cfi_restore 29
	.cfi_restore 25
	.cfi_restore 26
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
.LFE8:
	.size	bench, .-bench
	.global	bench_n
	.global	bench_name
	.section	.rodata
	.align	4
	.set	.LANCHOR1,. + 0
	.type	args.0, %object
	.size	args.0, 10
args.0:
	.string	"\005\t\001\003\007\002\013"
	.string	""
	.string	""
	.zero	6
	.type	tab, %object
	.size	tab, 56
tab:
	.xword	op_push
	.xword	op_add
	.xword	op_mul
	.xword	op_xor
	.xword	op_dec
	.xword	op_jnz
	.xword	op_pop
	.type	ops.1, %object
	.size	ops.1, 10
ops.1:
	.string	""
	.string	""
	.string	"\001\003\002"
	.ascii	"\003\006\004\005"
	.zero	14
	.type	prog, %object
	.size	prog, 36
prog:
	.word	5
	.word	259
	.word	7
	.word	257
	.word	514
	.word	771
	.word	6
	.word	4
	.word	5
	.zero	4
	.type	bench_n, %object
	.size	bench_n, 8
bench_n:
	.xword	60
	.type	bench_name, %object
	.size	bench_name, 5
bench_name:
	.string	"call"
	.bss
	.align	4
	.set	.LANCHOR0,. + 0
	.type	v.2, %object
	.size	v.2, 528
v.2:
	.zero	528
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
