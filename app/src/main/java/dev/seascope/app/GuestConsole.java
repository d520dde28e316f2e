package dev.seascope.app;

import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;

/// A guest with its serial console on the streams of a command, until it ends.
final class GuestConsole {
    /// Instructions between looks at what was typed.
    private static final long SLICE = 1_000_000;
    private static final int SHUTDOWN = 1;
    private static final int RESET = 2;
    /// A guest that has reset itself so often does nothing else.
    private static final int MOST_RESETS = 8;
    private static final int MOST_NOTES = 8;
    private static final int HASHED_AT_ONCE = 1 << 20;
    private static final long PAGE = 4096;

    private final Streams streams;
    private final MachineSpec spec;
    private final long limit;
    private final boolean stats;
    private final Set<Long> holes = new HashSet<>();
    private Machine machine;
    private int resets;
    private long retiredBefore;
    private long exits;
    private long exceptionsBefore;

    /// @param limit the most instructions
    /// @param stats whether to print what the run took
    /// @throws MachineSpec.UnusableException if the machine cannot be made
    GuestConsole(Streams streams, MachineSpec spec, long limit, boolean stats) throws MachineSpec.UnusableException {
        this.streams = streams;
        this.spec = spec;
        this.limit = limit;
        this.stats = stats;
        machine = start();
    }

    private Machine start() throws MachineSpec.UnusableException {
        Machine made = Machine.create(spec, _ -> { });
        made.serial().setListener(streams.out()::write);
        return made;
    }

    /// Run to the end and return the exit code.
    int run() throws MachineSpec.UnusableException {
        long start = System.nanoTime();
        int code;
        try (var keyboard = new Keyboard(streams.in())) {
            machine.vm().skipIdleTime(!keyboard.isTerminal());
            code = run(keyboard);
        }
        streams.out().flush();
        if (stats) {
            print(System.nanoTime() - start);
        }
        return code;
    }

    private long retired() {
        return retiredBefore + machine.retired();
    }

    private int run(Keyboard keyboard) throws MachineSpec.UnusableException {
        while (true) {
            keyboard.typeInto(machine);
            if (keyboard.wantsToQuit()) {
                return ExitCode.OK;
            }
            long left = limit - retired();
            if (left <= 0) {
                return gaveUp("the limit of %d instructions is reached".formatted(limit));
            }
            RunResult result = machine.run(Math.min(SLICE, left), Set.of());
            // Flushes. A reader that has enough, such as head, closes the pipe and says nothing else.
            if (streams.out().checkError()) {
                return gaveUp("standard output cannot be written any more");
            }
            OptionalInt code = switch (result) {
                case RunResult.Exited(KvmExit exit) -> exited(exit);
                case RunResult.Held(RunResult.Reason reason, String text) -> held(reason, text, keyboard);
                case RunResult.Failed(var errno, _, String why) ->
                    OptionalInt.of(gaveUp("KVM_RUN fails with %s: %s".formatted(errno, why)));
            };
            if (code.isPresent()) {
                return code.getAsInt();
            }
        }
    }

    private OptionalInt exited(KvmExit exit) throws MachineSpec.UnusableException {
        exits++;
        return switch (exit) {
            case KvmExit.SystemEvent(int type, _) when type == SHUTDOWN -> OptionalInt.of(ExitCode.OK);
            case KvmExit.SystemEvent(int type, _) when type == RESET -> reset();
            case KvmExit.Mmio mmio -> {
                nothingThere(mmio);
                yield OptionalInt.empty();
            }
            default -> OptionalInt.of(gaveUp("nobody here can answer " + exit.kernelName()));
        };
    }

    /// What no device decodes reads as zeros and ignores writes, as a bus of the real world might do.
    private void nothingThere(KvmExit.Mmio mmio) {
        if (holes.size() < MOST_NOTES && holes.add(mmio.physAddr() & -PAGE)) {
            streams.complain("seascope: no device at 0x%x, which the guest %s at 0x%x".formatted(mmio.physAddr(),
                    mmio.isWrite() ? "writes" : "reads", machine.pc()));
        }
        machine.answer(0);
    }

    private OptionalInt reset() throws MachineSpec.UnusableException {
        resets++;
        if (resets > MOST_RESETS) {
            return OptionalInt.of(gaveUp("the guest resets itself again and again"));
        }
        retiredBefore += machine.retired();
        exceptionsBefore += machine.exceptions();
        machine = start();
        return OptionalInt.empty();
    }

    private OptionalInt held(RunResult.Reason reason, String text, Keyboard keyboard) {
        return switch (reason) {
            case LIMIT, BREAKPOINT, CONSOLE -> OptionalInt.empty();
            case EXCEPTION_LOOP -> OptionalInt.of(gaveUp(text));
            case WAITING -> waiting(text, keyboard);
        };
    }

    /// All vCPUs sleep. At a terminal time passes as it does for the user; otherwise only input can still change
    /// anything.
    private OptionalInt waiting(String text, Keyboard keyboard) {
        long now = machine.vm().time();
        long next = machine.vm().nextTimer();
        if (next == Long.MAX_VALUE) {
            return keyboard.await(Long.MAX_VALUE) ? OptionalInt.empty() : OptionalInt.of(gaveUp(text));
        }
        if (!keyboard.await(next - now)) {
            machine.vm().sleepUntil(next);
        }
        return OptionalInt.empty();
    }

    private int gaveUp(String why) {
        streams.complain("seascope: %s (at 0x%x, after %d instructions)".formatted(why, machine.pc(), retired()));
        return ExitCode.FAILED;
    }

    private void print(long nanoseconds) {
        streams.complain("instructions %d".formatted(retired()));
        streams.complain("exits        %d".formatted(exits));
        streams.complain("exceptions   %d".formatted(exceptionsBefore + machine.exceptions()));
        streams.complain("host seconds %.3f".formatted(nanoseconds / 1e9));
        streams.complain("RAM SHA-256  %s".formatted(hash()));
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // Flash has a slot only at times, and is no RAM.
            for (MemorySlot slot : machine.vm().memory().slots().stream().filter(slot -> !slot.readOnly()).toList()) {
                for (long at = slot.gpa(); at < slot.end(); at += HASHED_AT_ONCE) {
                    int length = (int) Math.min(HASHED_AT_ONCE, slot.end() - at);
                    digest.update(machine.vm().memory().read(at, length).orElseThrow().toArray());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
