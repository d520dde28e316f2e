package dev.seascope.asm.program;

import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sections of all sources, and which of them is being filled.
public final class Sections {
    private record Key(int source, String name) {}

    private final Map<Key, SectionContent> all = new LinkedHashMap<>();
    private final Deque<SectionContent> pushed = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private int source;
    private SectionContent current;
    private SectionContent previous;

    /// @param maxBytes how many bytes of content all may have together
    public Sections(long maxBytes) {
        this.maxBytes = maxBytes;
        this.current = new SectionContent(".text", 0, SectionFlags.ofName(".text"));
        this.previous = current;
    }

    /// Start in `.text` of a new source.
    public void beginSource(int index) {
        source = index;
        pushed.clear();
        current = section(".text", SectionFlags.ofName(".text"));
        previous = current;
    }

    /// Index of the source being read.
    public int source() {
        return source;
    }

    public SectionContent current() {
        return current;
    }

    /// Where the next piece will be.
    public Point here() {
        return new Point(current, current.pieces().size());
    }

    /// The sections in which something has been placed or named.
    public List<SectionContent> used() {
        return all.values().stream().filter(SectionContent::isUsed).toList();
    }

    /// The section of this name; `flags` count if it is new.
    public SectionContent section(String name, SectionFlags flags) {
        return all.computeIfAbsent(new Key(source, name), key -> new SectionContent(name, source, flags));
    }

    /// Go on in another section.
    public void enter(SectionContent section) {
        previous = current;
        current = section;
    }

    /// `.previous`.
    public void enterPrevious() {
        enter(previous);
    }

    /// `.pushsection`.
    public void push() {
        if (pushed.size() >= 1000) {
            throw new Refusal(0, "more than 1000 sections are pushed");
        }
        pushed.push(previous);
        pushed.push(current);
    }

    /// `.popsection`.
    public void pop() {
        if (pushed.isEmpty()) {
            throw new Refusal(0, ".popsection without .pushsection");
        }
        current = pushed.pop();
        previous = pushed.pop();
    }

    public void append(Piece piece) {
        append(current, piece);
    }

    public void append(SectionContent section, Piece piece) {
        long before = section.size();
        section.append(piece, mostFor(section));
        if (!section.flags().zeros()) {
            bytes += section.size() - before;
        }
    }

    /// How large the section may become.
    public long mostFor(SectionContent section) {
        return section.flags().zeros() ? SectionContent.MOST_ZEROS : section.size() + maxBytes - bytes;
    }

    /// Count the bytes again after sizes have changed.
    public void recount() {
        bytes = all.values().stream().filter(section -> !section.flags().zeros())
                .mapToLong(SectionContent::size).sum();
    }

    /// Instructions in code stand at multiples of 4; what data leaves over is filled with zeros.
    public void alignForInstruction(Statement statement, SymbolTable symbols) {
        current.align(4);
        if (current.flags().executable() && (current.size() % 4 != 0 || !current.isSettled())) {
            append(new Piece.Align(statement, symbols.tick(), 4, 1, 0, Long.MAX_VALUE));
        }
    }

    /// Put the literal pools of the current section here.
    public void placePools(Statement statement, SymbolTable symbols) {
        placePools(current, statement, symbols);
    }

    /// Put the pools that are left to the ends of their sections.
    public void flushPools(Statement statement, SymbolTable symbols) {
        for (SectionContent section : new ArrayList<>(all.values())) {
            if (section.source() == source) {
                placePools(section, statement, symbols);
            }
        }
    }

    private void placePools(SectionContent section, Statement statement, SymbolTable symbols) {
        for (LiteralPool pool : section.takePools()) {
            section.align(pool.width());
            append(section, new Piece.Align(statement, symbols.tick(), pool.width(), 1, 0, Long.MAX_VALUE));
            append(section, new Piece.Literals(statement, symbols.tick(), pool));
        }
    }
}
