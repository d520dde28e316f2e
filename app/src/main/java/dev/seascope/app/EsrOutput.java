package dev.seascope.app;

import dev.seascope.arch.syndrome.SyndromeContext;
import java.io.IOException;

/// Where the syndromes of one `esr` command go, one by one: there may be millions.
interface EsrOutput {
    /// One syndrome.
    ///
    /// @throws IOException if a file cannot be written
    void syndrome(long esr, SyndromeContext context) throws IOException;

    /// There are no more.
    ///
    /// @throws IOException if a file cannot be written
    default void end() throws IOException {}
}
