package dev.seascope.cpu;

import dev.seascope.arch.a64.Expressions;
import dev.seascope.arch.a64.LineAssembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A small machine for tests: 16 MiB of memory, programs in assembler, a vector table that reports each exception by
/// `hvc #(offset / 0x80)`.
final class Guest {
    static final long RAM = 0x4000_0000L;
    static final long RAM_BYTES = 16 << 20;
    static final long CODE = 0x4008_0000L;
    static final long VECTORS = 0x4009_0000L;
    static final long DATA = 0x4010_0000L;
    static final long HOLE = 0x0800_0000L;
    /// Of a guest that takes more the test fails, so that a processor at fault does not keep it for ever.
    private static final int MOST_EXCEPTIONS = 200_000;

    final GuestMemory memory = new GuestMemory(1L << 30);
    final Cpu cpu;
    final List<ExceptionListener.Taken> taken = new ArrayList<>();
    final Map<String, Long> labels = new HashMap<>();

    Guest(CpuModel model, String program) {
        memory.setSlot(MemorySlot.of(0, RAM, RAM_BYTES));
        cpu = new Cpu(memory, model);
        for (int i = 0; i < 16; i++) {
            put(VECTORS + 0x80L * i, "hvc #" + i);
        }
        cpu.setRegister("VBAR_EL1", VECTORS);
        cpu.setRegister("SP_EL1", DATA + 0x8000);
        cpu.setRegister("SP_EL0", DATA + 0x4000);
        put(CODE, program);
        cpu.setPc(CODE);
        cpu.setExceptionListener(new ExceptionListener() {
            @Override
            public void exceptionTaken(Taken exception) {
                if (taken.size() == MOST_EXCEPTIONS) {
                    throw new AssertionError("takes exceptions without end; PC = %#x".formatted(cpu.pc));
                }
                taken.add(exception);
            }

            @Override
            public void exceptionReturned(long retired, int toEl, long pc) {
                // Seen by where execution goes on.
            }
        });
    }

    static Guest of(String program) {
        return new Guest(CpuModel.DEFAULT, program);
    }

    long label(String name) {
        return Objects.requireNonNull(labels.get(name), name);
    }

    /// Assemble lines at an address; `name:` before a statement is a label.
    void put(long address, String program) {
        var statements = new ArrayList<String>();
        for (String line : program.split("[\n;]", -1)) {
            String rest = line.strip();
            int colon = rest.indexOf(':');
            if (colon >= 0) {
                labels.put(rest.substring(0, colon), address + 4L * statements.size());
                rest = rest.substring(colon + 1).strip();
            }
            if (!rest.isEmpty()) {
                statements.add(rest);
            }
        }
        var words = ByteBuffer.allocate(4 * statements.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < statements.size(); i++) {
            words.putInt(word(statements.get(i), address + 4L * i));
        }
        memory.write(address, words.array());
    }

    private int word(String statement, long address) {
        if (statement.startsWith(".inst ")) {
            return Long.decode(statement.substring(6).strip()).intValue();
        }
        LineAssembler.Result result = LineAssembler.assemble(statement, address, this::evaluate);
        return switch (result) {
            case LineAssembler.Result.Word(int word) -> word;
            case LineAssembler.Result.Failure(int column, String message) ->
                throw new IllegalArgumentException("%s, column %d: %s".formatted(statement, column, message));
        };
    }

    private Expressions.Value evaluate(String text, long address) {
        Long label = labels.get(text);
        return label != null ? new Expressions.Value.Known(label) : Expressions.NUMBERS.evaluate(text, address);
    }

    Guest with(String register, long value) {
        if (!cpu.setRegister(register, value)) {
            throw new IllegalArgumentException(register);
        }
        return this;
    }

    Guest atEl0() {
        return with("PSTATE", 0);
    }

    /// Run until something other than the budget stops the guest.
    Stop run() {
        return lasting(cpu.run(100_000));
    }

    /// The same stop, as something that the next one does not overwrite.
    static Stop lasting(Stop stop) {
        return stop instanceof Hole hole ? hole.trap() : stop;
    }

    /// Run; the guest must leave for EL2.
    Trap trap() {
        if (run() instanceof Trap trap) {
            return trap;
        }
        throw new AssertionError("no trap; PC = %#x".formatted(cpu.pc));
    }

    /// Run; the guest must take exactly one exception, whose vector the test's vector table reports.
    ExceptionListener.Taken exception() {
        int before = taken.size();
        Trap trap = trap();
        if (taken.size() != before + 1 || trap.ec() != Trap.EC_HVC64 || trap.iss() != taken.getLast().vectorOffset() / 0x80) {
            throw new AssertionError("exceptions %s, then %s".formatted(taken, trap));
        }
        return taken.getLast();
    }

    long get(String register) {
        return cpu.register(register).orElseThrow(() -> new IllegalArgumentException(register));
    }

    long read64(long gpa) {
        return memory.read(gpa, 8).orElseThrow().number(0, 8);
    }

    void write64(long gpa, long value) {
        memory.write(gpa, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
