package dev.seascope.vmm.linux;

import dev.seascope.arch.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A file system in the form that Linux unpacks into its first root: cpio, "newc". Everything belongs to root and has
/// no date, so that the same files make the same bytes. (Linux, Documentation/driver-api/early-userspace/buffer-format.rst.)
public final class CpioArchive {
    private static final int S_IFMT = 0170000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFCHR = 0020000;
    private static final String LAST = "TRAILER!!!";

    private record Item(String path, int mode, int deviceMajor, int deviceMinor, Bytes content) {}

    private final List<Item> items = new ArrayList<>();

    /// A folder. It comes before what lies in it.
    ///
    /// @param path without a slash at the beginning
    public CpioArchive folder(String path) {
        return add(new Item(path, S_IFDIR | 0755, 0, 0, Bytes.copyOf(new byte[0])));
    }

    /// A file that may be executed.
    public CpioArchive program(String path, byte[] content) {
        return add(new Item(path, S_IFREG | 0755, 0, 0, Bytes.copyOf(content)));
    }

    /// A file.
    public CpioArchive file(String path, byte[] content) {
        return add(new Item(path, S_IFREG | 0644, 0, 0, Bytes.copyOf(content)));
    }

    /// A character device.
    public CpioArchive characterDevice(String path, int major, int minor) {
        return add(new Item(path, S_IFCHR | 0600, major, minor, Bytes.copyOf(new byte[0])));
    }

    private CpioArchive add(Item item) {
        items.add(item);
        return this;
    }

    /// The archive.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        int inode = 1;
        for (Item item : items) {
            write(out, item, inode++);
        }
        write(out, new Item(LAST, 0, 0, 0, Bytes.copyOf(new byte[0])), 0);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Item item, int inode) {
        byte[] name = item.path.getBytes(StandardCharsets.UTF_8);
        int links = (item.mode & S_IFMT) == S_IFDIR ? 2 : 1;
        int[] fields = {inode, item.mode, 0, 0, links, 0, item.content.size(), 0, 0, item.deviceMajor,
                item.deviceMinor, name.length + 1, 0};
        out.writeBytes("070701".getBytes(StandardCharsets.US_ASCII));
        for (int field : fields) {
            out.writeBytes("%08x".formatted(field).getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(name);
        out.write(0);
        align(out);
        out.writeBytes(item.content.toArray());
        align(out);
    }

    private static void align(ByteArrayOutputStream out) {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
