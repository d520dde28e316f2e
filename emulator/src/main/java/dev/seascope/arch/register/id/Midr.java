package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.names;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Layout;

/// Main ID Register, `MIDR_EL1`.
///
/// Source: Arm ARM, MIDR_EL1.
public final class Midr {
    /// `MIDR_EL1`.
    public static final Layout LAYOUT = Layout.of("MIDR_EL1",
            res0("[63:32]"),
            names("Implementer[31:24]", "Implementer", "Who designed the core.", is(0x00, "Reserved for software use"),
                    is(0x41, "Arm"), is(0x42, "Broadcom"), is(0x43, "Cavium"), is(0x44, "Digital Equipment"),
                    is(0x46, "Fujitsu"), is(0x48, "HiSilicon"), is(0x49, "Infineon"), is(0x4d, "Motorola or Freescale"),
                    is(0x4e, "NVIDIA"), is(0x50, "Applied Micro Circuits"), is(0x51, "Qualcomm"), is(0x53, "Samsung"),
                    is(0x56, "Marvell"), is(0x61, "Apple"), is(0x66, "Faraday"), is(0x69, "Intel"),
                    is(0x6d, "Microsoft"), is(0x70, "Phytium"), is(0xc0, "Ampere")),
            value("Variant[23:20]", "Major revision", "The n of rnpm."),
            names("Architecture[19:16]", "Architecture", "", is(0xf, "Told by the ID registers")),
            value("PartNum[15:4]", "Part number", "Which core, in the implementer's numbering."),
            value("Revision[3:0]", "Minor revision", "The m of rnpm."));

    private Midr() {}
}
