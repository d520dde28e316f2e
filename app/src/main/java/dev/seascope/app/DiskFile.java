package dev.seascope.app;

import dev.seascope.vmm.virtio.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The image of a disk in a file of the host, which is only read.
///
/// @param bytes its size when it was opened
record DiskFile(FileChannel channel, long bytes) implements Disk.Image {
    @Override
    public boolean read(long offset, byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
