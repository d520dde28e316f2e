package dev.seascope.cpu;

import org.jspecify.annotations.Nullable;

/// The blocks that a [Region] begins with, as many as are good for: each costs the host some 50 KB, and what a guest makes
/// it translate must not grow without bound. The oldest region makes room for a new one.
final class RegionCache {
    private static final int REGIONS = 1024;

    private final @Nullable Block[] blocks = new Block[REGIONS];
    private int next;

    /// Translate what begins with a block.
    void add(Block block) {
        Block oldest = blocks[next];
        if (oldest != null) {
            oldest.forgetRegion();
        }
        blocks[next] = block;
        next = (next + 1) % REGIONS;
        block.region = Region.of(block);
    }
}
