package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import java.util.EnumSet;
import java.util.Set;

/// Which processor is emulated: everything that its identification registers tell a guest.
///
/// @param midr `MIDR_EL1`
/// @param physicalBits bits of intermediate physical address, as `ID_AA64MMFR0_EL1.PARange` can say them: 32, 36, 40,
///         42, 44 or 48
/// @param features optional parts of the instruction set
/// @param extensions other optional parts
public record CpuModel(long midr, int physicalBits, Set<Feature> features, Set<Extension> extensions) {
    private static final long MIDR_CORTEX_A57 = 0x411f_d070L;
    /// Implementer 0, as Arm reserves it for software; architecture by ID registers.
    private static final long MIDR_SEASCOPE = 0x000f_5ea0L;

    private static final Set<Feature> ARMV8_0 =
            EnumSet.of(Feature.FP, Feature.ADV_SIMD, Feature.CRC32, Feature.AES, Feature.PMULL, Feature.SHA1,
                    Feature.SHA256);

    /// Armv8.0 as a Cortex-A57 has it, with EL0 and EL1 in AArch64 state only.
    public static final CpuModel ARMV8_0_A = new CpuModel(MIDR_CORTEX_A57, 40, ARMV8_0, EnumSet.of(Extension.PMU));

    /// What a virtual machine gets unless it asks for something else: no MTE, of which little is emulated, no RAS and no
    /// SCTLR2, which are for the virtual machine to choose, no limited ordering regions, which KVM hides, and no accesses
    /// of 64 bytes.
    public static final CpuModel DEFAULT = new CpuModel(MIDR_SEASCOPE, 40, defaultFeatures(),
            EnumSet.of(Extension.IDST, Extension.HAFDBS, Extension.TTST, Extension.PMU));

    public CpuModel {
        features = Set.copyOf(features);
        extensions = Set.copyOf(extensions);
        if (IdRegisters.physicalAddressRange(physicalBits) < 0) {
            throw new IllegalArgumentException("no processor has %d bits of physical address".formatted(physicalBits));
        }
    }

    private static Set<Feature> defaultFeatures() {
        var features = EnumSet.allOf(Feature.class);
        features.removeAll(EnumSet.of(Feature.MTE, Feature.LOR, Feature.LS64, Feature.LS64_V, Feature.LS64_ACCDATA,
                Feature.RAS));
        return features;
    }

    /// The same processor with another feature.
    public CpuModel with(Feature feature) {
        var more = EnumSet.copyOf(features);
        more.add(feature);
        return new CpuModel(midr, physicalBits, more, extensions);
    }

    /// The same processor with another extension.
    public CpuModel with(Extension extension) {
        var more = EnumSet.copyOf(extensions);
        more.add(extension);
        return new CpuModel(midr, physicalBits, features, more);
    }

    /// The same processor with another size of intermediate physical addresses.
    public CpuModel withPhysicalBits(int bits) {
        return new CpuModel(midr, bits, features, extensions);
    }

    /// Whether the processor has the feature.
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /// Whether the processor has the extension.
    public boolean has(Extension extension) {
        return extensions.contains(extension);
    }
}
