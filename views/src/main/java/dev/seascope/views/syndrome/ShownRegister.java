package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.views.control.StripValue;
import javafx.beans.property.ReadOnlyObjectProperty;

/// A register that a tree of fields shows and edits.
public interface ShownRegister {
    /// What is shown.
    ReadOnlyObjectProperty<StripValue> shownProperty();

    /// Write a number into a field; bits that are not editable stay.
    void set(Bits field, long value);
}
