#!/usr/bin/env bash
# How long Pause takes, in milliseconds, for guests that mask everything and do something for ever.
#
#   emulator/src/bench/pause.sh
#
# Needs compiled classes (mvn -pl emulator compile) and a JDK 25, which JAVA_HOME may name.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=jdk.sh
. "$root/src/bench/jdk.sh"
classes=$root/target/classes
[ -d "$classes" ] || { echo "no classes in $classes: compile the emulator first" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${java}javac" -nowarn -d "$work" -cp "$classes" "$root/src/test/java/dev/seascope/session/RelentlessGuest.java" \
    "$root/src/jmh/java/dev/seascope/session/PauseLatency.java"
"${java}java" -cp "$work:$classes" dev.seascope.session.PauseLatency
