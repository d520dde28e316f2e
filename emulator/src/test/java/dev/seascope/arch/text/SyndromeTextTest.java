package dev.seascope.arch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.text.Found.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyndromeTextTest {
    /// Lines as programs print them, and what they hold: kind and value, with the level of the register after `@` and
    /// that of the source after `<` where the line tells; `-` for nothing.
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        # Linux
        [   12.345678]   ESR = 0x0000000096000010                                   ; ESR 96000010
        ESR = 0x96000046                                                            ; ESR 96000046
        [    4.2] Internal error: Oops: 0000000096000010 [#1] PREEMPT SMP           ; ESR 96000010
        [    4.2] Internal error: synchronous external abort: 96000210 [#1] SMP     ; ESR 96000210
        Internal error: Oops - BUG: 00000000f2000800 [#2]                           ; ESR f2000800
        Internal error: Oops: 5 [#1] ARM                                            ; -
        SError Interrupt on CPU0, code 0x00000000bf000002 -- SError                 ; ESR bf000002
        Bad mode in Error handler detected on CPU3, code 0xbe000011 -- SError       ; ESR be000011
        Unable to handle kernel paging request at virtual address ffff800012345678  ; FAR ffff800012345678
        Unhandled fault: external abort (0x96000210) at 0xffff000008f40000; ESR 96000210 FAR ffff000008f40000
        app[12]: unhandled level 3 translation fault (11) at 0x0000001c, esr 0x92000007; FAR 1c ESR 92000007
        pstate: 60400005 (nZCv daif +PAN -UAO -TCO BTYPE=--)                        ; SPSR 60400005
        pc : [<ffff000008081234>] lr : [<ffff000008081200>] pstate: 200001c5        ; SPSR 200001c5
        Code: 97fef1d4 d2800001 aa1303e0 94000000 (b9400001)                        ; INSTRUCTION b9400001
        [    4.2] Code: (d4210000)                                                  ; INSTRUCTION d4210000
        Code: e3a02000 e5832000 (e5932000)                                          ; -
        Code: 48 8b 05 11 22 33 44 <0f> 0b 48                                       ; -
        Code: bad PC value                                                          ; -
        Code: 97fef1d4 d2800001 b9400001                                            ; -
        # KVM
        kvm_guest_fault: ipa 0x8000000, hsr 0x93c08007, hxfar 0x08000000, pc 0x40080c20; ESR 93c08007 @2 FAR 8000000 @2
        kvm_guest_fault: ipa 0x8000000, esr 0x93c08007, hxfar 0x08000000, pc 0x40080c20; ESR 93c08007 @2 FAR 8000000 @2
        kvm_exit: TRAP: HSR_EC: 0x0024 (DABT_LOW), PC: 0x0000000040080c20           ; CLASS 24 @2
        kvm_exit: TRAP: ESR_EC: 0x0018 (SYS64), PC: 0x00000000400802c4              ; CLASS 18 @2
        kvm_exit: IRQ: HSR_EC: 0x0000 (UNKNOWN), PC: 0x0000000040080c20             ; -
        # Firmware, hypervisors, other systems
        "Synchronous Abort" handler, esr 0x96000010, far 0x8000000                  ; ESR 96000010 FAR 8000000
        ESR : EC 0x25  IL 0x1  ISS 0x00000010                                       ; ESR 96000010
        SP 0x000000007F9A5D20  ELR 0x000000007A1B2C3C  SPSR 0x60000205              ; SPSR 60000205
        esr_el3        = 0x0000000096000210                                         ; ESR 96000210 @3
        spsr_el3       = 0x00000000600003cd                                         ; SPSR 600003cd @3
        HSR=0x93890007 pc=0xffff0000 gva=0x10 gpa=0x9000000                         ; ESR 93890007 @2
        ESR_ELn: 0x0000000096000010                                                 ; ESR 96000010
        ESR_EL12=0x56000000                                                         ; ESR 56000000 @1
        far: 0x0000000000000010  esr: 0x92000006 (Data Abort) byte read Translation fault; FAR 10 ESR 92000006
        cpsr: 0x60001000                                                            ; SPSR 60001000
        PC=0000000040080c20 PSTATE=600003c5 -ZC- EL1h                               ; SPSR 600003c5
        {"esr": "0x96000010", "far": "0x8000000"}                                   ; ESR 96000010 FAR 8000000
        uint64_t esr = 0x9600_0010ULL                                               ; ESR 96000010
        # Numbers alone
        0x96000010                                                                  ; ESR 96000010
        96000010                                                                    ; ESR 96000010
        0x0000040092000047 0x86000007                                               ; ESR 40092000047 ESR 86000007
        # Not registers
        so far 12 tests have passed, as far as 0x10 goes                            ; -
        esr_iss: 0x00000010                                                         ; -
        presr = 0x96000010 vsesr: 0x11                                              ; -
        ESR = 0x12345678901234567                                                   ; -
        0xffff800012345678                                                          ; -
        the esr is nice                                                             ; -
        error code 0x10                                                             ; -
        the cafe, 0x96000010 more                                                   ; -
        """)
    void registersAreFoundInTheLinesOfManyPrograms(String line, String expected) {
        StringBuilder found = new StringBuilder();
        for (Found one : SyndromeText.find(line)) {
            found.append(found.isEmpty() ? "" : " ").append(one.kind()).append(' ')
                    .append(Long.toHexString(one.value()));
            one.view().ifPresent(view -> found.append(" @").append(view));
            one.fromEl().ifPresent(from -> found.append(" <").append(from));
        }

        assertThat(found).hasToString(expected.equals("-") ? "" : expected);
    }

    @Test
    void theLogOfQemuTellsWhereTheExceptionCameFrom() {
        String log = """
                Taking exception 4 [Data Abort] on CPU 0
                ...from EL0 to EL1
                ...with ESR 0x24/0x92000046
                ...with FAR 0x10
                ...with SPSR 0x60000000
                ...with ELR 0x400100
                ...to EL1 PC 0xffffffc008010400 PSTATE 0x3c5
                """;

        List<Found> found = SyndromeText.find(log);

        assertThat(found).extracting(Found::kind).containsExactly(Kind.ESR, Kind.FAR, Kind.SPSR, Kind.SPSR);
        assertThat(found.getFirst().value()).isEqualTo(0x9200_0046L);
        assertThat(found.getFirst().view()).hasValue(1);
        assertThat(found.getFirst().fromEl()).hasValue(0);
        assertThat(found.getFirst().context().fromEl()).hasValue(0);
        assertThat(log.substring((int) found.getFirst().offset()).substring(0, found.getFirst().length()))
                .isEqualTo("0x92000046");
    }

    @Test
    void aWholeBlockOfLinuxGivesItsSyndromeOnce() {
        String block = EsrExport.dmesg(0x9600_0147L);

        assertThat(SyndromeText.find(block)).extracting(Found::value).containsExactly(0x9600_0147L);
    }

    @Test
    void aBlockWithoutItsFirstLineIsPutTogetherAgain() {
        for (long esr : new long[] {0x9600_0147L, 0x93c0_8007L, 0x9600_1e10L, 0x8600_0010L, 0x400_9200_004fL}) {
            String block = EsrExport.dmesg(esr).replaceFirst("  ESR = .*\n", "").indent(1)
                    .replaceAll("(?m)^", "[   12.345678]");

            assertThat(SyndromeText.find("noise\n" + block + "more noise, EC = none\n")).extracting(Found::value)
                    .as(block).containsExactly(esr);
        }
    }

    @Test
    void theBlockReadsAsTheKernelPrintsIt() {
        assertThat(EsrExport.dmesg(0x9600_0046L)).isEqualTo("""
                Mem abort info:
                  ESR = 0x0000000096000046
                  EC = 0x25: DABT (current EL), IL = 32 bits
                  SET = 0, FnV = 0
                  EA = 0, S1PTW = 0
                  FSC = 0x06: Translation fault, level 2
                Data abort info:
                  ISV = 0, ISS = 0x00000046, ISS2 = 0x00000000
                  CM = 0, WnR = 1, TnD = 0, TagAccess = 0
                  GCS = 0, Overlay = 0, DirtyBit = 0, Xs = 0
                """);
    }

    @Test
    void nothingIsLostOrDoubledWhereverTheBufferIsCut() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        List<Long> offsets = new ArrayList<>();
        while (text.length() < 400_000) {
            int filler = random.nextInt(5000);
            boolean lines = random.nextBoolean();
            for (int i = 0; i < filler; i++) {
                text.append(lines && i % 80 == 79 ? '\n' : (char) ('g' + random.nextInt(20)));
            }
            text.append(" ESR = ");
            offsets.add((long) text.length());
            text.append("0x%016x".formatted(0x9600_0000L + random.nextInt(1 << 25)));
            text.append(random.nextBoolean() ? "\n" : " ");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        List<Found> fromBytes = new ArrayList<>();
        List<Found> fromDribble = new ArrayList<>();

        SyndromeText.scan(new ByteArrayInputStream(bytes), fromBytes::add);
        SyndromeText.scan(new StringReader(text.toString()) {
            @Override
            public int read(char[] target, int offset, int count) throws IOException {
                return super.read(target, offset, Math.min(count, 1 + random.nextInt(999)));
            }
        }, fromDribble::add);

        assertThat(fromBytes).extracting(Found::offset).isEqualTo(offsets);
        assertThat(fromDribble).isEqualTo(fromBytes).isEqualTo(SyndromeText.find(text.toString()));
    }

    @Test
    void randomBytesFindLittleAndHarmNothing() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        String words = "esr hsr far 0x ec = 0x [# internal error: ...from el , code 0x \n\n(unhandled fault: /";
        StringBuilder salad = new StringBuilder();
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            int at = random.nextInt(words.length() - 6);
            salad.append(words, at, at + 1 + random.nextInt(5));
        }
        List<Found> found = new ArrayList<>();

        SyndromeText.scan(new ByteArrayInputStream(noise), found::add);
        SyndromeText.scan(new StringReader(salad.toString()), one -> assertThat(one.length()).isPositive());

        assertThat(found).hasSizeLessThan(50);
    }
}
