package dev.seascope.cpu;

/// Told of each exception entry and return, in order, on the thread that runs the processor.
public interface ExceptionListener {
    /// A listener that does nothing.
    ExceptionListener NONE = new ExceptionListener() {
        @Override
        public void exceptionTaken(Taken taken) {
            // Nobody listens.
        }

        @Override
        public void exceptionReturned(long retired, int toEl, long pc) {
            // Nobody listens.
        }
    };

    /// An exception vector was entered.
    void exceptionTaken(Taken taken);

    /// An ERET completed, legal or not.
    ///
    /// @param retired instructions retired, the ERET included
    /// @param toEl the level execution goes on at
    /// @param pc where
    void exceptionReturned(long retired, int toEl, long pc);

    /// One exception entry.
    ///
    /// @param retired instructions retired before it
    /// @param vectorOffset offset from `VBAR_EL1`, a multiple of 0x80
    /// @param esr `ESR_EL1` after entry
    /// @param far `FAR_EL1` after entry; not written by every exception
    /// @param elr `ELR_EL1` after entry
    /// @param spsr `SPSR_EL1` after entry
    /// @param fromEl level it was taken from
    /// @param pc the vector's address
    /// @param before the registers that the entry wrote, as they were
    record Taken(long retired, int vectorOffset, long esr, long far, long elr, long spsr, int fromEl, long pc,
            Before before) {
        /// The exception class in [#esr], which an interrupt leaves as it was.
        public int ec() {
            return (int) (esr >>> 26) & 0x3f;
        }

        /// Whether it was an IRQ or an FIQ.
        public boolean isInterrupt() {
            int kind = vectorOffset & 0x180;
            return kind == 0x80 || kind == 0x100;
        }
    }

    /// What an exception entry found in the registers that it overwrites. Those that it did not write are as after it.
    record Before(long esr, long far, long elr, long spsr) {}
}
