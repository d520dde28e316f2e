package dev.seascope.vmm.board;

import static dev.seascope.vmm.fdt.Property.bytes;
import static dev.seascope.vmm.fdt.Property.cells;
import static dev.seascope.vmm.fdt.Property.flag;
import static dev.seascope.vmm.fdt.Property.text;
import static dev.seascope.vmm.fdt.Property.wide;

import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.Pl031;
import dev.seascope.vmm.acpi.EfiHandover;
import dev.seascope.vmm.fdt.Entry;
import dev.seascope.vmm.fdt.Node;
import dev.seascope.vmm.firmware.FirmwareConfiguration;
import dev.seascope.vmm.firmware.FlashBank;
import dev.seascope.vmm.virtio.VirtioMmio;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// The device tree of a board. (Bindings: Linux, Documentation/devicetree/bindings.)
public final class BoardTree {
    private static final int GIC_PHANDLE = 1;
    private static final int CLOCK_PHANDLE = 2;
    private static final int CLOCK_HZ = 24_000_000;

    private static final int SECURE_BOOT_DISABLED = 2;

    private static final int FLASH_BANK_BYTES = 4;

    private static final int SPI = 0;
    private static final int PPI = 1;
    private static final int LEVEL_HIGH = 4;

    private BoardTree() {}

    /// What the boot loader adds to the description of the board.
    ///
    /// @param arguments the command line
    /// @param initrdStart guest physical address of the initial file system
    /// @param initrdEnd the first address behind it; 0 if there is none
    public record Chosen(String arguments, long initrdStart, long initrdEnd) {}

    /// The tree.
    public static Node of(BoardSpec spec, Chosen chosen) {
        var entries = new ArrayList<Entry>(List.of(
                cells("#address-cells", 2),
                cells("#size-cells", 2),
                text("compatible", "linux,dummy-virt"),
                text("model", "Seascope"),
                Node.of("aliases", text("serial0", path(Pl011.BASE))),
                chosen(chosen).with(List.of(text("stdout-path", path(Pl011.BASE)))),
                Node.of("memory@" + Long.toHexString(MemoryMap.RAM),
                        text("device_type", "memory"),
                        wide("reg", MemoryMap.RAM, spec.memoryBytes())),
                cpus(spec),
                Node.of("psci",
                        text("compatible", "arm,psci-1.0", "arm,psci-0.2"),
                        text("method", "hvc")),
                Node.of("apb-pclk",
                        text("compatible", "fixed-clock"),
                        cells("#clock-cells", 0),
                        cells("clock-frequency", CLOCK_HZ),
                        text("clock-output-names", "clk24mhz"),
                        cells("phandle", CLOCK_PHANDLE)),
                primeCell("pl011", Pl011.BASE, MemoryMap.SERIAL_SPI, "uartclk"),
                primeCell("pl031", Pl031.BASE, MemoryMap.CLOCK_SPI, "")));
        for (int i = 0; i <= spec.disks().size(); i++) {
            entries.add(virtio(i));
        }
        if (spec.firmware().isPresent()) {
            entries.add(flash());
            entries.add(Node.of("fw-cfg@" + Long.toHexString(FirmwareConfiguration.BASE),
                    text("compatible", "qemu,fw-cfg-mmio"),
                    wide("reg", FirmwareConfiguration.BASE, FirmwareConfiguration.BYTES),
                    flag("dma-coherent")));
        }
        if (spec.gic() != Gic.NONE) {
            entries.addFirst(cells("interrupt-parent", GIC_PHANDLE));
            entries.add(gic(spec));
            entries.add(timer(spec));
        }
        return new Node("", entries);
    }

    /// The tree of a board whose devices are in ACPI tables: only what the boot loader has to say, and where the UEFI system
    /// table and the map of memory are. (Linux, Documentation/arch/arm/uefi.rst.)
    static Node withTables(Chosen chosen, BoardTables tables) {
        return Node.of("",
                cells("#address-cells", 2),
                cells("#size-cells", 2),
                chosen(chosen).with(List.of(
                        wide("linux,uefi-system-table", tables.systemTable()),
                        wide("linux,uefi-mmap-start", tables.memoryMap()),
                        cells("linux,uefi-mmap-size", tables.memoryMapBytes()),
                        cells("linux,uefi-mmap-desc-size", EfiHandover.DESCRIPTOR_BYTES),
                        cells("linux,uefi-mmap-desc-ver", EfiHandover.DESCRIPTOR_VERSION),
                        // Kernels of Debian and others refuse the rest without it.
                        cells("linux,uefi-secure-boot", SECURE_BOOT_DISABLED))));
    }

