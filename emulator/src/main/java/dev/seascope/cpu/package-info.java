/// The emulated processor: state, memory, exceptions, interpreter. [dev.seascope.cpu.Cpu] is where to begin reading.
///
/// The types are many for one package. Most are parts of one processor that see each other's state at every instruction;
/// in packages of their own, that state would have to be public. What is public is for the hypervisor above.
@NullMarked
package dev.seascope.cpu;

import org.jspecify.annotations.NullMarked;
