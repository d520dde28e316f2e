package dev.seascope.vmm.virtio;

import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.vmm.Device;
import org.jspecify.annotations.Nullable;

/// The memory-mapped transport of virtio (section 4.2). One device stands behind it. A guest that breaks the rules finds
/// `DEVICE_NEEDS_RESET` in the status, and nothing else happens.
public final class VirtioMmio implements Device {
    /// How many bytes one transport decodes.
    public static final int BYTES = 0x200;

    private static final int MAGIC_VALUE = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int VENDOR_ID = 0x00c;
    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SEL = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SEL = 0x024;
    private static final int QUEUE_SEL = 0x030;
    private static final int QUEUE_NUM_MAX = 0x034;
    private static final int QUEUE_NUM = 0x038;
    private static final int QUEUE_READY = 0x044;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACK = 0x064;
    private static final int STATUS = 0x070;
    private static final int QUEUE_DESC_LOW = 0x080;
    private static final int QUEUE_DESC_HIGH = 0x084;
    private static final int QUEUE_DRIVER_LOW = 0x090;
    private static final int QUEUE_DRIVER_HIGH = 0x094;
    private static final int QUEUE_DEVICE_LOW = 0x0a0;
    private static final int QUEUE_DEVICE_HIGH = 0x0a4;
    private static final int CONFIG_GENERATION = 0x0fc;
    private static final int CONFIG = 0x100;

    private static final int MAGIC = 0x7472_6976;
    private static final int VENDOR = 0x5345_4153;
    private static final long VERSION_1 = 1L << 32;
    private static final int FEATURES_OK = 8;
    private static final int NEEDS_RESET = 0x40;
    private static final int USED_BUFFER = 1;
    private static final int CONFIGURATION_CHANGED = 2;

    /// The registers of one queue, and the queue once it is ready.
    private static final class Setup {
        private int entries;
        private long descriptors;
        private long driver;
        private long device;
        private @Nullable Virtqueue queue;
    }

    private final long base;
    private final GuestMemory memory;
    private final VirtioDevice device;
    private Setup[] queues;
    private int deviceFeaturesSelect;
    private int driverFeaturesSelect;
    private long driverFeatures;
    private int queueSelect;
    private int interruptStatus;
    private int status;

    /// @param base guest physical address
    /// @param memory where the queues are
    /// @param device what stands behind it
    public VirtioMmio(long base, GuestMemory memory, VirtioDevice device) {
        this.base = base;
        this.memory = memory;
        this.device = device;
        this.queues = setups(device);
    }

    private static Setup[] setups(VirtioDevice device) {
        Setup[] setups = new Setup[device.queues()];
        for (int i = 0; i < setups.length; i++) {
            setups[i] = new Setup();
        }
        return setups;
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long bytes() {
        return BYTES;
    }

    @Override
    public boolean interrupts() {
        return interruptStatus != 0;
    }

    @Override
    public void transfer(StateTransfer state) {
        deviceFeaturesSelect = state.next(deviceFeaturesSelect);
        driverFeaturesSelect = state.next(driverFeaturesSelect);
        driverFeatures = state.next(driverFeatures);
        queueSelect = state.next(queueSelect);
        interruptStatus = state.next(interruptStatus);
        status = state.next(status);
        for (Setup setup : queues) {
            setup.entries = state.next(setup.entries);
            setup.descriptors = state.next(setup.descriptors);
            setup.driver = state.next(setup.driver);
            setup.device = state.next(setup.device);
            boolean ready = state.next(setup.queue != null);
            if (state.isLoading()) {
                setup.queue = null;
                setReady(setup, ready);
            }
            Virtqueue queue = setup.queue;
            if (queue != null) {
                queue.transfer(state);
            }
        }
        device.transfer(state);
    }

    private long features() {
        return device.features() | VERSION_1;
    }

    @Override
    public long read(long offset, int size) {
        if (offset >= CONFIG) {
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = (value << 8) | device.configuration((int) offset - CONFIG + i);
            }
            return value;
        }
        return switch ((int) offset) {
            case MAGIC_VALUE -> MAGIC;
            case VERSION -> 2;
            case DEVICE_ID -> device.type();
            case VENDOR_ID -> VENDOR;
            case DEVICE_FEATURES -> deviceFeaturesSelect > 1 ? 0 : half(features(), deviceFeaturesSelect);
            case QUEUE_NUM_MAX -> selected() == null ? 0 : Virtqueue.MOST_ENTRIES;
            case QUEUE_READY -> {
                Setup setup = selected();
                yield setup == null || setup.queue == null ? 0 : 1;
            }
            case INTERRUPT_STATUS -> interruptStatus;
            case STATUS -> status;
            case CONFIG_GENERATION -> 0;
            default -> 0;
        };
    }

