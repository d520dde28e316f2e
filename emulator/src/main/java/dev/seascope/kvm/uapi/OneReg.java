package dev.seascope.kvm.uapi;

import dev.seascope.arch.SystemRegisters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The 64-bit id of a register for `KVM_GET_ONE_REG` and `KVM_SET_ONE_REG` on arm64: architecture, size, group, and the
/// place in the group, which is an offset in `struct kvm_regs` or the encoding of a system register.
///
/// @param id as in `struct kvm_one_reg`
public record OneReg(long id) {
    private static final long ARM64 = 0x6000_0000_0000_0000L;
    private static final long SIZE_MASK = 0x00f0_0000_0000_0000L;
    private static final int SIZE_SHIFT = 52;
    private static final long GROUP_MASK = 0x0fff_0000L;
    private static final long CORE = 0x0010_0000L;
    private static final long SYSTEM = 0x0013_0000L;
    private static final long PLACE_MASK = 0xffff;
    private static final int GENERAL_REGISTERS = 31;
    private static final int VECTOR_REGISTERS = 32;
    private static final int VECTORS_OFFSET = 336;

    // The kernel reads and writes the virtual timer's counter and comparator under each other's encoding: a mistake that
    // became part of the interface.
    private static final String COMPARATOR = "CNTV_CVAL_EL0";
    private static final String COUNTER = "CNTVCT_EL0";

    /// A register of `struct kvm_regs`.
    ///
    /// @param offset bytes from its start
    /// @param bytes 4, 8 or 16
    public record Core(String name, int offset, int bytes) {}

    private static final List<Core> OTHERS = List.of(
            new Core("SP_EL0", 248, 8), new Core("PC", 256, 8), new Core("PSTATE", 264, 8), new Core("SP_EL1", 272, 8),
            new Core("ELR_EL1", 280, 8), new Core("SPSR_EL1", 288, 8), new Core("SPSR_ABT", 296, 8),
            new Core("SPSR_UND", 304, 8), new Core("SPSR_IRQ", 312, 8), new Core("SPSR_FIQ", 320, 8),
            new Core("FPSR", 848, 4), new Core("FPCR", 852, 4));

    /// Bytes of `struct kvm_regs`.
    public static final int CORE_BYTES = 864;

    /// The register that people call `name`: `X0` to `X30`, `V0` to `V31`, `SP_EL0`, `PC`, `PSTATE`, or a system
    /// register. Empty for a name that is none of these; not every id that this makes is one that KVM answers.
    public static Optional<OneReg> named(String name) {
        Optional<Core> core = cores().stream().filter(row -> row.name.equals(name)).findFirst();
        if (core.isPresent()) {
            return core.map(row -> of(CORE, row.offset / 4, row.bytes));
        }
        OptionalInt encoding = SystemRegisters.encoding(switch (name) {
            case COMPARATOR -> COUNTER;
            case COUNTER -> COMPARATOR;
            default -> name;
        });
        return encoding.isEmpty() ? Optional.empty() : Optional.of(of(SYSTEM, encoding.getAsInt(), Long.BYTES));
    }

    private static OneReg of(long group, long place, int bytes) {
        return new OneReg(ARM64 | (long) Integer.numberOfTrailingZeros(bytes) << SIZE_SHIFT | group | place);
    }

    /// All registers of `struct kvm_regs`, in its order.
    public static List<Core> cores() {
        return CORES;
    }

    private static final List<Core> CORES = makeCores();

    private static List<Core> makeCores() {
        List<Core> cores = new ArrayList<>();
        for (int i = 0; i < GENERAL_REGISTERS; i++) {
            cores.add(new Core("X" + i, 8 * i, 8));
        }
        cores.addAll(OTHERS);
        for (int i = 0; i < VECTOR_REGISTERS; i++) {
            cores.add(new Core("V" + i, VECTORS_OFFSET + 16 * i, 16));
        }
        cores.sort(Comparator.comparingInt(Core::offset));
        return List.copyOf(cores);
    }

    /// Bytes of the value that the id announces.
    public int bytes() {
        return 1 << ((id & SIZE_MASK) >>> SIZE_SHIFT);
    }

    /// Whether the id is of this architecture and has no bit set that KVM does not know.
    public boolean isArm64() {
        return (id & ~SIZE_MASK) >>> 32 == ARM64 >>> 32;
    }

    /// Whether it is a register of `struct kvm_regs`.
    public boolean isCore() {
        return (id & GROUP_MASK) == CORE;
    }

    /// Whether it is a system register.
    public boolean isSystem() {
        return (id & GROUP_MASK) == SYSTEM;
    }

    /// The register of `struct kvm_regs` that begins at the place and has the size. Empty if there is none.
    public Optional<Core> core() {
        int offset = coreOffset();
        return CORES.stream().filter(row -> row.offset == offset && row.bytes == bytes()).findFirst();
    }

    /// Bytes from the start of `struct kvm_regs`.
    public int coreOffset() {
        return (int) (id & PLACE_MASK) * 4;
    }

    /// The system register's name; of the virtual timer's counter and comparator, the one that is meant.
    public String systemName() {
        String name = SystemRegisters.name((int) (id & PLACE_MASK));
        return switch (name) {
            case COMPARATOR -> COUNTER;
            case COUNTER -> COMPARATOR;
            default -> name;
        };
    }

    /// What people call it, or the id in hexadecimal.
    @Override
    public String toString() {
        if (isArm64() && isSystem()) {
            return systemName();
        }
        return isArm64() && isCore() && core().isPresent() ? core().get().name : "0x" + Long.toHexString(id);
    }
}
