package dev.seascope.views.control;

import java.util.Locale;

/// The colour roles that a drawn control can paint with. A canvas cannot see the looked-up colours of a stylesheet, so
/// each role is a styleable property of [DrawnControl] of the same name: `-sea-ink-user` of a control is set from the
/// looked-up `-sea-user` of the theme.
public enum Ink {
    APP, PANEL, SUBTLE, INSET, LINE, LINE2, EDGE, FG, MUTED, ZERO,
    USER, USER_MARK, USER_TEXT, USER_TINT, ON_USER, KVM, KVM_TEXT, KVM_TINT, HOST, HOST_TEXT, HOST_TINT,
    GUEST, GUEST_TEXT, GUEST_TINT, ON_GUEST,
    ERROR, ERROR_TEXT, ON_ERROR, WARNING, WARNING_TEXT, ON_WARNING, OK, ON_OK, CHANGED, CURRENT, CURRENT_FRAME,
    EL1, EL0, FUTURE, HATCH, TIP, ON_TIP;

    /// The name of the role in stylesheets: `user-text`.
    public String role() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The CSS property of a drawn control: `-sea-ink-user-text`.
    String property() {
        return "-sea-ink-" + role();
    }
}
