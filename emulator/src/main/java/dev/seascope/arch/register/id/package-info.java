/// Identification registers, one file each.
///
/// Fields follow the manual's ID scheme: a larger value has what a smaller one has, and values that are not listed here
/// may come with later extensions. So their lists are open.
@NullMarked
package dev.seascope.arch.register.id;

import org.jspecify.annotations.NullMarked;
