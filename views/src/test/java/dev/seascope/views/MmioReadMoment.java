package dev.seascope.views;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.HostView;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.MachineSnapshot.MachineConfig;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The moment that the design pictures show: the sample *mmio read* paused at its eighth MMIO exit, t 1257, with a data
/// abort composed and not sent. The numbers follow from the program, whose words GNU as produced: boot takes 9
/// instructions, the first system call comes at t 108, each later one 163 after the one before; the read is the ninth
/// instruction of the handler, and 54 instructions after each answer the handler returns.
public final class MmioReadMoment {
    /// The exit at which the pictures are taken.
    public static final int EXIT = 8;

    private static final long LOAD = 0x4008_0000L;
    private static final long VBAR = 0x4008_0800L;
    private static final long AFTER_SVC = 0x4008_0038L;
    private static final long READ = 0x4008_0c20L;
    private static final long SENSOR = 0x0800_0000L;
    private static final long ANSWER = 0x2a;
    private static final long EL0T_ZC = 0x6000_0000L;
    private static final long EL1H_ZC = 0x6000_0005L;
    private static final long ESR_SVC = 0x5600_0000L;

    private static final ProgramListing PROGRAM = readProgram();

    private MmioReadMoment() {}

    /// The program as assembled.
    public static ProgramListing program() {
        return PROGRAM;
    }

    /// The machine at exit 8.
    public static MachineSnapshot snapshot() {
        return atExit(EXIT);
    }

    /// The machine at exit `n`, from 2 to 9: what a first snapshot is compared with.
    public static MachineSnapshot atExit(int n) {
        var system = new TreeMap<String, Long>();
        system.put("ESR_EL1", ESR_SVC);
        system.put("FAR_EL1", 0L);
        system.put("ELR_EL1", AFTER_SVC);
        system.put("SPSR_EL1", EL0T_ZC);
        system.put("VBAR_EL1", VBAR);
        system.put("SCTLR_EL1", 0x0080_0000L);
        system.put("SCTLR2_EL1", 0L);
        system.put("ISR_EL1", 0L);
        system.put("SP_EL0", 0L);
        system.put("TCR_EL1", 0L);
        system.put("TTBR0_EL1", 0L);
        system.put("TTBR1_EL1", 0L);
        system.put("MAIR_EL1", 0L);
        system.put("CPACR_EL1", 0L);
        system.put("TPIDR_EL1", 0L);
        system.put("MPIDR_EL1", 0x8000_0000L);
        var exit = mmio(n);
        Bytes kvmRun = Bytes.copyOf(new byte[2352]).with(8, 4, exit.reason()).with(32, 8, exit.physAddr())
                .with(40, 8, exit.data()).with(48, 4, exit.len());
        var config = new MachineConfig("series-v1", true, new TreeSet<>(List.of("ras", "sctlrx")),
                new TreeSet<>(List.of("ARM_NISV_TO_USER")), Map.of(0x4000_0000L, 0x0100_0000L));
        return new MachineSnapshot(timeOfExit(n), new RunState.AtExit(exit), generalRegisters(n), 0x4008_2000L, READ,
                EL1H_ZC, system, new HostView(0x93c0_8007L, SENSOR, SENSOR, true, false, 0), kvmRun, n, n, "", config,
                _ -> -1, PROGRAM);
    }

    /// Everything that happened up to exit 8.
    public static List<SessionEvent> events() {
        var events = new ArrayList<SessionEvent>();
        events.add(new SessionEvent.Started(0, 1, LOAD));
        events.add(new SessionEvent.ExceptionReturned(9, 0, 0x4008_0024L));
        for (int n = 1; n <= EXIT; n++) {
            long t = timeOfExit(n);
            events.add(new SessionEvent.ExceptionTaken(t - 8, 0x400, ESR_SVC, 0, AFTER_SVC, EL0T_ZC, 0, VBAR + 0x400,
                    n == 1 ? SessionEvent.Before.RESET : new SessionEvent.Before(ESR_SVC, 0, AFTER_SVC, EL0T_ZC)));
            events.add(new SessionEvent.Exited(t, n, mmio(n)));
            if (n < EXIT) {
                events.add(new SessionEvent.Answered(t, n, ANSWER));
                events.add(new SessionEvent.ExceptionReturned(t + 54, 0, AFTER_SVC));
            } else {
                events.add(new SessionEvent.StateChanged(t, new RunState.AtExit(mmio(n))));
            }
        }
        return List.copyOf(events);
    }

    /// A breakpoint of each look: disabled, and armed.
    public static List<Breakpoint> breakpoints() {
        return List.of(new Breakpoint.AtAddress(1, false, 0x4008_0c18L),
                new Breakpoint.AtAddress(2, true, 0x4008_0c24L));
    }

    /// The injection composed in the pictures: a data abort with the fake ISS of the kernel's selftest.
    public static InjectionPlan plan() {
        return new InjectionPlan(InjectionPlan.Abort.DATA, true, 0x01c0_c700L, false, false, 0);
    }

    /// What `series-v1` does with [#plan].
    public static Preview preview() {
        MachineSnapshot machine = snapshot();
        return Injector.preview(plan(), Kernel.of(machine.machine().kernelId()), machine.vcpuState(),
                KvmExit.read(machine.kvmRun()));
    }

    private static long timeOfExit(int n) {
        return 116 + 163L * (n - 1);
    }

    private static KvmExit.Mmio mmio(int n) {
        return new KvmExit.Mmio(SENSOR, n == 1 ? 0 : ANSWER, 8, false);
    }

    private static List<Long> generalRegisters(int n) {
        var x = new ArrayList<>(Collections.nCopies(31, 0L));
        x.set(0, ANSWER);
        x.set(1, SENSOR);
        x.set(10, ESR_SVC >>> 26);
        x.set(11, AFTER_SVC);
        x.set(12, EL0T_ZC);
        x.set(14, 0x29L);
        x.set(19, 10L - n);
        x.set(21, ANSWER * (n - 1));
        return List.copyOf(x);
    }

    /// Reads the listing: 8 digits of address, 8 of word, then the source line.
    private static ProgramListing readProgram() {
        var statement = Pattern.compile("(?:(\\w+):)?\\s*(.*)");
        var lines = new ArrayList<ProgramListing.Line>();
        var symbols = new TreeMap<Long, String>(Map.of(VBAR, "vectors"));
        var unplaced = new ArrayList<String>();
        try (InputStream in = Objects.requireNonNull(MmioReadMoment.class.getResourceAsStream("mmio-read.lst"));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                int number = lines.size() + 1;
                String padded = row + " ".repeat(19);
                Matcher parts = statement.matcher(padded.substring(19).strip());
                if (!parts.matches()) {
                    throw new IllegalStateException("not a listing line: " + row);
                }
                String label = Objects.requireNonNullElse(parts.group(1), "");
                String text = Objects.requireNonNull(parts.group(2));
                if (!label.isEmpty() && !Character.isDigit(label.charAt(0)) && !symbols.containsValue(label)) {
                    unplaced.add(label);
                }
                if (row.isBlank() || row.charAt(0) == ' ') {
                    lines.add(new ProgramListing.Text(number, label, text));
                } else {
                    long address = Long.parseLong(row, 0, 8, 16);
                    unplaced.forEach(name -> symbols.putIfAbsent(address, name));
                    unplaced.clear();
                    lines.add(new ProgramListing.Instruction(number, address,
                            Integer.parseUnsignedInt(row, 9, 17, 16), label, text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProgramListing("mmio-read.s", lines, symbols);
    }
}
