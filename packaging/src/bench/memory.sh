#!/bin/sh
# How much memory the program takes with its window open, beside what its guest is configured with: resident memory
# (VmRSS of /proc/PID/status) once a guest has run for a while, and the most that was resident at any time (VmHWM). Opens
# the window as `mvn package` laid it out, on one guest after another. Needs Linux and a display; Debian's kernel
# (`seascope guests --fetch`) for the guests that are Linux, which are left out without it, and xdotool to let them run on.
#
#     packaging/src/bench/memory.sh [SECONDS]
#
# Ends with 1 if a guest's VmRSS is more than its memory and 200 MB.
set -eu
seconds=${1:-20}
bench=$(cd "$(dirname "$0")" && pwd)
seascope=$bench/../../target/seascope/bin/seascope
over=0

# Presses F5, Run, in the window of process $1, $2 times.
run_on() {
    command -v xdotool > /dev/null || return 0
    presses=0
    while [ "$presses" -lt "$2" ]; do
        window=$(xdotool search --onlyvisible --name Seascope | tail -n 1) || return 0
        xdotool windowfocus "$window" key F5 2> /dev/null || true
        sleep 1
        presses=$((presses + 1))
    done
}

value() {
    sed -n "s/^$2:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$1/status"
}

# Measures the window on guest $2, which has $3 MiB, after pressing Run $4 times. $1 says what it is.
measure() {
    "$seascope" open "$2" > /dev/null &
    process=$!
    sleep "$seconds"
    run_on "$process" "$4"
    if [ ! -d "/proc/$process" ]; then
        echo "$1: the window did not open" >&2
        over=1
        return
    fi
    resident=$(value "$process" VmRSS)
    beside=$((resident * 1024 / 1000000 - $3 * 1048576 / 1000000))
    printf '%-44s VmRSS %4d MB, VmHWM %4d MB; beside the guest %4d MB\n' "$1" "$((resident * 1024 / 1000000))" \
        "$(($(value "$process" VmHWM) * 1024 / 1000000))" "$beside"
    [ "$beside" -le 200 ] || over=1
    kill "$process"
    wait "$process" 2> /dev/null || true
}

measure "the window, at rest" mmio-read 0 0
if "$seascope" check linux-takes-a-sea > /dev/null 2>&1; then
    measure "Linux with 256 MiB, booted" "$bench/guests/linux.yaml" 256 0
    measure "Linux with 256 MiB, booted and run on" "$bench/guests/linux.yaml" 256 10
    measure "Linux with 256 MiB, read from a file" linux-takes-a-sea 256 0
fi
measure "256 MiB, all of it rewritten" "$bench/guests/rewrites-256MiB.yaml" 256 0
measure "1 GiB, 2 MiB of it touched" "$bench/guests/has-1GiB.yaml" 1024 0
exit "$over"
