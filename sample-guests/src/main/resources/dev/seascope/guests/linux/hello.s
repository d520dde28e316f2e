// The first program of a Linux that has no other: says that it is there and switches the machine off.
        .include "syscalls.inc"

        .text
        .global _start
_start: say     hello
        system_call SYS_getpid
        bl      print_decimal
        say     newline
        b       power_off

hello:  .asciz  "Seascope: user space is reached, process "
newline:
        .asciz  "\n"
