package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.VectorFiles;
import dev.seascope.arch.a64.VectorState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Instructions with answers from another emulator, on the whole processor: MMU on, at EL0, through blocks and TLBs.
class CorpusTest {
    private static final long TABLES = 0x4000_0000L;
    private static final long VECTORS = 0x4000_8000L;
    private static final int HVC = 0xd400_0002;

    private final GuestMemory memory = new GuestMemory(1 << 20);
    private final Cpu cpu = new Cpu(memory, CpuModel.DEFAULT.with(Feature.LOR).with(Feature.LS64)
            .with(Feature.LS64_V).with(Feature.LS64_ACCDATA));

    /// Maps the windows where they are, memory Normal, everything allowed.
    CorpusTest() {
        memory.setSlot(MemorySlot.of(0, VectorState.CODE, VectorState.CODE_BYTES));
        memory.write(VectorState.CODE, words(Collections.nCopies(VectorState.CODE_BYTES / 4, VectorState.BRK)));
        memory.setSlot(MemorySlot.of(1, VectorState.DATA, VectorState.DATA_BYTES));
        memory.setSlot(MemorySlot.of(2, TABLES, 0x1_0000));
        memory.write(VECTORS + 0x400, words(List.of(HVC)));
        // Level 1 blocks of 1 GiB with AF, inner shareable, attribute 0: the first for EL0, the second for EL1 only.
        memory.write(TABLES, words(List.of(0x741, 0, (int) TABLES | 0x701, 0)));
        cpu.setRegister("TTBR0_EL1", TABLES);
        cpu.setRegister("TCR_EL1", 64 - 39 | 2L << 32);
        cpu.setRegister("MAIR_EL1", 0xff);
        cpu.setRegister("VBAR_EL1", VECTORS);
        cpu.setRegister("CPACR_EL1", 3 << 20);
        // M, UMA, DZE, UCT, nTWI, nTWE, UCI, EnASR, EnAS0, EnALS
        cpu.setRegister("SCTLR_EL1", 1 | 1 << 9 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 18 | 1 << 26 | 7L << 54);
    }

    @TestFactory
    List<DynamicTest> everySequenceDoesWhatTheOtherEmulatorSays() throws IOException {
        return VectorFiles.tests(this::run);
    }

    @TestFactory
    @Tag("slow")
    List<DynamicTest> everySequenceOfTheWholeCorpusDoes() throws IOException {
        return VectorFiles.testsOfWholeCorpus(this::run);
    }

    private VectorState run(List<Integer> program, VectorState before) {
        memory.write(VectorState.START, words(program));
        load(before);
        Stop stop = cpu.run(10_000);
        memory.write(VectorState.START, words(Collections.nCopies(program.size(), VectorState.BRK)));
        if (stop instanceof Trap trap && trap.ec() == Trap.EC_HVC64 && register("ESR_EL1") >>> 26 == 0x3c) {
            return state();
        }
        throw new IllegalStateException("%s, ESR_EL1 %#x".formatted(stop, register("ESR_EL1")));
    }

    private static byte[] words(List<Integer> words) {
        var bytes = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(bytes::putInt);
        return bytes.array();
    }

    private void load(VectorState state) {
        cpu.setPstate(state.nzcv << 28);
        System.arraycopy(state.x, 0, cpu.x, 0, state.x.length);
        System.arraycopy(state.v, 0, cpu.v, 0, state.v.length);
        cpu.setSp(0, state.sp);
        cpu.fpcr = (int) state.fpcr;
        cpu.fpsr = (int) state.fpsr;
        cpu.setRegister("TPIDR_EL0", state.tpidr);
        cpu.clearExclusive();
        memory.write(VectorState.DATA, state.data);
        cpu.setPc(state.pc);
    }

    private VectorState state() {
        var state = new VectorState();
        System.arraycopy(cpu.x, 0, state.x, 0, state.x.length);
        System.arraycopy(cpu.v, 0, state.v, 0, state.v.length);
        state.sp = cpu.sp(0);
        state.pc = register("ELR_EL1");
        state.nzcv = register("SPSR_EL1") >>> 28;
        state.fpcr = cpu.fpcr;
        state.fpsr = cpu.fpsr;
        state.tpidr = register("TPIDR_EL0");
        byte[] data = memory.read(VectorState.DATA, VectorState.DATA_BYTES).orElseThrow().toArray();
        System.arraycopy(data, 0, state.data, 0, data.length);
        return state;
    }

    private long register(String name) {
        return cpu.register(name).orElseThrow();
    }
}
