package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;

/// The parts of the A64 encoding space (Arm ARM, C4.1, "A64 instruction set encoding").
public enum EncodingGroup {
    /// `op0` 0000 with bit 31 clear: `UDF`, and nothing else.
    RESERVED("Reserved"),
    /// `op0` 0000 with bit 31 set.
    SME("SME"),
    /// `op0` 0010.
    SVE("SVE"),
    /// `op0` 00x1: not allocated.
    UNALLOCATED("Unallocated"),
    /// `op0` 100x.
    IMMEDIATE("Data processing, immediate"),
    /// `op0` 101x.
    BRANCHES("Branches, exceptions and System"),
    /// `op0` x1x0.
    LOADS_AND_STORES("Loads and stores"),
    /// `op0` x101.
    REGISTER("Data processing, register"),
    /// `op0` x111.
    SIMD("SIMD and floating point");

    /// The bits that tell, together with bit 31.
    public static final Bits OP0 = new Bits("op0", 28, 25);

    private final String title;

    EncodingGroup(String title) {
        this.title = title;
    }

    /// In words: `Loads and stores`.
    public String title() {
        return title;
    }

    /// The group of a word.
    public static EncodingGroup of(int word) {
        return switch ((int) OP0.get(word)) {
            case 0b0000 -> word < 0 ? SME : RESERVED;
            case 0b0010 -> SVE;
            case 0b0001, 0b0011 -> UNALLOCATED;
            case 0b1000, 0b1001 -> IMMEDIATE;
            case 0b1010, 0b1011 -> BRANCHES;
            case 0b0101, 0b1101 -> REGISTER;
            case 0b0111, 0b1111 -> SIMD;
            default -> LOADS_AND_STORES;
        };
    }
}