    private static long half(long value, int which) {
        return value >>> (32 * which) & 0xffff_ffffL;
    }

    private @Nullable Setup selected() {
        return queueSelect >= 0 && queueSelect < queues.length ? queues[queueSelect] : null;
    }

    @Override
    public void write(long offset, int size, long value) {
        switch ((int) offset) {
            case DEVICE_FEATURES_SEL -> deviceFeaturesSelect = (int) value & 0xff;
            case DRIVER_FEATURES_SEL -> driverFeaturesSelect = (int) value & 0xff;
            case DRIVER_FEATURES -> {
                if (driverFeaturesSelect <= 1) {
                    driverFeatures = replaceHalf(driverFeatures, driverFeaturesSelect, value);
                }
            }
            case QUEUE_SEL -> queueSelect = (int) value;
            case QUEUE_NOTIFY -> notified((int) value);
            case INTERRUPT_ACK -> acknowledge((int) value);
            case STATUS -> setStatus((int) value & 0xff);
            default -> {
                Setup setup = selected();
                if (setup != null) {
                    writeQueue(setup, (int) offset, value);
                }
            }
        }
    }

    private static long replaceHalf(long old, int which, long value) {
        long mask = 0xffff_ffffL << (32 * which);
        return (old & ~mask) | ((value << (32 * which)) & mask);
    }

    private void writeQueue(Setup setup, int offset, long value) {
        switch (offset) {
            case QUEUE_NUM -> setup.entries = (int) value;
            case QUEUE_READY -> setReady(setup, (value & 1) != 0);
            case QUEUE_DESC_LOW -> setup.descriptors = replaceHalf(setup.descriptors, 0, value);
            case QUEUE_DESC_HIGH -> setup.descriptors = replaceHalf(setup.descriptors, 1, value);
            case QUEUE_DRIVER_LOW -> setup.driver = replaceHalf(setup.driver, 0, value);
            case QUEUE_DRIVER_HIGH -> setup.driver = replaceHalf(setup.driver, 1, value);
            case QUEUE_DEVICE_LOW -> setup.device = replaceHalf(setup.device, 0, value);
            case QUEUE_DEVICE_HIGH -> setup.device = replaceHalf(setup.device, 1, value);
            // Read-only, or not there.
            default -> { }
        }
    }

    private void setReady(Setup setup, boolean ready) {
        if (!ready) {
            setup.queue = null;
        } else if (setup.entries < 1 || setup.entries > Virtqueue.MOST_ENTRIES
                || Integer.bitCount(setup.entries) != 1) {
            fail();
        } else if (setup.queue == null) {
            setup.queue = new Virtqueue(memory, setup.entries, setup.descriptors, setup.driver, setup.device);
        }
    }

    private void setStatus(int value) {
        if (value == 0) {
            queues = setups(device);
            driverFeatures = 0;
            interruptStatus = 0;
            status = 0;
            return;
        }
        status = value | (status & NEEDS_RESET);
        boolean acceptable = (driverFeatures & ~features()) == 0 && (driverFeatures & VERSION_1) != 0;
        if (!acceptable) {
            status &= ~FEATURES_OK;
        }
    }

    /// A device may have left some of what was available for later.
    private void acknowledge(int interrupts) {
        interruptStatus &= ~interrupts;
        if ((interrupts & USED_BUFFER) != 0) {
            for (int i = 0; i < queues.length; i++) {
                notified(i);
            }
        }
    }

    private void notified(int index) {
        if (index < 0 || index >= queues.length || (status & NEEDS_RESET) != 0) {
            return;
        }
        Virtqueue queue = queues[index].queue;
        if (queue != null) {
            serve(index, queue);
        }
    }

    /// Let the device look at a queue that the guest made available before: it has something to say now.
    public void serve(int index) {
        notified(index);
    }

    private void serve(int index, Virtqueue queue) {
        try {
            int before = queue.returned();
            device.notified(index, queue);
            if (queue.returned() != before && queue.wantsInterrupt()) {
                interruptStatus |= USED_BUFFER;
            }
        } catch (QueueException _) {
            fail();
        }
    }

    private void fail() {
        status |= NEEDS_RESET;
        interruptStatus |= CONFIGURATION_CHANGED;
    }
}
