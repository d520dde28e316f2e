/// The emulated processor: state, memory, exceptions, interpreter. [dev.seascope.cpu.Cpu] is where to begin reading.
@NullMarked
package dev.seascope.cpu;

import org.jspecify.annotations.NullMarked;
