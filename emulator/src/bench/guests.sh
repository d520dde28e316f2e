#!/usr/bin/env bash
# How fast guests run in Seascope's interpreter and in QEMU, back to back on this machine.
#
#   emulator/src/bench/guests.sh DIRECTORY [KERNEL...]
#
# DIRECTORY holds the guests as KERNEL-L.elf. Each is run three times by each emulator in turn; the table shows the
# medians of processor time. Needs compiled classes (mvn -pl emulator compile), a JDK 25, which JAVA_HOME may name, and
# qemu-system-aarch64. RUNS=1 makes it quick, QEMU=no leaves QEMU out.
set -euo pipefail

guests=${1:?"usage: $0 DIRECTORY [KERNEL...]"}
shift
[ $# -gt 0 ] || set -- int sieve call fp mem chase svc mmio sys smc
runs=${RUNS:-3}
qemu=${QEMU:-qemu-system-aarch64}
root=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=jdk.sh
. "$root/src/bench/jdk.sh"
classes=$root/target/classes
[ -d "$classes" ] || { echo "no classes in $classes: compile the emulator first" >&2; exit 1; }
[ "$qemu" = no ] || command -v "$qemu" > /dev/null || { echo "$qemu is not installed" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${java}javac" -nowarn -d "$work" -cp "$classes" "$root/src/jmh/java/dev/seascope/vmm/GuestSpeed.java"

# Seconds of processor time of a QEMU run: user and system, of all its threads.
run_qemu() {
    local TIMEFORMAT='%U %S'
    { time "$qemu" -M virt -cpu cortex-a53 -m 256 -nographic -net none -monitor none -serial stdio "${@:2}" \
        -kernel "$1" < /dev/null > "$work/console" 2>&1; } 2> "$work/time"
    awk '{ print $1 + $2 }' "$work/time"
}

median() {
    sort -n "$1" | awk '{ value[NR] = $1 } END { printf "%s", value[int((NR + 1) / 2)] }'
}

printf '%-8s %12s %10s' kernel instructions 'M insn/s'
[ "$qemu" = no ] || printf ' %12s %12s %10s %10s' 'QEMU M/s' 'single M/s' 'x QEMU' 'x single'
printf ' %10s\n' 'ns/exit'
for kernel in "$@"; do
    file=$guests/$kernel-L.elf
    [ -f "$file" ] || { echo "no $file" >&2; exit 1; }
    rm -f "$work"/java "$work"/tcg "$work"/single
    for _ in $(seq "$runs"); do
        line=$("${java}java" -XX:+UseSerialGC -cp "$work:$classes" dev.seascope.vmm.GuestSpeed "$file")
        echo "$line" >> "$work/java"
        if [ "$qemu" != no ]; then
            run_qemu "$file" >> "$work/tcg"
            run_qemu "$file" -singlestep >> "$work/single"
        fi
    done
    read -r _ instructions exits _ < "$work/java"
    seconds=$(median "$work/java")
    printf '%-8s %12s ' "$kernel" "$instructions"
    awk -v i="$instructions" -v s="$seconds" 'BEGIN { printf "%10.1f", i / s / 1e6 }'
    if [ "$qemu" != no ]; then
        awk -v i="$instructions" -v s="$seconds" -v t="$(median "$work/tcg")" -v o="$(median "$work/single")" \
            'BEGIN { printf " %12.1f %12.1f %10.2f %10.2f", i / t / 1e6, i / o / 1e6, t / s, o / s }'
    fi
    # Where nearly every exit is an access to a device, its price is what the run took.
    awk -v e="$exits" -v s="$seconds" 'BEGIN { if (e > 1e6) printf " %10.1f\n", s * 1e9 / e; else printf " %10s\n", "-" }'
done
