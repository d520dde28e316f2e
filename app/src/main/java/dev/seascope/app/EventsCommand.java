package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.arch.Bytes;
import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.ScenarioRunner;
import dev.seascope.inject.Injector;
import dev.seascope.inject.KernelTable;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.session.MachineSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Encodes and decodes `struct kvm_vcpu_events`.
@Command(name = "events", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Encode struct kvm_vcpu_events from fields, or decode it from bytes, as a VMM built for a kernel's "
                + "header would.",
        footer = {"", "Examples:", "  seascope events ext_dabt_pending=1 ext_abt_has_esr=1 ext_abt_esr=0x400",
            "  seascope events pad[2]=1 --kernel v6.17", "  seascope events --bytes \"00 00 01 00 01\"",
            "  seascope events ext_dabt_pending=1 --outcome --after mmio-read",
            "  seascope events serror_pending=1 --outcome --register PSTATE=0x105"})
final class EventsCommand implements Callable<Integer> {
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\[(\\d{1,3})])?=(\\S+)");
    private static final Pattern REGISTER = Pattern.compile("(\\w+)=(\\S+)");
    private static final int BYTES_A_LINE = 16;

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--kernel", paramLabel = "ID", defaultValue = "series-v1",
            description = "Whose struct (default: ${DEFAULT-VALUE}).")
    private String kernelId = "";

    @Option(names = "--bytes", paramLabel = "HEX", description = "Decode these bytes; missing ones are 0.")
    private String hex = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--outcome",
            description = "Say what the kernel does with it, bit by bit, and in what every other kernel differs.")
    private boolean outcome;

    @Option(names = "--rebuilt", description = "With --outcome: ask every other kernel with a VMM built for its own "
            + "header, not with the same bytes.")
    private boolean rebuilt;

    @Option(names = "--after", paramLabel = "FILE",
            description = "With --outcome: the vCPU as this scenario leaves it (default: before its first run).")
    private String after = "";

    @Option(names = "--register", paramLabel = "NAME=VALUE",
            description = "With --outcome: change a register of the vCPU first. Can be repeated.")
    private List<String> registers = List.of();

    @Parameters(arity = "0..*", paramLabel = "FIELD=VALUE",
            description = "Fields by their UAPI name: ext_dabt_pending=1, pad[0]=1.")
    private List<String> settings = List.of();

    EventsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Kernel kernel = Arguments.kernel(spec, kernelId);
        StructLayout layout = kernel.header();
        boolean asked = outcome || rebuilt || !after.isEmpty() || !registers.isEmpty();
        Bytes struct = hex.isEmpty() ? layout.zeros() : decode(layout);
        for (String setting : settings) {
            struct = set(layout, struct, setting);
        }
        Optional<EventsOutcome> table = asked ? Optional.of(outcome(kernel, struct)) : Optional.empty();
        if (json) {
            ObjectNode document = document(layout, struct);
            table.ifPresent(found -> found.write(document));
            streams.print(document);
        } else {
            print(layout, struct);
            table.ifPresent(found -> found.print(streams.out()));
        }
        return ExitCode.OK;
    }

    private EventsOutcome outcome(Kernel kernel, Bytes struct) {
        VcpuState state = VcpuState.RESET;
        KvmExit exit = new KvmExit.Unknown();
        if (!after.isEmpty()) {
            MachineSnapshot machine = afterScenario(kernel);
            state = machine.vcpuState();
            exit = KvmExit.read(machine.kvmRun());
        }
        for (String register : registers) {
            Matcher matcher = REGISTER.matcher(register);
            if (!matcher.matches()) {
                throw error("--register: '%s' is not NAME=VALUE".formatted(register));
            }
            VcpuRegister known = Stream.of(VcpuRegister.values())
                    .filter(each -> each.name().equalsIgnoreCase(matcher.group(1))).findFirst()
                    .orElseThrow(() -> error("--register: an injection knows no register %s; it knows: %s".formatted(
                            matcher.group(1), Stream.of(VcpuRegister.values()).map(VcpuRegister::name)
                                    .collect(Collectors.joining(", ")))));
            state = state.with(known, Arguments.number(spec, known.name(), matcher.group(2)));
        }
        List<Kernel> kernels = KernelTable.kernels(kernel);
        Injector.Encoded encoded = new Injector.Encoded(struct, Ioctl.KVM_SET_VCPU_EVENTS.number(struct.size()),
                List.of());
        return new EventsOutcome(rebuilt
                ? KernelTable.rebuilt(Injector.decode(struct, kernel.header()), kernels, kernel, state, exit)
                : KernelTable.sameBytes(encoded, kernels, kernel, state, exit));
    }

    private MachineSnapshot afterScenario(Kernel kernel) {
        try {
            GuestFiles.Found found = GuestFiles.scenario(after);
            return ScenarioRunner.run(found.scenario(), kernel, found.places()).stops().getLast();
        } catch (ScenarioException e) {
            throw error("--after: " + e.getMessage());
        }
    }

    private Bytes decode(StructLayout layout) {
        Bytes given;
        try {
            given = Bytes.parse(hex);
        } catch (IllegalArgumentException _) {
            throw error("--bytes: '%s' is not hexadecimal pairs".formatted(hex));
        }
        if (given.size() > layout.size()) {
            throw error("--bytes: %d bytes; struct kvm_vcpu_events of %s has %d"
                    .formatted(given.size(), kernelId, layout.size()));
        }
        return Bytes.copyOf(java.util.Arrays.copyOf(given.toArray(), layout.size()));
    }

    private Bytes set(StructLayout layout, Bytes struct, String setting) {
        Matcher matcher = FIELD.matcher(setting);
        if (!matcher.matches()) {
            throw error("'%s' is not FIELD=VALUE".formatted(setting));
        }
        String name = matcher.group(1);
        StructLayout.Member member = layout.member(name).orElseThrow(() -> error(
                "struct kvm_vcpu_events of %s has no field %s; it has: %s".formatted(kernelId, name,
                        layout.members().stream().map(StructLayout.Member::name).collect(Collectors.joining(", ")))));
        if (member.array() != (matcher.group(2) != null)) {
            throw error("%s is declared %s; write %s=...".formatted(name, member.declaration(), member.element(0)));
        }
        int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        try {
            return layout.with(struct, name, index, Arguments.number(spec, name, matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(StructLayout layout, Bytes struct) {
        streams.out().printf("KVM_SET_VCPU_EVENTS 0x%x, struct kvm_vcpu_events of %s, %d bytes%n",
                Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size()), kernelId, layout.size());
        for (StructLayout.Member member : layout.members()) {
            streams.out().printf("%4d  %-22s %s%n", member.offset(), member.declaration(),
                    layout.elements(struct, member.name()).stream().map(value -> "0x%x".formatted(value))
                            .collect(Collectors.joining(" ")));
        }
        byte[] bytes = struct.toArray();
        for (int i = 0; i < bytes.length; i += BYTES_A_LINE) {
            List<String> row = new ArrayList<>();
            for (int j = i; j < Math.min(bytes.length, i + BYTES_A_LINE); j++) {
                row.add("%02x".formatted(bytes[j]));
            }
            streams.out().printf("%s%n", String.join(" ", row));
        }
    }

    private ObjectNode document(StructLayout layout, Bytes struct) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kernel", kernelId);
        node.put("struct", "kvm_vcpu_events");
        node.put("size", layout.size());
        node.put("ioctl_set", "0x%x".formatted(Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size())));
        node.put("ioctl_get", "0x%x".formatted(Ioctl.KVM_GET_VCPU_EVENTS.number(layout.size())));
        ArrayNode fields = node.putArray("fields");
        for (StructLayout.Member member : layout.members()) {
            ObjectNode field = fields.addObject();
            field.put("name", member.name());
            field.put("offset", member.offset());
            field.put("type", member.type());
            List<String> values = layout.elements(struct, member.name()).stream().map(value -> "0x%x".formatted(value))
                    .toList();
            if (member.array()) {
                values.forEach(field.putArray("value")::add);
            } else {
                field.put("value", values.getFirst());
            }
        }
        node.put("bytes", struct.toString());
        return node;
    }
}
