// The first program of a Linux that is to take aborts. It touches what the VMM leaves unbacked, one place after the
// other, each in a process of its own, and says what came of it:
//
//   case N: load         the kind of access
//   case N: signal 7, code 3, address 0x...   from the handler of the process, if it came to that
//   case N: ended by signal 9                 if the process was killed
//   case N: done                              if nothing happened
//
// Case N touches the 16 bytes at HOLE + 16 * N, so that the VMM knows which case it answers. Which cases there are may be
// said behind "--" on the kernel's command line, one letter each; they are listed below, at `kinds`.
        .include "syscalls.inc"

        .set    HOLE,           0x0b000000
        .set    MEMORY,         0x0c000000
        .set    PAGE,           4096
        .set    PROT_READ,      1
        .set    PROT_WRITE,     2
        .set    MAP_SHARED,     1
        .set    MAP_PRIVATE,    2
        .set    MAP_ANONYMOUS,  0x20
        .set    MADV_NOHUGEPAGE, 15
        .set    BAD,            0x44000000
        .set    MUCH,           0x04000000
        .set    SIGBUS,         7
        .set    SIGSEGV,        11
        .set    SA_SIGINFO,     4
        .set    SI_CODE,        8
        .set    SI_ADDR,        16
        .set    TERMINATED,     0x7f

        .macro  announce number, text
        mov     x0, \number
        adr     x1, \text
        bl      report
        .endm

        // Make a folder and mount a file system of this type there.
        .macro  mounted type, folder
        mov     x0, #AT_FDCWD
        adr     x1, \folder
        mov     x2, #0755
        system_call SYS_mkdirat
        adr     x0, \type
        adr     x1, \folder
        mov     x2, x0
        mov     x3, #0
        mov     x4, #0
        system_call SYS_mount
        .endm

        .text
        .global _start
