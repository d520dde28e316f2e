/// General and system registers, what changed and what an injection would change.
@NullMarked
package dev.seascope.views.registers;

import org.jspecify.annotations.NullMarked;
