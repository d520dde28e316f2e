package dev.seascope.views.frame;

import java.util.List;

/// How far the opening of a guest has come.
public sealed interface Opening {
    /// Nothing is being opened.
    Opening NONE = new None();

    /// Nothing is being opened.
    record None() implements Opening {}

    /// It takes so long that the user should know.
    ///
    /// @param guest its name
    /// @param doing what is being done, in words: `Reading its files`
    record Working(String guest, String doing) implements Opening {}

    /// It could not be opened.
    ///
    /// @param guest its name
    /// @param why a sentence, which may have several lines
    /// @param excerpt the lines of its source around the mistake, if it is in a text
    /// @param remedy what may help
    record Failed(String guest, String why, List<SourceLine> excerpt, Remedy remedy) implements Opening {
        public Failed {
            excerpt = List.copyOf(excerpt);
        }
    }

    /// What may help where a guest could not be opened.
    enum Remedy {
        /// To change the file and open it again.
        OPEN_AGAIN,
        /// To fetch a file that was never here.
        FETCH,
        /// To fetch it once more, when the network is back.
        FETCH_AGAIN
    }

    /// A line of a text.
    ///
    /// @param number from 1
    /// @param column where in it the mistake is, from 1; 0 if only the line is known, -1 if it is not in this line
    record SourceLine(int number, String text, int column) {
        /// Whether the mistake is in this line.
        public boolean isAtFault() {
            return column >= 0;
        }
    }
}
