package dev.seascope.arch.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.SystemRegisters;
import dev.seascope.arch.register.memory.Descriptor;
import dev.seascope.arch.register.memory.Descriptor.Granule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterLayoutsTest {
    static Stream<Layout> all() {
        List<Layout> layouts = new ArrayList<>();
        RegisterLayouts.names().forEach(name -> layouts.add(RegisterLayouts.of(name).orElseThrow()));
        for (Granule granule : Granule.values()) {
            for (int level = granule == Granule.KB64 ? 1 : 0; level <= 3; level++) {
                layouts.add(Descriptor.stage1(granule, level));
                layouts.add(Descriptor.stage2(granule, level));
            }
        }
        return layouts.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyLayoutReadsAndEncodesEveryValue(Layout layout) {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            long bits = i < 64 ? 1L << i : i < 128 ? ~(1L << (i - 64)) : random.nextLong();
            RegisterValue rebuilt = new RegisterValue(layout, ~bits);
            long covered = 0;
            for (Layout.Reading reading : layout.read(bits)) {
                rebuilt = rebuilt.with(reading.field(), reading.value());
                covered ^= reading.field().bits().mask();
                layout.why(reading.field(), bits);
            }
            assertThat(rebuilt.bits()).isEqualTo(bits);
            assertThat(covered).isEqualTo(-1);
            for (Finding finding : layout.lint(bits)) {
                finding.fix().ifPresent(fix -> assertThat(layout.lint(fix.value()))
                        .noneMatch(left -> left.code().equals(finding.code())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDescribedFieldHasATitle(Layout layout) {
        for (long bits : new long[] {0, -1, 0x10, 0x0000_0001_0000_0003L, 1, 3}) {
            for (Field field : layout.leaves(bits)) {
                assertThat(field.title()).as(layout.name() + " " + field.bits()).isNotBlank();
            }
        }
    }

    @Test
    void everyRegisterExistsUnderThatName() {
        assertThat(RegisterLayouts.names()).filteredOn(name -> SystemRegisters.encoding(name).isEmpty())
                .containsExactly("PSTATE");
        for (String name : RegisterLayouts.names()) {
            assertThat(RegisterLayouts.of(name).orElseThrow().name()).isEqualTo(name);
        }
        assertThat(RegisterLayouts.of("X0")).isEmpty();
    }

    /// Values with a known reading: reset values and what Linux programs, told apart by hand from the manual.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "PSTATE;         0x3c5;              D=1 A=1 I=1 F=1 nRW=0 M=5",
        "SPSR_EL1;       0x60000005;         N=0 Z=1 C=1 V=0 M=5",
        "SPSR_EL1;       0x60000010;         Z=1 C=1 nRW=1 M=0 T=0",
        "SCTLR_EL1;      0x30d00800;         M=0 EOS=1 EIS=1 SPAN=1 LSMAOE=1 nTLSMD=1 TSCXT=1",
        "SCTLR_EL1;      0x0200002034f4d91d; M=1 A=0 C=1 SA=1 SA0=1 I=1 DZE=1 UCT=1 nTWE=1 UCI=1 BT0=0 EPAN=1 ITFSB=1",
        "SCTLR2_EL1;     0x24;               EASE=1 NMEA=1 EnADERR=0",
        "TCR_EL1;        0x00000032b5503510; T0SZ=16 TG0=0 SH0=3 ORGN0=1 IRGN0=1 T1SZ=16 TG1=2 IPS=2 A1=1 AS=1 TBI0=1",
        "MAIR_EL1;       0x000000040044ffff; Attr0=255 Attr1=255 Attr2=68 Attr3=0 Attr4=4",
        "TTBR1_EL1;      0x00080000412f3001; ASID=8 CnP=1 BADDR=0x20979800",
        "CPACR_EL1;      0x300000;           FPEN=3 ZEN=0 SMEN=0",
        "HCR_EL2;        0x80000001;         RW=1 VM=1 TGE=0",
        "HCR_EL2;        0x488000000;        E2H=1 RW=1 TGE=1",
        "HPFAR_EL2;      0x00000480010;      FIPA=0x48001",
        "MIDR_EL1;       0x411fd070;         Implementer=65 Variant=1 PartNum=0xd07 Revision=0",
        "MPIDR_EL1;      0x80000101;         Aff0=1 Aff1=1 U=0 MT=0",
        "ID_AA64PFR0_EL1;0x1100000010111112; EL0=2 EL1=1 EL2=1 EL3=1 FP=1 AdvSIMD=1 GIC=0 RAS=1 CSV2=1 CSV3=1",
        "ID_AA64MMFR0_EL1;0x0000000000101125; PARange=5 ASIDBits=2 TGran16=1 TGran4=0 TGran64=0",
        "ISR_EL1;        0x100;              A=1 I=0 F=0",
        "FPCR;           0x03c00000;         DN=1 FZ=1 RMode=3",
        "CNTV_CTL_EL0;   5;                  ENABLE=1 IMASK=0 ISTATUS=1",
        "CurrentEL;      4;                  EL=1",
        "PAR_EL1;        0xff0000004123480b; F=1 FST=5",
        "PAR_EL1;        0xff00000041234b80; F=0 PA=0x41234 ATTR=255 SH=3",
        "DBGBCR0_EL1;    0x1e5;              E=1 PMC=2 BAS=15 BT=0",
        "DBGWCR3_EL1;    0x1ff5;             E=1 PAC=2 LSC=2 BAS=255",
        "ERXSTATUS_EL1;  0xe4000012;         AV=1 V=1 UE=1 MV=1 SERR=18",
    })
    void registersReadAsTheManualSays(String register, String value, String expected) {
        Layout layout = RegisterLayouts.of(register.trim()).orElseThrow();
        long bits = Long.parseUnsignedLong(value.trim().replaceFirst("0x", ""),
                value.trim().startsWith("0x") ? 16 : 10);

        for (String field : expected.trim().split(" ", -1)) {
            String[] parts = field.split("=", -1);
            Field leaf = layout.leaf(parts[0], bits).orElseThrow(() -> new AssertionError("no " + parts[0]));
            assertThat(leaf.bits().get(bits)).as(register + "." + parts[0]).isEqualTo(Long.decode(parts[1]));
        }
    }

    @Test
    void descriptorsHaveTheShapeOfTheirLevel() {
        // A 2 MB block at 0x4000_0000: Normal, Inner Shareable, accessed, EL1 read/write, never executable at EL0
        long block = 0x0040_0000_4000_0701L;
        Layout level2 = Descriptor.stage1(Granule.KB4, 2);

        assertThat(level2.leaf("OutputAddress", block).orElseThrow().bits().range()).isEqualTo("[47:21]");
        assertThat(level2.leaf("OutputAddress", block).orElseThrow().bits().get(block) << 21).isEqualTo(0x4000_0000L);
        assertThat(level2.leaf("UXN", block).orElseThrow().bits().get(block)).isEqualTo(1);
        assertThat(level2.lint(block)).isEmpty();
        assertThat(level2.lint(block | 1 << 14)).extracting(Finding::code).containsExactly("RES0");
        assertThat(level2.leaf("NextTable", 0x4000_1003L)).isPresent();
        assertThat(Descriptor.stage1(Granule.KB4, 3).leaf("OutputAddress", 0x4000_1703L).orElseThrow().bits().range())
                .isEqualTo("[47:12]");
        assertThat(Descriptor.stage1(Granule.KB16, 1).leaf("OutputAddress", 0x701L)).isEmpty();
        assertThat(Descriptor.stage1(Granule.KB64, 2).leaf("OutputAddress", 0x701L).orElseThrow().bits().range())
                .isEqualTo("[47:29]");
        assertThat(Descriptor.stage1(Granule.KB4, 3).leaves(0x701L)).extracting(Field::name)
                .containsExactly("Ignored", "Type");
        assertThat(Descriptor.stage2(Granule.KB4, 3).leaf("S2AP",
                0x7c3L).orElseThrow().bits().get(0x7c3L)).isEqualTo(3);
    }

    @Test
    void levelsThatDoNotExistAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Descriptor.stage1(Granule.KB64, 0))
                .withMessage("no level 0 with the 64 KB granule");
        assertThatIllegalArgumentException().isThrownBy(() -> Descriptor.stage2(Granule.KB4, 4));
    }

    @Test
    void granulesMapTheirSizes() {
        assertThat(Granule.KB4.entryBits(1)).isEqualTo(30);
        assertThat(Granule.KB16.entryBits(2)).isEqualTo(25);
        assertThat(Granule.KB64.entryBits(2)).isEqualTo(29);
    }
}
