package dev.seascope.views.timeline;

import java.util.Arrays;
import java.util.List;

/// What the rows of the timeline show, from top to bottom.
enum Lane {
    /// `KVM_RUN` returned; an ioctl was refused.
    HOST("host"),
    /// The guest ran at EL1.
    EL1("EL1"),
    /// The guest ran at EL0.
    EL0("EL0"),
    /// Exceptions taken and returns from them.
    EXCEPTIONS("exceptions"),
    /// What was injected, and what is composed.
    INJECTIONS("injections");

    private static final List<Lane> BY_WORTH = List.of(HOST, EXCEPTIONS, EL1, INJECTIONS, EL0);

    private final String title;

    Lane(String title) {
        this.title = title;
    }

    /// The lanes that a view shows which has room for so many: those that say most.
    static List<Lane> among(int room) {
        return Arrays.stream(values()).filter(lane -> BY_WORTH.indexOf(lane) < room).toList();
    }

    String title() {
        return title;
    }
}