_start: adr     x20, cases
        ldr     x0, [sp]                        // argc
        cmp     x0, #2
        b.lo    1f
        ldr     x20, [sp, #16]                  // argv[1]
1:      mov     x0, #AT_FDCWD
        adr     x1, device
        mov     x2, #O_RDWR
        mov     x3, #0
        system_call SYS_openat
        tbnz    x0, #63, unusable
        mov     x21, x0                         // /dev/mem
        ldr     x5, =HOLE
        bl      map
        mov     x22, x0                         // the page that nothing backs
        ldr     x5, =MEMORY
        bl      map
        mov     x23, x0                         // the page that may be poisoned
        say     ready
        mov     x19, #0                         // number of the case
next:   ldrb    w24, [x20], #1                  // its letter
        cbz     w24, finished
        ldr     x25, =kinds
1:      ldr     x0, [x25]
        cbz     x0, 2f
        cmp     x0, x24
        b.eq    2f
        add     x25, x25, #KIND_BYTES
        b       1b
2:      ldr     x1, [x25, #8]
        mov     x0, x19
        bl      report
        mov     x0, #SIGCHLD
        mov     x1, #0
        mov     x2, #0
        mov     x3, #0
        mov     x4, #0
        system_call SYS_clone
        tbnz    x0, #63, unusable
        cbz     x0, child
        adr     x1, status
        mov     x2, #0
        mov     x3, #0
        system_call SYS_wait4
        adr     x1, status
        ldr     w28, [x1]
        ands    w28, w28, #TERMINATED
        b.eq    1f
        announce x19, ended
        mov     x0, x28
        bl      print_decimal
        say     newline
1:      add     x19, x19, #1
        b       next

finished:
        say     bye
        b       power_off

unusable:
        say     no_device
        b       power_off

// Map a page of physical addresses at x5, shared and readable and writable. The address comes back in x0.
map:    mov     x0, #0
        mov     x1, #PAGE
        mov     x2, #PROT_READ | PROT_WRITE
        mov     x3, #MAP_SHARED
        mov     x4, x21
        system_call SYS_mmap
        cmn     x0, #PAGE
        b.hi    unusable
        ret

// Print "case x0: " and the text at x1. Changes x0 to x8.
report: stp     x29, x30, [sp, #-32]!
        stp     x0, x1, [sp, #16]
        say     case
        ldr     x0, [sp, #16]
        bl      print_decimal
        say     colon
        ldr     x0, [sp, #24]
        bl      print
        ldp     x29, x30, [sp], #32
        ret

child:  mov     x0, #SIGBUS
        bl      handle
        mov     x0, #SIGSEGV
        bl      handle
        add     x26, x22, x19, lsl #4           // the place of this case in the hole
        ldr     x0, [x25, #16]
        blr     x0
        announce x19, done
        mov     x0, #0
        system_call SYS_exit

// What the kinds do, at x26 if they touch the hole.

touch:  ldr     x27, [x26]
        ret

touch_pair:
        ldp     x27, x28, [x26]
        ret

touch_and_move:
        ldr     x27, [x26], #8
        ret

touch_by_kernel:
        mov     x0, x26
        system_call SYS_chdir                   // the kernel reads the name of the folder
        ret

touch_memory:
        ldr     x27, [x23]
        ret

// The clock interrupts in a second; its interrupt is noticed when the next line is printed.
set_alarm:
        mounted sysfs, sys
        mov     x0, #AT_FDCWD
        adr     x1, wakealarm
        mov     x2, #O_WRONLY
        mov     x3, #0
        system_call SYS_openat
        tbnz    x0, #63, unusable
        adr     x1, in_a_second
        mov     x2, #2
        system_call SYS_write
        ldr     x0, =two_seconds
        mov     x1, #0
        system_call SYS_nanosleep
        ret

touch_own_page:
        mov     x29, x30
        bl      own_page
        ldr     x27, [x28]
        ret     x29

touch_own_page_by_kernel:
        mov     x29, x30
        bl      own_page
        mov     x0, x28
        system_call SYS_chdir
        ret     x29

// Take a page of memory to x28, and tell the VMM where it really lies: by a store of its physical address to the place of
// this case in the hole, from x27.
own_page:
        mov     x20, x30
        mov     x1, #PAGE
        bl      take_memory
        str     x28, [x28]                      // only now it is there
        bl      open_pagemap
        bl      frame_of_page
        lsl     x27, x27, #12
        str     x27, [x26]
        ret     x20

// Take memory until the page at BAD is among it.
touch_bad_page:
        mov     x29, x30
        bl      open_pagemap
        mov     x26, x0
        mov     x1, #MUCH
        bl      take_memory
        mov     x1, #MUCH
        mov     x2, #MADV_NOHUGEPAGE
        system_call SYS_madvise
        mov     x20, #MUCH
1:      str     x28, [x28]
        mov     x0, x26
        bl      frame_of_page
        ldr     x0, =BAD >> 12
        cmp     x27, x0
        b.eq    2f
        add     x28, x28, #PAGE
        subs    x20, x20, #PAGE
        b.ne    1b
        announce x19, not_found
        ret     x29
2:      ldr     x27, [x28]
        ret     x29

// Map x1 bytes of memory of the process's own. Their address comes back in x0 and x28.
take_memory:
        mov     x0, #0
        mov     x2, #PROT_READ | PROT_WRITE
        mov     x3, #MAP_PRIVATE | MAP_ANONYMOUS
        mov     x4, #-1
        mov     x5, #0
        system_call SYS_mmap
        cmn     x0, #PAGE
        b.hi    unusable
        mov     x28, x0
        ret

// Open the file that says where the process's pages are. It comes back in x0.
open_pagemap:
        mounted proc, proc_folder
        mov     x0, #AT_FDCWD
        adr     x1, pagemap
        mov     x2, #O_RDONLY
        mov     x3, #0
        system_call SYS_openat
        tbnz    x0, #63, unusable
        ret

// Ask that file, x0, for the page frame at the address x28. It comes back in x27.
frame_of_page:
        ldr     x1, =frame
        mov     x2, #8                          // bytes an entry has
        lsr     x3, x28, #12
        lsl     x3, x3, #3
        system_call SYS_pread64
        ldr     x1, =frame
        ldr     x27, [x1]
        ubfx    x27, x27, #0, #55
        ret

nothing:
        ret

// Let signal x0 be handled below.
handle: adr     x1, action
        mov     x2, #0
        mov     x3, #8
        mov     x8, #SYS_rt_sigaction
        svc     #0
        ret

handler:
        mov     x27, x0
        mov     x28, x1
        announce x19, signal
        mov     x0, x27
        bl      print_decimal
        say     code
        ldr     w0, [x28, #SI_CODE]
        bl      print_decimal
        say     address
        ldr     x0, [x28, #SI_ADDR]
        bl      print_hexadecimal
        say     newline
        mov     x0, #0
        system_call SYS_exit

device: .asciz  "/dev/mem"
ready:  .asciz  "Seascope: ready to take aborts\n"
bye:    .asciz  "Seascope: all cases are through\n"
no_device:
        .asciz  "Seascope: /dev/mem cannot be used\n"
case:   .asciz  "case "
colon:  .asciz  ": "
load:   .asciz  "load\n"
load_of_pair:
        .asciz  "load of a pair\n"
load_and_move:
        .asciz  "load with writeback\n"
alarm:  .asciz  "alarm of the clock\n"
unknown:
        .asciz  "there is no such kind\n"
load_by_kernel:
        .asciz  "load by the kernel\n"
load_of_bad_page:
        .asciz  "load of the page at 0x44000000\n"
not_found:
        .asciz  "page not found\n"
load_of_own_page:
        .asciz  "load of a page of its own\n"
load_of_own_page_by_kernel:
        .asciz  "load of a page of its own by the kernel\n"
load_of_memory:
        .asciz  "load of memory\n"
signal: .asciz  "signal "
code:   .asciz  ", code "
address:
        .asciz  ", address "
ended:  .asciz  "ended by signal "
done:   .asciz  "done\n"
newline:
        .asciz  "\n"
// The cases if none are asked for.
cases:  .asciz  "lmk"

sys:    .asciz  "/sys"
sysfs:  .asciz  "sysfs"
proc:   .asciz  "proc"
proc_folder:
        .asciz  "/proc"
pagemap:
        .asciz  "/proc/self/pagemap"
wakealarm:
        .asciz  "/sys/class/rtc/rtc0/wakealarm"
in_a_second:
        .asciz  "+1"

        .data
        .balign 4096
// Letter, what is printed, what is done.
kinds:  .quad   'l', load, touch                        // by the program
        .quad   'k', load_by_kernel, touch_by_kernel    // by the kernel, on behalf of the program
        .quad   'm', load_of_memory, touch_memory       // memory that is there but may be poisoned
        .quad   'o', load_of_own_page, touch_own_page   // memory of the program, which tells where it is
        .quad   'b', load_of_bad_page, touch_bad_page
        .quad   'q', load_of_own_page_by_kernel, touch_own_page_by_kernel
        .quad   'p', load_of_pair, touch_pair           // an access that the hardware does not describe (ISV 0)
        .quad   'w', load_and_move, touch_and_move      // another one
        .quad   'r', alarm, set_alarm                   // the hole is not touched; an interrupt comes
        .quad   0, unknown, nothing
        .set    KIND_BYTES,     24
two_seconds:
        .quad   2, 0
action: .quad   handler, SA_SIGINFO, 0, 0
status: .quad   0
frame:  .quad   0
