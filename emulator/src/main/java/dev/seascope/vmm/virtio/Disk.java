package dev.seascope.vmm.virtio;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.StateTransfer;
import java.util.Map;
import java.util.TreeMap;

/// A disk: an image that is never written, and over it what the guest wrote. What the guest may write is limited, so
/// that it cannot take the host's memory.
public final class Disk {
    /// Bytes in a sector.
    public static final int SECTOR = 512;
    /// The most that a guest may write over the image: 128 MiB.
    static final int MOST_WRITTEN_SECTORS = (128 << 20) / SECTOR;

    /// Reads the image.
    public interface Image {
        /// How many bytes it has; what is left of a multiple of 512 is not seen by the guest.
        long bytes();

        /// Read `content.length` bytes from `offset` on.
        ///
        /// @return whether they could be read
        boolean read(long offset, byte[] content);

        /// An image of these bytes.
        static Image of(Bytes content) {
            byte[] bytes = content.toArray();
            return new Image() {
                @Override
                public long bytes() {
                    return bytes.length;
                }

                @Override
                public boolean read(long offset, byte[] part) {
                    System.arraycopy(bytes, (int) offset, part, 0, part.length);
                    return true;
                }
            };
        }
    }

    private final Image image;
    private final Map<Long, byte[]> written = new TreeMap<>();

    /// @param image must not change while the machine runs
    public Disk(Image image) {
        this.image = image;
    }

    void transfer(StateTransfer state) {
        int count = state.next(written.size());
        if (state.isLoading()) {
            written.clear();
            for (int i = 0; i < count && i < MOST_WRITTEN_SECTORS; i++) {
                long sector = state.next(0L);
                byte[] content = new byte[SECTOR];
                state.next(content);
                written.put(sector, content);
            }
        } else {
            written.forEach((sector, content) -> {
                state.next((long) sector);
                state.next(content);
            });
        }
    }

    long sectors() {
        return image.bytes() / SECTOR;
    }

    private boolean holds(long sector, int bytes) {
        return bytes % SECTOR == 0 && sector >= 0 && sector <= sectors() && bytes / SECTOR <= sectors() - sector;
    }

    /// Read whole sectors, and say whether they exist and could be read.
    boolean read(long sector, byte[] content) {
        if (!holds(sector, content.length) || (content.length != 0 && !image.read(sector * SECTOR, content))) {
            return false;
        }
        for (int done = 0; done < content.length; done += SECTOR) {
            byte[] over = written.get(sector + done / SECTOR);
            if (over != null) {
                System.arraycopy(over, 0, content, done, SECTOR);
            }
        }
        return true;
    }

    /// Write whole sectors, and say whether they exist and could be kept.
    boolean write(long sector, byte[] content) {
        if (!holds(sector, content.length)) {
            return false;
        }
        for (int done = 0; done < content.length; done += SECTOR) {
            long at = sector + done / SECTOR;
            if (written.size() >= MOST_WRITTEN_SECTORS && !written.containsKey(at)) {
                return false;
            }
            byte[] over = new byte[SECTOR];
            System.arraycopy(content, done, over, 0, SECTOR);
            written.put(at, over);
        }
        return true;
    }
}
