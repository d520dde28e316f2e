/// Reads scenario files.
@NullMarked
package dev.seascope.guests.parser;

import org.jspecify.annotations.NullMarked;
