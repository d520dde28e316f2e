package dev.seascope.views.timeline;

/// What the rows of the timeline show, from top to bottom.
enum Lane {
    /// `KVM_RUN` returned; an ioctl was refused.
    HOST(0, "host"),
    /// The guest ran at EL1.
    EL1(1, "EL1"),
    /// The guest ran at EL0.
    EL0(2, "EL0"),
    /// Exceptions taken and returns from them.
    EXCEPTIONS(3, "exceptions"),
    /// What was injected, and what is composed.
    INJECTIONS(4, "injections");

    private final int row;
    private final String title;

    Lane(int row, String title) {
        this.row = row;
        this.title = title;
    }

    /// Its place, from the top.
    int row() {
        return row;
    }

    String title() {
        return title;
    }
}
