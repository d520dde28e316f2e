package dev.seascope.asm.program;

import dev.seascope.asm.text.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A section while it is being made: its pieces and where each of them begins.
public final class SectionContent {
    /// How large a section without content may be.
    public static final long MOST_ZEROS = 1L << 40;

    private final String name;
    private final int source;
    private final SectionFlags flags;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Integer, LiteralPool> pools = new TreeMap<>();
    private long[] offsets = new long[16];
    private int firstOpen = Integer.MAX_VALUE;
    private long alignment = 1;
    private long address;
    private boolean used;
    private int firstUse;

    public SectionContent(String name, int source, SectionFlags flags) {
        this.name = name;
        this.source = source;
        this.flags = flags;
    }

    public String name() {
        return name;
    }

    /// Index of the source it belongs to.
    public int source() {
        return source;
    }

    public SectionFlags flags() {
        return flags;
    }

    public List<Piece> pieces() {
        return pieces;
    }

    public long alignment() {
        return alignment;
    }

    /// Make the section's address a multiple of `bytes`, a power of two.
    public void align(long bytes) {
        alignment = Math.max(alignment, bytes);
    }

    public long address() {
        return address;
    }

    public void address(long newAddress) {
        address = newAddress;
    }

    /// Where the piece `index` begins, or the section ends if there is no such piece.
    public long offset(int index) {
        return offsets[index];
    }

    public long size() {
        return offsets[pieces.size()];
    }

    /// Whether the distance between the beginnings of two pieces cannot change any more.
    public boolean isSettledUpTo(int index) {
        return index <= firstOpen;
    }

    /// Whether the sizes of all pieces are known.
    public boolean isSettled() {
        return firstOpen == Integer.MAX_VALUE;
    }

    /// Whether something is placed or named here.
    public boolean isUsed() {
        return used;
    }

    /// Note that a label or a piece is here; sections are laid out in the order of these first moments.
    public void use(int time) {
        if (!used) {
            used = true;
            firstUse = time;
        }
    }

    public int firstUse() {
        return firstUse;
    }

    /// Add a piece. Its size is what is known so far.
    ///
    /// @param most how many bytes the section may have
    public void append(Piece piece, long most) {
        use(piece.time());
        int index = pieces.size();
        if (index + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        if (piece instanceof Piece.Fill(_, _, Piece.Size.Open _, _, _)) {
            firstOpen = Math.min(firstOpen, index);
            offsets[index + 1] = offsets[index];
        } else {
            offsets[index + 1] = end(piece, index, 0, most);
        }
        pieces.add(piece);
    }

    /// Work out where each piece begins.
    ///
    /// @return whether anything moved
    public boolean settle(SymbolTable table, long most, Problems problems) {
        boolean moved = false;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            long end = offsets[i];
            try {
                long count = piece instanceof Piece.Fill(_, _, Piece.Size.Open(var later, _), _, _)
                        ? later.value(table, 0) : 0;
                end = end(piece, i, count, most);
            } catch (Refusal wrong) {
                problems.add(piece, wrong);
            }
            moved |= end != offsets[i + 1];
            offsets[i + 1] = end;
            if (piece instanceof Piece.Literals literals) {
                literals.pool().place(address + offsets[i]);
            }
        }
        return moved;
    }

    /// Takes what is wrong with a piece.
    public interface Problems {
        void add(Piece piece, Refusal wrong);
    }

    private long end(Piece piece, int index, long open, long most) {
        long start = offsets[index];
        long size = switch (piece) {
            case Piece.Instruction _ -> 4;
            case Piece.Numbers numbers -> (long) numbers.width() * numbers.offsets().size();
            case Piece.Blob blob -> blob.content().size();
            case Piece.Literals literals -> (long) literals.pool().width() * literals.pool().entries().size();
            case Piece.Align align -> {
                long gap = -start & (align.alignment() - 1);
                yield gap > align.most() ? 0 : gap;
            }
            case Piece.Fill fill -> {
                long count = fill.count() instanceof Piece.Size.Known(long known) ? known : open;
                int at = fill.count() instanceof Piece.Size.Open(_, int where) ? where : 0;
                if (count < 0) {
                    throw new Refusal(at, "expected a count of 0 or more, found " + count);
                }
                yield fill.unit() == 0 ? 0 : count > MOST_ZEROS ? Long.MAX_VALUE : count * fill.unit();
            }
            case Piece.Org org -> {
                if (org.target() < start) {
                    throw new Refusal(0, "cannot move backwards, from offset 0x%x of section %s to 0x%x"
                            .formatted(start, name, org.target()));
                }
                yield org.target() - start;
            }
        };
        long limit = flags.zeros() ? MOST_ZEROS : most;
        if (size > limit - start) {
            throw new Refusal(0, "section %s would become larger than %d bytes".formatted(name, limit));
        }
        return start + size;
    }

    /// The pool that collects literals of `width` bytes.
    public LiteralPool pool(int width) {
        return pools.computeIfAbsent(width, LiteralPool::new);
    }

    /// Take the pools collected so far, in ascending width.
    public List<LiteralPool> takePools() {
        List<LiteralPool> taken = List.copyOf(pools.values());
        pools.clear();
        return taken;
    }
}
