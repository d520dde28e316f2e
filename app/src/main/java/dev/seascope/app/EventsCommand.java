package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            "  seascope events pad[2]=1 --kernel v6.17", "  seascope events --bytes \"00 00 01 00 01\""})
final class EventsCommand implements Callable<Integer> {
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\[(\\d{1,3})])?=(\\S+)");
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

    @Parameters(arity = "0..*", paramLabel = "FIELD=VALUE",
            description = "Fields by their UAPI name: ext_dabt_pending=1, pad[0]=1.")
    private List<String> settings = List.of();

    EventsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        StructLayout layout = Arguments.kernel(spec, kernelId).header();
        Bytes struct = hex.isEmpty() ? layout.zeros() : decode(layout);
        for (String setting : settings) {
            struct = set(layout, struct, setting);
        }
        if (json) {
            streams.print(document(layout, struct));
        } else {
            print(layout, struct);
        }
        return ExitCode.OK;
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
