package dev.seascope.vmm.firmware;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.vmm.Device;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// `fw_cfg`: numbered items that firmware reads byte by byte, or has copied into memory. There is what says that it is
/// there, and an empty directory of files; firmware takes what is missing as not configured. (QEMU, docs/specs/fw_cfg;
/// Linux, Documentation/devicetree/bindings/firmware/qemu,fw-cfg-mmio.yaml.)
public final class FirmwareConfiguration implements Device {
    /// Where the board has it.
    public static final long BASE = 0x0902_0000L;
    /// Bytes of its registers.
    public static final long BYTES = 0x18;

    private static final int DATA_BYTES = 8;
    private static final int SELECTOR = 0x08;
    private static final int DMA_HIGH = 0x10;
    private static final int DMA_LOW = 0x14;

    private static final int FEATURE_TRADITIONAL = 1;
    private static final int FEATURE_DMA = 2;
    private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

    /// The items by their number. Any other one is empty; behind its end an item goes on with zeros.
    private static final Map<Integer, Bytes> ITEMS = Map.of(
            0x00, Bytes.copyOf("QEMU".getBytes(StandardCharsets.US_ASCII)),
            0x01, Bytes.copyOf(new byte[] {FEATURE_TRADITIONAL | FEATURE_DMA, 0, 0, 0}),
            // The number of files, big-endian.
            0x19, Bytes.copyOf(new byte[4]));

    /// What the address register of the DMA reads as: "QEMU CFG".
    private static final long DMA_SIGNATURE = 0x5145_4d55_2043_4647L;
    private static final int DMA_ERROR = 1;
    private static final int DMA_READ = 1 << 1;
    private static final int DMA_SKIP = 1 << 2;
    private static final int DMA_SELECT = 1 << 3;
    private static final int DMA_WRITE = 1 << 4;
    private static final int DMA_STRUCT_BYTES = 16;
    /// No item is nearly as long; a guest that wants more of its zeros would only hold the machine up.
    private static final int MOST_DMA_BYTES = 1 << 20;

    private final GuestMemory memory;
    private int selected;
    private int offset;
    private long dmaAddress;

    /// @param memory where the DMA goes
    public FirmwareConfiguration(GuestMemory memory) {
        this.memory = memory;
    }

    @Override
    public long base() {
        return BASE;
    }

    @Override
    public long bytes() {
        return BYTES;
    }

    /// Data come in the order of the item whatever the size of the access; the other registers are big-endian.
    @Override
    public long read(long register, int size) {
        if (register + size <= DATA_BYTES) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (long) next() << (8 * i);
            }
            return value;
        }
        return switch ((int) register) {
            case DMA_HIGH -> Long.reverseBytes(DMA_SIGNATURE) & (size < Long.BYTES ? 0xffff_ffffL : -1);
            case DMA_LOW -> Integer.reverseBytes((int) DMA_SIGNATURE) & 0xffff_ffffL;
            default -> 0;
        };
    }

    private int next() {
        Bytes item = ITEMS.getOrDefault(selected, NOTHING);
        return offset < item.size() ? item.at(offset++) : 0;
    }

    @Override
    public void write(long register, int size, long value) {
        if (register == SELECTOR && size == Short.BYTES) {
            select(Short.reverseBytes((short) value) & 0xffff);
        } else if (register == DMA_HIGH && size == Long.BYTES) {
            dmaAddress = Long.reverseBytes(value);
            transferByDma();
        } else if (register == DMA_HIGH && size == Integer.BYTES) {
            dmaAddress = (long) Integer.reverseBytes((int) value) << 32;
        } else if (register == DMA_LOW && size == Integer.BYTES) {
            dmaAddress |= Integer.reverseBytes((int) value) & 0xffff_ffffL;
            transferByDma();
        }
        // Items are not written.
    }

    private void select(int item) {
        selected = item;
        offset = 0;
    }

    /// Do what `struct FWCfgDmaAccess` in memory says: control, length and address, all of them big-endian. Its control
    /// field tells the outcome.
    private void transferByDma() {
        long at = dmaAddress;
        dmaAddress = 0;
        if (!isRam(at, DMA_STRUCT_BYTES)) {
            return;
        }
        Bytes request = memory.read(at, DMA_STRUCT_BYTES).orElse(NOTHING);
        int control = Integer.reverseBytes((int) request.number(0, Integer.BYTES));
        long length = Integer.reverseBytes((int) request.number(4, Integer.BYTES)) & 0xffff_ffffL;
        if ((control & DMA_SELECT) != 0) {
            select(control >>> 16);
        }
        int outcome = transfer(control, length, Long.reverseBytes(request.number(8, Long.BYTES))) ? 0 : DMA_ERROR;
        memory.write(at, Bytes.copyOf(new byte[Integer.BYTES]).with(0, Integer.BYTES, Integer.reverseBytes(outcome)
                & 0xffff_ffffL));
    }

    private boolean transfer(int control, long length, long address) {
        if ((control & DMA_READ) != 0) {
            if (length > MOST_DMA_BYTES || !isRam(address, (int) length)) {
                return false;
            }
            byte[] content = new byte[(int) length];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) next();
            }
            memory.write(address, content);
            return true;
        }
        if ((control & DMA_SKIP) != 0) {
            offset = (int) Math.min(offset + length, Integer.MAX_VALUE);
            return true;
        }
        return (control & DMA_WRITE) == 0;
    }

    /// Whether all of it can be written.
    private boolean isRam(long address, int length) {
        MemorySlot slot = memory.slotOrNull(address);
        return slot != null && !slot.readOnly() && address <= slot.end() - length;
    }

    @Override
    public void transfer(StateTransfer state) {
        selected = state.next(selected);
        offset = state.next(offset);
        dmaAddress = state.next(dmaAddress);
    }
}
