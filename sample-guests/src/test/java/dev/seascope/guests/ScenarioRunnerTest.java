package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seascope.asm.Assembler;
import dev.seascope.asm.elf.ElfWriter;
import dev.seascope.guests.ScenarioReport.Failure;
import dev.seascope.guests.parser.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioRunnerTest {
    @TempDir
    private Path folder = Path.of("");

    private ScenarioReport run(String text) throws ScenarioException {
        Scenario scenario = ScenarioParser.parse("a.yaml", text);
        return ScenarioRunner.run(scenario, scenario.kernelList().getFirst(),
                new Places(folder, new DebianGuests(folder), folder.resolve("kept"))).report();
    }

    private List<Failure> failures(String text) throws ScenarioException {
        return run(text).steps().stream().flatMap(step -> step.failures().stream()).toList();
    }

    @Test
    void aStepWithoutExpectationsMustNotFail() throws Exception {
        assertThat(failures("scenario: 1\nsteps:\n- set_vcpu_events: {reserved: [1]}\n")).containsExactly(
                new Failure("return", "0", "-1 (EINVAL: reserved[0] must be 0)"));
    }

    @Test
    void anExpectationThatNamesNeitherReturnNorErrnoStillRequiresSuccess() throws Exception {
        assertThat(failures("scenario: 1\nsteps:\n- {set_vcpu_events: {reserved: [1]}, expect: {PC: 0}}\n"))
                .extracting(Failure::key).containsExactly("return");
        assertThat(failures("scenario: 1\nsteps:\n- {set_vcpu_events: {reserved: [1]}, expect: {return: -1}}\n"))
                .isEmpty();
        assertThat(failures("scenario: 1\nsteps:\n- {set_vcpu_events: {reserved: [1]}, expect: {errno: EINVAL}}\n"))
                .isEmpty();
        assertThat(failures("scenario: 1\nsteps:\n- {set_vcpu_events: {}, expect: {errno: EINVAL}}\n"))
                .containsExactly(new Failure("errno", "EINVAL", "0"));
    }

    @Test
    void theLimitCountsAttemptsSoThatAGuestThatNeverRetiresAnythingEnds() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "mov x1, #0x10\\nbr x1"}
                steps:
                - run: {limit: 1000}
                  expect: {exit: LIMIT, exceptions: {not: 0}, retired: 2}
                """)).isEmpty();
    }

    @Test
    void aGuestThatFaultsInItsOwnHandlerEndsAtTheLimit() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest:
                  asm: |
                    adr x9, vectors
                          msr vbar_el1, x9
                          svc #0
                          .org 0x800
                    vectors:
                          .org 0xa00
                          .word 0
                steps:
                - run: {limit: 100000}
                  expect: {exit: LIMIT, PC: vectors+0x200, ESR_EL1: 0x02000000}
                """)).isEmpty();
    }

    @Test
    void aBreakpointStopsARunBeforeItsInstructionAndLetsTheNextOneGoOn() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "_start: add x0, x0, #1\\nloop: add x1, x1, #1\\nb loop"}
                breakpoints: [_start, loop]
                steps:
                - {run: {}, expect: {exit: BREAKPOINT, PC: _start, retired: 0}}
                - {run: {}, expect: {exit: BREAKPOINT, PC: loop, X0: 1, X1: 0}}
                - {run: {}, expect: {exit: BREAKPOINT, PC: loop, X1: 1}}
                - {step: 4, expect: {exit: LIMIT, X1: 3}}
                """)).isEmpty();
    }

    @Test
    void resultsAreSavedAndUsed() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: nop}
                registers: {X3: 0x1234, V2: 0x0123456789abcdef0011223344556677, FPSR: 0x10}
                steps:
                - {get_one_reg: X3, save: x3, expect: {value: 0x1234, id: 0x6030000000100006}}
                - {set_one_reg: {X4: $x3}, expect: {X4: 0x1234}}
                - {get_one_reg: V2, save: v2, expect: {value: 0x0123456789abcdef0011223344556677}}
                - {set_one_reg: {V5: $v2}, expect: {V5: 0x0123456789abcdef0011223344556677, FPSR: 0x10}}
                - {set_one_reg: {id: 0x6030000000100040, value: 0x40000000}, expect: {PC: 0x40000000}}
                - {get_one_reg: {id: 0x6030000000100000, pointer: bad}, expect: {errno: EFAULT}}
                """)).isEmpty();
    }

    @Test
    void memorySlotsPoisonAndContentCanChangeBetweenRuns() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest:
                  asm: |
                    mov x1, #0x50000000
                    again: ldr x0, [x1]
                    b again
                steps:
                - {run: {}, expect: {exit: MMIO, phys_addr: 0x50000000}}
                - {memory_slot: {gpa: 0x50000000, size: 64KiB}, expect: {return: 0}}
                - {memory_slot: {gpa: 0x50001000, size: 64KiB}, expect: {errno: EEXIST}}
                - write_memory: {0x50000000: "2a 00", again+4: {asm: "b done\\n nop\\n done: hvc #0"}}
                  expect: {memory: {0x50000000: "2a 00 00"}}
                - title: the access of the first exit is still completed from the shared page
                  step: 2
                  expect: {X0: 0x0, PC: again+12}
                - {enable_cap: ARM_SEA_TO_USER}
                - {poison: [{gpa: 0x50000000, size: 8}]}
                - {set_one_reg: {PC: again}}
                - {run: {}, expect: {exit: ARM_SEA, gpa: 0x50000000}}
                """)).isEmpty();
    }

    @Test
    void theSerialPortIsTheConsole() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest:
                  asm: |
                    mov x1, #0x09000000
                    1: ldr w3, [x1, #0x18]
                    tbnz w3, #4, 1b
                    ldr w2, [x1]
                    str w2, [x1]
                    b 1b
                steps:
                - {console: "echo\\n"}
                - {run: {limit: 100}, expect: {exit: LIMIT, console: "cho", console_regex: "^e.*o$"}}
                """)).isEmpty();
    }

    @Test
    void aGuestSwitchesItselfOff() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest:
                  asm: |
                    movz w0, #0x8400, lsl #16
                    movk w0, #8
                    hvc #0
                steps:
                - {run: {}, expect: {return: 0, exit: SYSTEM_EVENT, type: 1}}
                """)).isEmpty();
    }

    @Test
    void capabilitiesGoByNameAndByNumber() throws Exception {
        assertThat(failures("""
                scenario: 1
                steps:
                - {check_extension: ARM_INJECT_EXT_IABT, expect: {return: 1}}
                - {check_extension: 245, expect: {return: 1}}
                - {check_extension: 9999, expect: {return: 0}}
                - {enable_cap: 245, expect: {errno: EINVAL}}
                - {enable_cap: ARM_SEA_TO_USER, expect: {return: 0}}
                - {enable_cap: {cap: ARM_NISV_TO_USER, flags: 1}, expect: {errno: EINVAL}}
                - {enable_cap: {cap: 177}, expect: {return: 0}}
                - {enable_cap: {cap: 177, pointer: bad}, expect: {errno: EFAULT}}
                """)).isEmpty();
    }

    @Test
    void anElfFileIsRunFromItsFolder() throws Exception {
        Files.write(folder.resolve("a.elf"), ElfWriter.executable(
                Assembler.assemble("a.s", ".globl _start\n_start: mov x0, #7\nhere: b here\n",
                        0x4010_0000L), ""));

        assertThat(failures("""
                scenario: 1
                guest: {elf: a.elf}
                memory: {here: {asm: "mov x1, #8\\nb ."}}
                steps:
                - {expect: {PC: _start}}
                - {step: 2, expect: {X0: 7, X1: 8}}
                """)).isEmpty();
    }

    @Test
    void aStepFromAnExitCompletesTheAccess() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "mov x1, #0x08000000\\nldr x0, [x1]\\nadd x2, x0, #1\\nb ."}
                steps:
                - {run: {}, expect: {exit: MMIO}}
                - kvm_run: {data: "2a"}
                - {step: 1, expect: {exit: LIMIT, X0: 0x2a, X2: 0, PC: 0x40080008, retired: 2}}
                - {step: 1, expect: {X2: 0x2b}}
                """)).isEmpty();
    }

    @Test
    void aLinuxImageGoesWhereItsHeaderSays() throws Exception {
        byte[] image = new byte[128];
        System.arraycopy(new byte[] {0x41, 0x52, 0x4d, 0x64}, 0, image, 56, 4);
        image[10] = 0x08; // text_offset 0x80000
        Files.write(folder.resolve("Image"), image);

        assertThat(failures("""
                scenario: 1
                guest: {image: Image}
                steps:
                - {expect: {PC: 0x40280000, memory: {0x40280038: "41 52 4d 64"}}}
                """)).isEmpty();
        assertThat(failures("""
                scenario: 1
                guest: {image: Image, load: 0x40000000}
                steps:
                - {expect: {PC: 0x40000000}}
                """)).isEmpty();
    }

    static List<Arguments> unusable() {
        return List.of(
                Arguments.of("guest: {asm: \"nop\\nfoo x0\"}\nsteps: [{run: {}}]", "a\\.yaml:\\d+:\\d+: .*foo.*"),
                Arguments.of("guest:\n  asm: |\n    nop\n    ldr x0, [x77]\nsteps: [{run: {}}]",
                        "a\\.yaml:5:\\d+: .*"),
                Arguments.of("guest: {sample: nothing}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: unknown sample 'nothing'; known: mmio-read, .*"),
                Arguments.of("guest: {elf: none.elf}\nsteps: [{run: {}}]", "a\\.yaml:2: cannot read none\\.elf"),
                Arguments.of("guest: {elf: bad.elf}\nsteps: [{run: {}}]", "a\\.yaml:2: bad\\.elf: .*"),
                Arguments.of("guest: {image: bad.elf}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: bad\\.elf has no header of a Linux Image; say where it goes with load:"),
                Arguments.of("guest: {asm: nop, load: 0x1000}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: the guest needs 0x4 bytes at 0x1000, where no memory slot is"),
                Arguments.of("memory: {0x10: \"00\"}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: memory: 1 bytes at 0x10 do not lie in a memory slot"),
                Arguments.of("memory: {nowhere: \"00\"}\nsteps: [{run: {}}]", "a\\.yaml:2: unknown symbol 'nowhere'"),
                Arguments.of("registers: {PC: nowhere}\nsteps: [{run: {}}]", "a\\.yaml:2: unknown symbol 'nowhere'"),
                Arguments.of("vm: {poison: [{gpa: 0, size: 4KiB}]}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: poison at 0x0 does not lie in a memory slot"),
                Arguments.of("vm: {memory: [{gpa: 0x10000000000, size: 4KiB}]}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: memory slot at 0x10000000000: .*beyond 40 bits.*"),
                Arguments.of("vm: {ipa_bits: 48}\nhost: {ipa_limit_bits: 40}\nsteps: [{run: {}}]",
                        "a\\.yaml:2: KVM refuses the virtual machine: .*"),
                Arguments.of("steps:\n- set_vcpu_events: {ext_dabt_pending: 256}",
                        "a\\.yaml:3: ext_dabt_pending: 0x100 does not fit in 8 bits"),
                Arguments.of("kernel: v6.17\nsteps:\n- set_vcpu_events: {ext_iabt_pending: 1}",
                        "a\\.yaml:4: set_vcpu_events: struct kvm_vcpu_events of v6\\.16 has no field ext_iabt_pending; .*"),
                Arguments.of("steps:\n- set_vcpu_events: {pad: [0, 0, 0, 1]}",
                        "a\\.yaml:3: set_vcpu_events: u8 pad\\[3\\] has 3 elements"),
                Arguments.of("steps:\n- set_vcpu_events: {raw: $nothing}",
                        "a\\.yaml:3: \\$nothing was not saved by an earlier step"),
                Arguments.of("steps:\n- enable_cap: ARM_NISV", "a\\.yaml:3: unknown capability 'ARM_NISV'; known: .*"),
                Arguments.of("steps:\n- reverse: {to: start}", "a\\.yaml:3: reverse: not available in this version"),
                Arguments.of("steps:\n- kvm_run: {data: \"00 00 00 00 00 00 00 00 00\"}",
                        "a\\.yaml:3: kvm_run: data has 8 bytes"),
                Arguments.of("steps:\n- write_memory: {0: \"00\"}",
                        "a\\.yaml:3: write_memory: 1 bytes at 0x0 do not lie in a memory slot"),
                Arguments.of("steps:\n- write_memory: {0x40000000: {asm: bad}}", "a\\.yaml:3:\\d+: .*"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeUsedIsNamedWithItsLine(String text, String message) throws Exception {
        Files.write(folder.resolve("bad.elf"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});

        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> run("scenario: 1\n" + text))
                .withMessageMatching(message);
    }

    @Test
    void anElfFileThatLiesAboutItsSizesIsRefused() throws Exception {
        byte[] honest = ElfWriter.executable(
                Assembler.assemble("a.s", "nop\n", 0x4010_0000L), "");
        for (int offset = 24; offset < Math.min(honest.length, 200); offset++) {
            byte[] lying = honest.clone();
            lying[offset] = (byte) 0xff;
            Files.write(folder.resolve("a.elf"), lying);

            try {
                run("scenario: 1\nguest: {elf: a.elf}\nsteps: [{step: 1, expect: {return: {any: [0, -1]}}}]");
            } catch (ScenarioException e) {
                assertThat(e).hasMessageStartingWith("a.yaml:2: ");
            }
        }
    }

    /// Prints "ab" and reads from a hole, again and again.
    private static final String CHATTY = """
            scenario: 1
            board: {gic: 3, vcpus: 2}
            guest:
              append: hello there
              asm: |
                _start: ldr     w2, [x0]
                        ldr     x5, =0x09000000
                        mov     x1, #0x0b000000
                again:  mov     w7, #'a'
                        strb    w7, [x5]
                        mov     w7, #'b'
                        strb    w7, [x5]
                        ldr     x6, [x1]
                        b       again
            """;

    @Test
    void aBoardHandsItsDeviceTreeOver() throws Exception {
        assertThat(failures(CHATTY + """
                steps:
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, X2: 0xedfe0dd0, console: ab}
                """)).isEmpty();
    }

    @Test
    void aRunEndsWithTheLastCharacterOfWhatIsWaitedForAndLooksOnlyAtNewOutput() throws Exception {
        assertThat(failures(CHATTY + """
                steps:
                - run: {until: a, limit: 4}
                  expect: {exit: LIMIT, retired: 4}
                - run: {until: a}
                  expect: {exit: CONSOLE, console_regex: "^a$"}
                - run: {until: a}
                  expect: {exit: MMIO, console_regex: "^ab$"}
                - run: {until: ba}
                  expect: {exit: MMIO, console_regex: "^abab$"}
                - run: {until: ab}
                  expect: {exit: CONSOLE, console_regex: "^ababab$"}
                """)).isEmpty();
    }

    /// Reads the serial port's identification, then a hole.
    private static final String READS_ITS_DEVICE = """
            scenario: 1
            guest: {asm: "mov x1, #0x09000000\\nldr w0, [x1, #0xfe0]\\nmov x2, #0x0b000000\\nldr x3, [x2]"}
            steps:
            - run: {until: {exit: MMIO, phys_addr: 0x09000fe0}}
              expect: {exit: MMIO, phys_addr: 0x09000fe0, len: 4, is_write: 0, host: {mmio_needed: 1}}
            """;

    @Test
    void aDeviceAnswersAnExitThatWasHeldWhenTheGuestGoesOn() throws Exception {
        assertThat(failures(READS_ITS_DEVICE + """
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, X0: 0x11, X2: 0x0b000000}
                """)).isEmpty();
        assertThat(failures(READS_ITS_DEVICE + "- {step: 1, expect: {X0: 0x11, PC: 0x40080008}}\n")).isEmpty();
    }

    @Test
    void aRunEndsWithATextThatAHeldStorePrints() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "mov x1, #0x09000000\\nmov w0, #'x'\\nstr w0, [x1]\\nb ."}
                steps:
                - run: {until: {exit: MMIO, is_write: 1}}
                - run: {until: x, limit: 1000}
                  expect: {exit: CONSOLE, console: x, PC: 0x40080008}
                - run: {limit: 1000}
                  expect: {exit: LIMIT, console_regex: '\\Ax\\z'}
                """)).isEmpty();
    }

    @Test
    void whatTheScenarioWritesIsTheAnswerToAHeldExitInsteadOfTheDevices() throws Exception {
        assertThat(failures(READS_ITS_DEVICE + """
                - kvm_run: {data: "2a 00 00 00"}
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, X0: 0x2a}
                """)).isEmpty();
    }

    @Test
    void anInjectionAtAHeldStoreComesInsteadOfIt() throws Exception {
        // The handler ends with an access of its own: the letter is never printed.
        String text = """
                scenario: 1
                kernels: [v6.16, series-v1]
                guest: {asm: "mov x1, #0x09000000\\nmov w0, #'x'\\nstr w0, [x1]\\nmov x2, #0x0b000000\\nldr x3, [x2]"}
                registers: {VBAR_EL1: 0x40090000}
                memory: {0x40090200: {asm: "mov x2, #0x0b000000\\nldr x3, [x2, #8]"}}
                steps:
                - run: {until: {exit: MMIO, phys_addr: 0x09000000, size: 4KiB, is_write: 1}}
                  expect: {exit: MMIO, phys_addr: 0x09000000, is_write: 1, console_regex: '\\A\\z'}
                %s
                """;
        Scenario injected = ScenarioParser.parse("a.yaml", text.formatted("""
                - set_vcpu_events: {ext_dabt_pending: 1}
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000008, ELR_EL1: 0x40080008, console_regex: '\\A\\z'}
                """));
        Scenario passed = ScenarioParser.parse("a.yaml", text.formatted("""
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, console_regex: '^x$'}
                """));

        for (Scenario scenario : List.of(injected, passed)) {
            for (var kernel : scenario.kernelList()) {
                assertThat(ScenarioRunner.run(scenario, kernel, Places.ofUser(folder)).report().steps())
                        .flatExtracting(ScenarioReport.StepResult::failures).as(kernel.id()).isEmpty();
            }
        }
    }

    @Test
    void aRunThatEndsAtAHeldExitIsKeptAndTheDeviceStillAnswers() throws Exception {
        String text = READS_ITS_DEVICE.replace("fe0}}", "fe0}, keep: true}").replace("guest:", "board: {}\nguest:") + """
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, X0: 0x11}
                """;

        assertThat(failures(text)).isEmpty();
        assertThat(failures(text)).isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aProgramBelowTheDevicesOfABoardRunsInItsFlash() throws Exception {
        assertThat(failures("""
                scenario: 1
                board: {}
                guest: {load: 0, asm: "mov x1, #0x0b000000\\nldr w2, [x4]\\nldr w3, [x1]"}
                steps:
                - run: {}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, PC: 8, X2: 0xd2a16001, memory: {0: "01 60 a1 d2"}}
                """)).isEmpty();
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> run("""
                scenario: 1
                board: {}
                guest: {load: 0x03fffffc, asm: "nop\\nnop"}
                steps: [{run: {}}]
                """)).withMessage("a.yaml:2: board: a.yaml: 8 bytes at 0x3fffffc do not fit: a bank of flash ends at"
                        + " 0x4000000");
    }

    @Test
    void theVmmDebugsItsGuest() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "nop\\nstop: nop\\nmov x1, #0x40000000\\nstr x0, [x1, #8]\\nbrk #5"}
                steps:
                - {set_guest_debug: {control: 8}, expect: {errno: EINVAL}}
                - set_guest_debug: {control: [ENABLE, SINGLESTEP]}
                - {run: {}, expect: {exit: DEBUG, hsr: 0xcb000022, PC: stop}}
                - title: a breakpoint in slot 1, for EL1 and EL0, four bytes
                  set_guest_debug: {control: [ENABLE, USE_HW], dbg_bcr: [0, 0x1e7], dbg_bvr: [0, stop+4]}
                - {run: {}, expect: {exit: DEBUG, hsr: 0xc2000022, PC: stop+4}}
                - title: a watchpoint on stores to the doubleword
                  set_guest_debug: {control: [ENABLE, USE_HW], dbg_wcr: [0x1ff7], dbg_wvr: [0x40000008]}
                - {run: {}, expect: {exit: DEBUG, hsr: 0xd2000062, far: 0x40000008, PC: stop+8}}
                - set_guest_debug: {control: [ENABLE, USE_SW_BP]}
                - {run: {}, expect: {exit: DEBUG, hsr: 0xf2000005, PC: stop+12, memory: {0x40000008: "00 00 00 00"}}}
                """)).isEmpty();
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> run("""
                scenario: 1
                steps:
                - set_guest_debug: {dbg_bcr: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}
                """)).withMessage("a.yaml:3: set_guest_debug: u64 dbg_bcr[16] has 16 elements");
    }

    @Test
    void aRunEndsAtAnExceptionOfAClass() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "svc #1\\nsvc #2\\n.word 0\\nsvc #3"}
                registers: {VBAR_EL1: 0x40090000}
                memory: {0x40090200: {asm: "mrs x1, elr_el1\\nmsr elr_el1, x1\\neret"}}
                steps:
                - run: {limit: 100, until: {exception: 0}}
                  expect: {exit: BREAKPOINT, exceptions: 3, ELR_EL1: 0x40080008, PC: 0x40090200}
                - run: {limit: 1, until: {exception: 0}}
                  expect: {exit: LIMIT, exceptions: 3}
                - {get_one_reg: ELR_EL1, save: undefined}
                - set_one_reg: {ELR_EL1: $undefined+4}
                  expect: {ELR_EL1: $undefined + 4}
                - set_one_reg: {X1: $undefined+4}
                - run: {limit: 100, until: {exception: 0x15}}
                  expect: {exit: BREAKPOINT, ESR_EL1: 0x56000003, X1: {not: $undefined-4}}
                """)).isEmpty();
    }

    @Test
    void aKeptRunIsTakenFromTheFileAndGoesOnAsTheFirstOne() throws Exception {
        String text = CHATTY + """
                steps:
                - run: {keep: true}
                  expect: {exit: MMIO, phys_addr: 0x0b000000, retired: 12, console_regex: "^ab$"}
                - run: {}
                  expect: {exit: MMIO, retired: 12, console_regex: "^abab$"}
                """;

        ScenarioReport first = run(text);
        assertThat(keptFiles()).hasSize(1);
        Path file = keptFiles().getFirst();
        long written = Files.getLastModifiedTime(file).toMillis();
        ScenarioReport second = run(text);

        assertThat(second).isEqualTo(first);
        assertThat(keptFiles()).containsExactly(file);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(written);
    }

    @Test
    void whatLeadsToAKeptMachineIsPartOfItsName() throws Exception {
        String steps = "steps:\n- run: {keep: true}\n";
        run(CHATTY + steps);
        run(CHATTY + "title: another\n" + steps);
        assertThat(keptFiles()).hasSize(1);

        run(CHATTY.replace("hello", "hallo") + steps);
        run(CHATTY.replace("vcpus: 2", "vcpus: 1") + steps);
        run(CHATTY.replace("#'b'", "#'c'") + steps);
        run(CHATTY + "kernel: v6.19\n" + steps);
        run(CHATTY + "registers: {X9: 1}\n" + steps);
        run(CHATTY + "steps:\n- step: 1\n- run: {keep: true}\n");

        assertThat(keptFiles()).hasSize(7);
    }

    @Test
    void aRunThatEndsWithoutAnExitIsNotKept() throws Exception {
        run(CHATTY + "steps:\n- run: {keep: true, limit: 3}\n- run: {keep: true, until: a}\n");

        assertThat(keptFiles()).isEmpty();
    }

    @Test
    void aDamagedKeptMachineCostsTimeAndNothingElse() throws Exception {
        String text = CHATTY + "steps:\n- run: {keep: true}\n  expect: {exit: MMIO, console: ab}\n";
        run(text);
        Files.write(keptFiles().getFirst(), new byte[100]);

        assertThat(failures(text)).isEmpty();
        assertThat(Files.size(keptFiles().getFirst())).isGreaterThan(100);
    }

    private List<Path> keptFiles() throws IOException {
        Path kept = folder.resolve("kept");
        if (!Files.exists(kept)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }

    @Test
    void theSyndromeIsComparedByFieldInNumbersAndInWords() throws Exception {
        String inject = "scenario: 1\nsteps:\n- set_vcpu_events: {ext_dabt_pending: 1}\n  expect: {syndrome: ";

        assertThat(failures(inject + "{EC: 0x25, DFSC: 0x10, FnV: {not: 1}}}\n")).isEmpty();
        assertThat(failures(inject + "{EC: 'Data Abort, same EL', DFSC: External abort}}\n")).isEmpty();
        assertThat(failures(inject + "{EC: Instruction Abort, IFSC: 0x10, DFSC: 0x11}}\n")).containsExactly(
                new Failure("syndrome.EC", "contains \"Instruction Abort\"", "Data Abort, same EL"),
                new Failure("syndrome.IFSC", "0x10", "none (0x94000010 has no field IFSC)"),
                new Failure("syndrome.DFSC", "0x11", "0x10"));
    }

    @Test
    void aRecordOfAMemoryErrorIsWrittenWhenTheGuestHasAcknowledgedTheOneBefore() throws Exception {
        assertThat(failures("""
                scenario: 1
                board: {acpi: true}
                guest: {asm: "page: b page"}
                steps:
                - ghes: {phys_addr: page}
                  expect: {memory: {0x40111000: "11 00 00 00", 0x4011106c: "00 00 08 40 00 00 00 00"}}
                - ghes: {phys_addr: 0x40200000, severity: corrected}
                  expect: {errno: EBUSY, memory: {0x40111000: "11 00 00 00"}}
                - write_memory: {0x40110008: "01 00 00 00 00 00 00 00"}
                - ghes: {phys_addr: 0x40200000, severity: corrected}
                  expect: {memory: {0x40111000: "12 00 00 00", 0x4011106c: "00 00 20 40 00 00 00 00"}}
                """)).isEmpty();
    }

    @Test
    void onlyABoardWithAcpiHasAnErrorSource() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> run("scenario: 1\nboard: {}\nguest: {asm: nop}\nsteps:\n- ghes: {phys_addr: 0}\n"))
                .withMessage("a.yaml:5: ghes: only a board with ACPI has an error source; write board: {acpi: true}");
    }

    @Test
    void memoryIsPoisonedWhereARegisterPoints() throws Exception {
        assertThat(failures("""
                scenario: 1
                guest: {asm: "ldr x0, [x1]"}
                registers: {X1: 0x40090008}
                steps:
                - enable_cap: ARM_SEA_TO_USER
                - {get_one_reg: X1, save: place}
                - poison: [{gpa: $place, size: 8}]
                - run: {}
                  expect: {exit: ARM_SEA, gva: 0x40090008}
                """)).isEmpty();
    }
}
