package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.inject.KernelTable;
import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.inject.KernelTable.Row;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Effect.Write;
import dev.seascope.kvm.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What `KVM_SET_VCPU_EVENTS` does with the struct: on one kernel bit by bit, on every kernel as a table.
final class EventsOutcome {
    private final KernelTable table;

    EventsOutcome(KernelTable table) {
        this.table = table;
    }

    private static String source(Contribution contribution) {
        return contribution.source().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Stream<Write> writes(Preview preview) {
        return Stream.concat(preview.effect().writes().stream(), preview.atNextRun().writes().stream());
    }

    // Text

    void print(PrintStream out) {
        Row own = table.row(table.reference().id());
        Verdict verdict = own.preview().verdict();
        out.printf("%n%s: %s%n", verdict.rule(), verdict.explanation());
        printWrites(out, own.preview().effect());
        if (!own.preview().atNextRun().equals(Effect.NONE)) {
            out.printf("at the next KVM_RUN:%n");
            printWrites(out, own.preview().atNextRun());
        }
        own.preview().findings().forEach(finding ->
                out.printf("  %s %s. %s%n", finding.severity().letter(), finding.text(), finding.why()));
        List<Aspect> shown = Stream.of(Aspect.values())
                .filter(aspect -> table.rows().stream().anyMatch(row -> !row.value(aspect).isEmpty())).toList();
        out.printf("%n  %-24s", "kernel");
        shown.forEach(aspect -> out.print(padded(aspect, aspect.title(), aspect == shown.getLast())));
        out.println();
        for (Row row : table.rows()) {
            out.printf("%s %-24s", row.differs() ? "*" : " ", row.kernel().id());
            shown.forEach(aspect -> out.print(padded(aspect, row.value(aspect), aspect == shown.getLast())));
            out.println();
        }
        out.printf("* differs from %s%n", table.reference().id());
    }

    private static void printWrites(PrintStream out, Effect effect) {
        for (Write write : effect.writes()) {
            out.printf("  %-18s 0x%x -> 0x%x%n", write.register(), write.before(), write.after());
            if (write.sources().size() > 1) {
                write.sources().forEach(source -> out.printf("    | 0x%-14x %-9s %s%n", source.bits(),
                        source(source), source.text()));
            }
        }
    }

    private String padded(Aspect aspect, String text, boolean last) {
        int width = table.rows().stream().mapToInt(row -> row.value(aspect).length()).max().orElse(0);
        return "  " + (last ? text : text + " ".repeat(Math.max(aspect.title().length(), width) - text.length()));
    }

    // JSON

    void write(ObjectNode node) {
        Row own = table.row(table.reference().id());
        Verdict verdict = own.preview().verdict();
        node.put("return", verdict.accepted() ? 0 : -1);
        node.put("errno", verdict.errno());
        node.put("rule", verdict.rule());
        node.put("field", verdict.field());
        node.put("text", verdict.explanation());
        ArrayNode writes = node.putArray("writes");
        writes(own.preview()).forEach(write -> {
            ObjectNode entry = writes.addObject().put("register", write.register())
                    .put("before", "0x%x".formatted(write.before())).put("after", "0x%x".formatted(write.after()));
            ArrayNode sources = entry.putArray("sources");
            write.sources().forEach(source -> sources.addObject().put("source", source(source))
                    .put("bits", "0x%x".formatted(source.bits())).put("text", source.text()));
        });
        ArrayNode findings = node.putArray("findings");
        own.preview().findings().forEach(finding -> findings.addObject()
                .put("severity", String.valueOf(finding.severity().letter())).put("register", finding.register())
                .put("text", finding.text()).put("why", finding.why()));
        ArrayNode kernels = node.putArray("kernels");
        for (Row row : table.rows()) {
            ObjectNode entry = kernels.addObject().put("kernel", row.kernel().id());
            row.values().forEach((aspect, value) -> entry.put(key(aspect), value));
            ArrayNode differs = entry.putArray("differs");
            row.differences().forEach(aspect -> differs.add(key(aspect)));
        }
    }

    private static String key(Aspect aspect) {
        return aspect.name().toLowerCase(Locale.ROOT);
    }
}