    private static String path(long serialBase) {
        return "/pl011@" + Long.toHexString(serialBase);
    }

    private static Node chosen(Chosen chosen) {
        var entries = new ArrayList<Entry>(List.of(
                text("bootargs", chosen.arguments),
                // Linux wants randomness before anything can have happened by chance. It is the same in every run.
                bytes("rng-seed", seed(chosen))));
        if (chosen.initrdEnd != 0) {
            entries.add(wide("linux,initrd-start", chosen.initrdStart));
            entries.add(wide("linux,initrd-end", chosen.initrdEnd));
        }
        return new Node("chosen", entries);
    }

    private static byte[] seed(Chosen chosen) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(chosen.arguments.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Node cpus(BoardSpec spec) {
        var entries = new ArrayList<Entry>(List.of(cells("#address-cells", 1), cells("#size-cells", 0)));
        for (int i = 0; i < spec.vcpus(); i++) {
            entries.add(Node.of("cpu@" + Integer.toHexString(i),
                    text("device_type", "cpu"),
                    text("compatible", "arm,armv8"),
                    cells("reg", i),
                    text("enable-method", "psci")));
        }
        return new Node("cpus", entries);
    }

    private static Node primeCell(String name, long base, int spi, String clock) {
        var clocks = clock.isEmpty()
                ? List.of(text("clock-names", "apb_pclk"), cells("clocks", CLOCK_PHANDLE))
                : List.of(text("clock-names", clock, "apb_pclk"), cells("clocks", CLOCK_PHANDLE, CLOCK_PHANDLE));
        return Node.of(name + "@" + Long.toHexString(base),
                text("compatible", "arm," + name, "arm,primecell"),
                wide("reg", base, 0x1000),
                cells("interrupts", SPI, spi, LEVEL_HIGH)).with(clocks);
    }

    private static Node virtio(int index) {
        long base = Board.virtioBase(index);
        return Node.of("virtio_mmio@" + Long.toHexString(base),
                text("compatible", "virtio,mmio"),
                wide("reg", base, VirtioMmio.BYTES),
                cells("interrupts", SPI, MemoryMap.VIRTIO_SPI + index, LEVEL_HIGH),
                flag("dma-coherent"));
    }

    private static Node flash() {
        long[] banks = MemoryMap.FLASH.stream().flatMapToLong(bank -> LongStream.of(bank.gpa(), FlashBank.BYTES)).toArray();
        return Node.of("flash@" + Long.toHexString(banks[0]),
                text("compatible", "cfi-flash"),
                wide("reg", banks),
                cells("bank-width", FLASH_BANK_BYTES));
    }

    private static Node gic(BoardSpec spec) {
        boolean v3 = spec.gic() == Gic.V3;
        return Node.of("intc@" + Long.toHexString(MemoryMap.GIC_DISTRIBUTOR),
                text("compatible", v3 ? "arm,gic-v3" : "arm,cortex-a15-gic"),
                flag("interrupt-controller"),
                cells("#interrupt-cells", 3),
                cells("#address-cells", 0),
                cells("phandle", GIC_PHANDLE),
                v3 ? wide("reg", MemoryMap.GIC_DISTRIBUTOR, MemoryMap.GIC_DISTRIBUTOR_BYTES,
                        MemoryMap.GIC_V3_REDISTRIBUTORS, spec.vcpus() * MemoryMap.GIC_V3_REDISTRIBUTOR_BYTES)
                        : wide("reg", MemoryMap.GIC_DISTRIBUTOR, MemoryMap.GIC_DISTRIBUTOR_BYTES,
                                MemoryMap.GIC_V2_CPU_INTERFACE, MemoryMap.GIC_V2_CPU_INTERFACE_BYTES));
    }

    private static Node timer(BoardSpec spec) {
        // A GICv2's private interrupts say which processors have them.
        int processors = spec.gic() == Gic.V2 ? ((1 << spec.vcpus()) - 1) << 8 : 0;
        int flags = processors | LEVEL_HIGH;
        return Node.of("timer",
                text("compatible", "arm,armv8-timer"),
                flag("always-on"),
                cells("interrupts", PPI, MemoryMap.SECURE_TIMER_PPI, flags, PPI, MemoryMap.PHYSICAL_TIMER_PPI, flags,
                        PPI, MemoryMap.VIRTUAL_TIMER_PPI, flags, PPI, MemoryMap.HYPERVISOR_TIMER_PPI, flags));
    }
}
