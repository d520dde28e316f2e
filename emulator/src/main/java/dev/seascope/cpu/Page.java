package dev.seascope.cpu;

import org.jspecify.annotations.Nullable;

/// One page of guest memory. It may be written in place only while its epoch is the memory's; an older page belongs to
/// snapshots as well and is replaced by a copy first.
final class Page {
    final byte[] bytes;
    final long epoch;
    /// What the interpreter made of the instructions in this page. While there is something, no TLB entry allows
    /// writes to the page without the slow path, which calls [#dropCode].
    @Nullable CodePage code;

    Page(long epoch) {
        this(epoch, new byte[GuestMemory.PAGE_BYTES]);
    }

    private Page(long epoch, byte[] bytes) {
        this.epoch = epoch;
        this.bytes = bytes;
    }

    /// A page that belongs to a snapshot.
    static Page shared(byte[] content) {
        return new Page(SlotPages.SHARED, content);
    }

    /// A copy that may be written.
    Page copy(long newEpoch) {
        return new Page(newEpoch, bytes.clone());
    }

    /// Forget the decoded instructions that `length` bytes at `offset` belong to.
    void dropCode(int offset, int length) {
        if (code != null && !code.drop(offset, length)) {
            code = null;
        }
    }
}
