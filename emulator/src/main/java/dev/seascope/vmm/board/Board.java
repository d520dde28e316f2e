package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.vmm.Device;
import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.Pl031;
import dev.seascope.vmm.firmware.FirmwareConfiguration;
import dev.seascope.vmm.firmware.FlashBank;
import dev.seascope.vmm.virtio.Disk;
import dev.seascope.vmm.virtio.VirtioBlock;
import dev.seascope.vmm.virtio.VirtioConsole;
import dev.seascope.vmm.virtio.VirtioMmio;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The devices of a machine, as the VMM has them behind `KVM_EXIT_MMIO`, wired to the interrupt controller. Belongs to the
/// thread that runs the vCPUs.
public final class Board {
    /// `KVM_IRQ_LINE` for shared peripheral interrupts.
    public interface InterruptLines {
        /// Drive a line.
        ///
        /// @param spi number from 0, which is interrupt 32 of the controller
        void set(int spi, boolean asserted);
    }

    /// A device and where its output leads.
    private static final class Wire {
        /// Of a device that has no output.
        static final int NOWHERE = -1;

        private final Device device;
        private final int spi;
        private boolean asserted;

        Wire(Device device, int spi) {
            this.device = device;
            this.spi = spi;
        }
    }

    private final Pl011 serial = new Pl011();
    private final InterruptLines lines;
    private final List<Wire> wires = new ArrayList<>();
    /// What is typed goes to the virtio console as well, on a board that has one.
    private Consumer<byte[]> typeOnConsole = _ -> { };

    /// @param spec what to build
    /// @param memory where virtio's queues are
    /// @param ticks the guest's time in nanoseconds
    /// @param lines where the devices' interrupts go
    /// @param slots where flash has its memory slots
    public Board(BoardSpec spec, GuestMemory memory, LongSupplier ticks, InterruptLines lines, FlashBank.Slots slots) {
        this(lines);
        wires.add(new Wire(new Pl031(ticks), MemoryMap.CLOCK_SPI));
        // What is written to either console is the guest's output, and input goes to both: a guest listens at one.
        var console = new VirtioConsole(serial::print);
        var transport = new VirtioMmio(virtioBase(0), memory, console);
        wires.add(new Wire(transport, MemoryMap.VIRTIO_SPI));
        typeOnConsole = text -> {
            console.type(text);
            transport.serve(VirtioConsole.RECEIVE);
        };
        for (int i = 0; i < spec.disks().size(); i++) {
            var disk = new VirtioBlock(new Disk(spec.disks().get(i)));
            wires.add(new Wire(new VirtioMmio(virtioBase(i + 1), memory, disk), MemoryMap.VIRTIO_SPI + i + 1));
        }
        spec.firmware().ifPresent(program -> addFlash(program, memory, slots));
    }

    private void addFlash(Bytes program, GuestMemory memory, FlashBank.Slots slots) {
        Bytes content = program;
        for (MemoryMap.Bank bank : MemoryMap.FLASH) {
            wires.add(new Wire(new FlashBank(bank.gpa(), bank.slot(), content, memory, slots), Wire.NOWHERE));
            content = Bytes.copyOf(new byte[0]);
        }
        wires.add(new Wire(new FirmwareConfiguration(memory), Wire.NOWHERE));
    }

    private Board(InterruptLines lines) {
        this.lines = lines;
        wires.add(new Wire(serial, MemoryMap.SERIAL_SPI));
    }

    /// A board with a serial port and nothing else, interrupts not connected.
    public static Board serialPortOnly() {
        return new Board((_, _) -> { });
    }

    static long virtioBase(int index) {
        return MemoryMap.VIRTIO + (long) index * VirtioMmio.BYTES;
    }

    /// The serial port.
    public Pl011 serial() {
        return serial;
    }

    /// Serve an access of the guest outside of its memory.
    ///
    /// @param data for a write, the first bytes of `mmio.data` as a little-endian number
    /// @return what a read finds, 0 for a write; nothing if no device is there
    public OptionalLong access(long address, int length, boolean isWrite, long data) {
        for (Wire wire : wires) {
            if (wire.device.decodes(address, length)) {
                long offset = address - wire.device.base();
                long answer = 0;
                if (isWrite) {
                    wire.device.write(offset, length, low(data, length));
                } else {
                    answer = wire.device.read(offset, length);
                }
                updateLines();
                return OptionalLong.of(answer);
            }
        }
        return OptionalLong.empty();
    }

    private static long low(long data, int bytes) {
        return bytes < Long.BYTES ? data & (1L << (8 * bytes)) - 1 : data;
    }

    /// Type into the guest's consoles.
    public void type(byte[] text) {
        serial.type(text);
        typeOnConsole.accept(text);
        updateLines();
    }

    /// Take the state of all devices out, or put it back. What their interrupt lines are is in the state of the interrupt
    /// controller.
    public void transfer(StateTransfer state) {
        for (Wire wire : wires) {
            wire.device.transfer(state);
            wire.asserted = state.next(wire.asserted);
        }
    }

    /// Tell the interrupt controller what changed.
    public void updateLines() {
        for (Wire wire : wires) {
            boolean now = wire.device.interrupts();
            if (now != wire.asserted) {
                wire.asserted = now;
                lines.set(wire.spi, now);
            }
        }
    }
}
