# Sourced by the scripts here: sets `java` to what comes before the name of a JDK's program, or ends with 1.
java=${JAVA_HOME:+$JAVA_HOME/bin/}
release=$("${java}javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p') || release=
if [ "${release:-0}" -lt 25 ]; then
    echo "${java}javac is release ${release:-unknown}: set JAVA_HOME to a JDK 25 or newer" >&2
    exit 1
fi
