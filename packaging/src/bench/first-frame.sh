#!/bin/sh
# How long the program takes to its first frame, in wall and processor time since the process began: opens the window as
# `mvn package` laid it out, closes it when its first frame is painted, which is when its pixels were handed to the window
# system, and does so again. Needs a display.
#
#     packaging/src/bench/first-frame.sh [RUNS]
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)/target/seascope
run=0
while [ "$run" -lt "${1:-5}" ]; do
    SEASCOPE_JAVA_OPTIONS="${SEASCOPE_JAVA_OPTIONS:-} -Dseascope.firstFrame=close" "$home/bin/seascope"
    run=$((run + 1))
done
