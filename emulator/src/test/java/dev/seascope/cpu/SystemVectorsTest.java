package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Feature;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Exceptions, traps and PSTATE.
class SystemVectorsTest {
    /// Everything but RAS, of which another test tells.
    private static final CpuModel MODEL =
            new CpuModel(0, 40, without(Feature.RAS, Feature.MTE), CpuModel.DEFAULT.extensions());

    private static Set<Feature> without(Feature... absent) {
        var features = EnumSet.copyOf(A64.ALL_FEATURES);
        features.removeAll(Set.of(absent));
        return features;
    }

    @ParameterizedTest
    @MethodSource("dev.seascope.cpu.SystemVectors#read")
    void statementsLeaveTheProcessorAsTheManualSays(SystemVectors.Line line) {
        Guest guest = new Guest(MODEL, line.statements());
        if (line.level() == 0) {
            guest.atEl0();
        }
        line.before().forEach(guest::with);

        Stop stop = guest.cpu.run(line.statementList().size());

        Map<String, Long> actual = new TreeMap<>();
        line.after().keySet().forEach(
                name -> actual.put(name, name.equals("ESR_EL2") ? syndrome(stop) : guest.get(name)));
        assertThat(hex(actual)).isEqualTo(hex(line.after()));
    }

    private static long syndrome(Stop stop) {
        return stop instanceof Trap trap ? trap.esrEl2() : -1;
    }

    private static String hex(Map<String, Long> registers) {
        var text = new StringBuilder();
        registers.forEach((name, value) -> text.append("%s=%x ".formatted(name, value)));
        return text.toString();
    }

