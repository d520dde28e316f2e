/// Sample guests, scenarios and the scenario format.
@NullMarked
package dev.seascope.guests;

import org.jspecify.annotations.NullMarked;
