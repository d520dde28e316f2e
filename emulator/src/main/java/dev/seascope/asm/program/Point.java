package dev.seascope.asm.program;

import dev.seascope.asm.text.Value;

/// The beginning of a piece of a section, or the section's end.
public record Point(SectionContent section, int index) implements Value.Anchor {
    @Override
    public String name() {
        return ".";
    }

    /// Its address, as far as the layout has got.
    public long address() {
        return section.address() + section.offset(index);
    }
}
