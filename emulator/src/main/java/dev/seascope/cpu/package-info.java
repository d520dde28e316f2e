/// The emulated processor: state, memory, exceptions, interpreter.
@NullMarked
package dev.seascope.cpu;

import org.jspecify.annotations.NullMarked;
