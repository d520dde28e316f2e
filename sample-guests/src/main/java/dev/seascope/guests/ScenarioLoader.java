package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.Poison;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.session.KeptMachine;
import dev.seascope.session.MachineSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes machines of scenarios: the guest is read or assembled, symbols are resolved, and what cannot be is named.
public final class ScenarioLoader {
    private static final int GPA_BITS = 52;

    private ScenarioLoader() {}

    /// What a scenario became.
    ///
    /// @param spec the machine before the first step
    /// @param symbols values of the guest's symbols
    /// @param breakpoints addresses
    public record Loaded(MachineSpec spec, Map<String, Long> symbols, Set<Long> breakpoints) {
        /// Where the machine is kept as a step leaves it, if the step says so.
        ///
        /// @param step of `scenario`, of which this was made
        Optional<KeptMachine> kept(Scenario scenario, Step step, Places places) {
            if (!(step.action() instanceof Step.Action.Run run) || !run.keep()) {
                return Optional.empty();
            }
            List<String> done = new ArrayList<>();
            done.add(breakpoints.toString());
            scenario.steps().subList(0, step.number()).forEach(each -> done.add(each.action().toString()));
            return KeptMachine.after(spec, done, places.kept());
        }
    }

    /// Make a machine of a scenario.
    ///
    /// @param kernel the kernel it is to run on
    /// @param places where its files are
    /// @throws ScenarioException if something in it cannot be used
    public static Loaded load(Scenario scenario, Kernel kernel, Places places) throws ScenarioException {
        GuestProgram program = GuestProgram.of(scenario, places);
        Symbols symbols = Symbols.of(scenario, program.symbols());
        List<MemorySlot> slots = slots(scenario);
        Optional<ScenarioBoard> board = scenario.board().isEmpty() ? Optional.empty()
                : Optional.of(ScenarioBoard.of(scenario, scenario.board().get(), program, slots, places));
        List<MachineSpec.Content> contents = new ArrayList<>();
        if (board.flatMap(devices -> devices.spec().firmware()).isEmpty()) {
            for (int i = 0; i < program.segments().size(); i++) {
                requireMemory(scenario, slots, program.segments().get(i).gpa(), program.sizes().get(i));
            }
            contents.addAll(program.segments());
        }
        board.ifPresent(devices -> contents.addAll(devices.contents()));
        for (Scenario.Content content : scenario.memory()) {
            long address = symbols.fitted64(content.address(), "memory");
            Bytes bytes = content instanceof Scenario.Content.Raw(Operand _, Operand raw) ? symbols.bytes(raw)
                    : program.block(content);
            requireMemoryAt(scenario, content.address(), slots, address, bytes.size());
            contents.add(new MachineSpec.Content(address, bytes));
        }
        Set<Long> breakpoints = new TreeSet<>();
        for (Operand breakpoint : scenario.breakpoints()) {
            breakpoints.add(symbols.fitted64(breakpoint, "breakpoints"));
        }
        Scenario.Host host = scenario.host();
        var spec = new MachineSpec(kernel, new Host(host.ras(), host.apeiClaims(), host.ipaLimitBits()),
                features(scenario), scenario.vm().ipaBits(), new TreeSet<>(), slots,
                poison(scenario, scenario.vm().poison(), slots, symbols), contents, registers(scenario, program, board, symbols),
                scenario.steps().stream().noneMatch(step -> step.action() instanceof Step.Action.Uninitialised),
                program.listing(), board.map(ScenarioBoard::spec));
        return new Loaded(spec, program.symbols(), breakpoints);
    }

    private static Set<VmFeature> features(Scenario scenario) {
        Set<VmFeature> features = EnumSet.noneOf(VmFeature.class);
        scenario.vm().features().forEach(key -> VmFeature.of(key).ifPresent(features::add));
        return features;
    }

    private static List<MemorySlot> slots(Scenario scenario) {
        List<MemorySlot> slots = new ArrayList<>();
        for (Scenario.Slot slot : scenario.vm().slots()) {
            slots.add(new MemorySlot(slots.size(), slot.gpa(), slot.size(), slot.readonly(), false));
        }
        return slots;
    }

    private static void requireMemory(Scenario scenario, List<MemorySlot> slots, long address, long size)
            throws ScenarioException {
        if (isHole(slots, address, size)) {
            throw new ScenarioException(scenario.file(), scenario.guest().line(),
                    "the guest needs 0x%x bytes at 0x%x, where no memory slot is".formatted(size, address));
        }
    }

    private static void requireMemoryAt(Scenario scenario, Operand place, List<MemorySlot> slots, long address,
            long size) throws ScenarioException {
        if (isHole(slots, address, size)) {
            throw new ScenarioException(scenario.file(), place.line(),
                    "memory: %d bytes at 0x%x do not lie in a memory slot".formatted(size, address));
        }
    }

    /// Whether part of the range lies in no slot. Slots that touch make one range.
    static boolean isHole(List<MemorySlot> slots, long address, long size) {
        long at = address;
        long left = size;
        while (left > 0) {
            long here = at;
            var slot = slots.stream().filter(candidate -> candidate.contains(here)).findFirst();
            if (slot.isEmpty()) {
                return true;
            }
            long part = Math.min(left, slot.get().end() - at);
            at += part;
            left -= part;
        }
        return false;
    }

    /// Poisoned ranges as the processor wants them.
    ///
    /// @throws ScenarioException if one does not lie in a slot
    static List<Poison> poison(Scenario scenario, List<Scenario.Poison> entries, List<MemorySlot> slots, Symbols symbols)
            throws ScenarioException {
        List<Poison> poison = new ArrayList<>();
        for (Scenario.Poison entry : entries) {
            long gpa = symbols.fitted(entry.gpa(), "gpa", GPA_BITS).longValue();
            if (isHole(slots, gpa, entry.size())) {
                throw new ScenarioException(scenario.file(), entry.line(),
                        "poison at 0x%x does not lie in a memory slot".formatted(gpa));
            }
            poison.add(new Poison(gpa, entry.size(), entry.fnv() ? 1 : 0, entry.set(), entry.ea() ? 1 : 0,
                    entry.fsc().orElse(Poison.DEFAULT), entry.s1ptw().orElse(false) ? 1 : 0,
                    entry.hpfarValid().map(valid -> valid ? 1 : 0).orElse(Poison.DEFAULT),
                    entry.apei().orElse(false)));
        }
        return poison;
    }

    private static List<MachineSpec.Register> registers(Scenario scenario, GuestProgram program,
            Optional<ScenarioBoard> board, Symbols symbols) throws ScenarioException {
        List<MachineSpec.Register> registers = new ArrayList<>();
        board.ifPresent(devices -> registers.add(new MachineSpec.Register("X0", devices.deviceTree(), 0)));
        program.entry().ifPresent(entry -> registers.add(new MachineSpec.Register("PC", entry, 0)));
        if (board.isEmpty()) {
            // The format promises 0 in what a file does not name; what KVM's reset leaves is another value.
            registers.add(new MachineSpec.Register("SCTLR_EL1", 0, 0));
        }
        for (Map.Entry<String, Operand> register : scenario.registers().entrySet()) {
            String name = register.getKey();
            BigInteger value = symbols.fitted(register.getValue(), name, RegisterName.bits(name).orElse(Long.SIZE));
            registers.add(new MachineSpec.Register(name, value.longValue(), value.shiftRight(Long.SIZE).longValue()));
        }
        return registers;
    }
}
