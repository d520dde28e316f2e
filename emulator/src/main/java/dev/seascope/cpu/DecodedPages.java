package dev.seascope.cpu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/// The pages with decoded code, oldest first. What a guest makes the interpreter decode takes several times the room of
/// its code, so it is bounded: the oldest is forgotten, and decoded again if it still runs.
///
/// What is translated to a [Region] runs often and stays; [RegionCache] bounds that.
final class DecodedPages {
    /// The most that decoded code may take of the host's memory. A Linux kernel needs half of it to boot.
    static final long MOST_BYTES = 64 << 20;

    private final Set<Page> pages = new LinkedHashSet<>();
    /// At least what they take: what has been retired since is still counted.
    private long bytes;
    /// The last one that was removed.
    private Page removed = new Page(SlotPages.SHARED);

    /// More was decoded from a page.
    ///
    /// @param more how much that takes, see [CodePage#bytes]
    void grew(Page page, long more) {
        pages.add(page);
        bytes += more;
        if (bytes > MOST_BYTES) {
            makeRoom(page);
        }
    }

    long bytes() {
        return bytes;
    }

    /// A page backs nothing any more, though a snapshot may keep it. It may be the one that is being executed, whose
    /// instruction may ask about itself before it ends; the one before it is not.
    void remove(Page page) {
        pages.remove(page);
        removed.code = null;
        removed = page;
    }

    /// No page backs anything any more. Those that come back from a snapshot are decoded anew.
    void clear() {
        pages.forEach(page -> page.code = null);
        removed.code = null;
        removed = new Page(SlotPages.SHARED);
        pages.clear();
        bytes = 0;
    }

    @SuppressWarnings("ReferenceEquality")
    private void makeRoom(Page present) {
        pages.removeIf(page -> page.code == null);
        bytes = pages.stream().mapToLong(DecodedPages::bytes).sum();
        // Much at once, so that this happens rarely
        for (Page page : new ArrayList<>(pages)) {
            CodePage code = page.code;
            if (bytes <= MOST_BYTES / 4 * 3) {
                return;
            }
            if (page != present && code != null && !code.hasRegion()) {
                bytes -= code.bytes();
                code.forget();
                page.code = null;
                pages.remove(page);
            }
        }
    }

    private static long bytes(Page page) {
        CodePage code = page.code;
        return code == null ? 0 : code.bytes();
    }
}