    /// An instruction or register of each feature, on a processor that has all the others.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FP          | fadd s0, s1, s2
            FP          | mrs x0, fpcr
            ADV_SIMD    | add v0.16b, v1.16b, v2.16b
            FP16        | fadd h0, h1, h2
            FP16        | fadd v0.8h, v1.8h, v2.8h
            LSE         | ldadd x0, x1, [x2]
            LSE         | casp x0, x1, x2, x3, [x4]
            LOR         | ldlar x0, [x1]
            LOR         | mrs x0, lorid_el1
            LRCPC       | ldapr x0, [x1]
            LRCPC2      | ldapur x0, [x1, #8]
            RDM         | sqrdmlah v0.4h, v1.4h, v2.4h
            DOT_PROD    | sdot v0.2s, v1.8b, v2.8b
            FLAG_M      | cfinv
            FLAG_M      | rmif x0, #0, #1
            FLAG_M2     | axflag
            FRINTTS     | frint32z s0, s1
            JSCVT       | fjcvtzs w0, d1
            FCMA        | fcadd v0.2s, v1.2s, v2.2s, #90
            CRC32       | crc32cx w0, w1, x2
            AES         | aese v0.16b, v1.16b
            PMULL       | pmull v0.1q, v1.1d, v2.1d
            SHA1        | sha1h s0, s1
            SHA256      | sha256su0 v0.4s, v1.4s
            DPB         | dc cvap, x0
            PAN         | msr pan, #1
            PAN         | mrs x0, pan
            PAN         | at s1e1rp, x0
            UAO         | msr uao, #1
            UAO         | mrs x0, uao
            RAS         | mrs x0, erridr_el1
            RAS         | mrs x0, disr_el1
            SB          | sb
            SSBS        | msr ssbs, #1
            SSBS        | mrs x0, ssbs
            DIT         | msr dit, #1
            DIT         | mrs x0, dit
            LS64        | ld64b x0, [x8]
            LS64        | st64b x0, [x8]
            LS64_V      | st64bv x0, x2, [x8]
            LS64_ACCDATA | st64bv0 x0, x2, [x8]
            LS64_ACCDATA | mrs x0, accdata_el1
            MTE         | mrs x0, tco
            MTE         | msr tco, #1
            """)
    void whatAFeatureBringsIsUndefinedWithoutIt(Feature feature, String statement) {
        Guest guest = new Guest(new CpuModel(0, 40, without(feature), Set.of()), statement).with("CPACR_EL1", 3 << 20);

        guest.cpu.run(1);

        assertThat(guest.get("PC")).isEqualTo(Guest.VECTORS + 0x200);
        assertThat(guest.get("ESR_EL1")).isEqualTo(0x200_0000);
        assertThat(guest.get("ELR_EL1")).isEqualTo(Guest.CODE);

        Guest with = new Guest(new CpuModel(0, 40, A64.ALL_FEATURES, Set.of()), statement).with("CPACR_EL1", 3 << 20);
        for (int n = 0; n < 31; n++) {
            with.with("X" + n, Guest.DATA);
        }
        with.cpu.run(1);
        assertThat(with.get("PC")).isEqualTo(Guest.CODE + 4);
    }

    /// A fault of stage 1 that an access of 64 bytes takes says what the access was, which others do so at EL2 only.
    @Test
    void translationFaultOf64BytesReportsTheAccess() {
        Guest guest = new Guest(MODEL, "st64b x6, [x1]");
        guest.write64(Guest.DATA + 8, Guest.RAM | 0x701);
        guest.with("TTBR0_EL1", Guest.DATA).with("TCR_EL1", 64 - 39).with("MAIR_EL1", 0xff).with("X1", 0x8000_0000L)
                .with("SCTLR_EL1", 1);

        assertThat(guest.exception().esr()).isEqualTo(0x97c6_9045L);
    }

    @Test
    void abortOf64BytesLeavesTheRegistersHoweverOftenItIsTaken() {
        Guest guest = new Guest(MODEL, "ld64b x8, [x1]").with("X1", Guest.HOLE);
        for (int n = 8; n < 16; n++) {
            guest.with("X" + n, n);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(guest.trap()).returns(0x93c8_9007L, Trap::esrEl2).returns(Guest.HOLE, Trap::farEl2);
        }

        for (int n = 8; n < 16; n++) {
            assertThat(guest.get("X" + n)).isEqualTo(n);
        }
    }

    /// A quadword is one number; pairs and elements are numbers of their own.
    @Test
    void vectorRegistersFollowTheEndiannessOfData() {
        Guest guest = new Guest(MODEL, """
                ldr q0, [x1]
                ld1 {v1.2d}, [x1]
                ldp d2, d3, [x1]
                ld1 {v4.16b}, [x1]
                str q4, [x1, #16]
                """);
        guest.write64(Guest.DATA, 0x0706_0504_0302_0100L);
        guest.write64(Guest.DATA + 8, 0x0f0e_0d0c_0b0a_0908L);
        // EE
        guest.with("CPACR_EL1", 3 << 20).with("SCTLR_EL1", 1 << 25).with("X1", Guest.DATA);

        guest.cpu.run(5);

        assertThat(guest.cpu.v).startsWith(0x0809_0a0b_0c0d_0e0fL, 0x0001_0203_0405_0607L,
                0x0001_0203_0405_0607L, 0x0809_0a0b_0c0d_0e0fL, 0x0001_0203_0405_0607L, 0, 0x0809_0a0b_0c0d_0e0fL, 0,
                0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L);
        assertThat(guest.read64(Guest.DATA + 16)).isEqualTo(0x0809_0a0b_0c0d_0e0fL);
        assertThat(guest.read64(Guest.DATA + 24)).isEqualTo(0x0001_0203_0405_0607L);
    }

    @Test
    void everyFeatureIsSaidByTheIdRegisters() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Map<String, Long> before = identification(features);
        for (Feature feature : Feature.values()) {
            features.add(feature);
            Map<String, Long> after = identification(features);
            assertThat(after).as(feature.name()).isNotEqualTo(before);
            before = after;
        }
    }

    private static Map<String, Long> identification(Set<Feature> features) {
        var registers = new Cpu(new GuestMemory(4096), new CpuModel(0, 40, features, Set.of())).systemRegisters();
        registers.keySet().removeIf(name -> !name.startsWith("ID_"));
        return registers;
    }
}
