/// The headless debugger: commands in, snapshots and events out.
@NullMarked
package dev.seascope.session;

import org.jspecify.annotations.NullMarked;
