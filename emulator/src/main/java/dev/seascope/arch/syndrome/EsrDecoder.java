package dev.seascope.arch.syndrome;

import static dev.seascope.arch.Condition.ALWAYS;
import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.syndrome.Rule.error;
import static dev.seascope.arch.syndrome.Rule.note;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.FieldTable;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.ExceptionClass.From;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `ESR_ELx` in one context: the descriptions of all syndromes, reduced to the rows, values and rules that exist there.
/// Classes are prepared when first met. Safe for use by any number of threads.
public final class EsrDecoder {
    private static final Map<String, IssLayout> LAYOUTS = Stream.of(TrapIss.NOTHING, TrapIss.WAIT, TrapIss.MCR,
            TrapIss.MCRR, TrapIss.LDC, TrapIss.FLOATING_POINT, TrapIss.OTHER_INSTRUCTION, TrapIss.CALL, TrapIss.SMC32,
            TrapIss.SYSTEM, TrapIss.SYSTEM_128, TrapIss.EXCEPTION_RETURN, TrapIss.STREAMING, AbortIss.DATA_ABORT,
            AbortIss.INSTRUCTION_ABORT, AbortIss.GRANULE_PROTECTION, ErrorIss.SERROR, ErrorIss.IMPLEMENTATION_DEFINED,
            DebugIss.BREAKPOINT, DebugIss.STEP, DebugIss.WATCHPOINT, DebugIss.COMMENT, DebugIss.PROFILING,
            ExtensionIss.BRANCH_TARGET, ExtensionIss.POINTER_AUTHENTICATION, ExtensionIss.MEMORY_COPY,
            ExtensionIss.floatingPoint(false), ExtensionIss.GUARDED_STACK)
            .collect(Collectors.toUnmodifiableMap(IssLayout::id, Function.identity()));
    private static final IssLayout FLOATING_POINT_32 = ExtensionIss.floatingPoint(true);
    private static final int EC_FPEXC32 = 0x28;

    private final SyndromeContext context;
    private final Layout layout;
    private final Field ec;
    private final @Nullable Entry[] entries = new @Nullable Entry[64];

    /// One exception class, ready for use.
    ///
    /// @param whole the register in one table: the fast way to all fields in force
    private record Entry(FieldTable whole, FieldTable iss, FieldTable iss2, List<Rule> rules, List<Rule> notes) {}

    EsrDecoder(SyndromeContext context) {
        this.context = context;
        this.ec = ExceptionClasses.field(context);
        this.layout = Layout.of(context.register(), Field.res0("[63:56]"),
                new Field.Union(Esr.ISS2.bits(), Esr.ISS2.title(), new ByClass(Entry::iss2)), ec, Esr.IL,
                new Field.Union(Esr.ISS.bits(), Esr.ISS.title(), new ByClass(Entry::iss)));
    }

    /// The descriptions of all syndromes.
    static Collection<IssLayout> layouts() {
        return LAYOUTS.values();
    }

    /// What this decoder assumes.
    public SyndromeContext context() {
        return context;
    }

    /// The register's layout.
    public Layout layout() {
        return layout;
    }

    /// As [Esr#read].
    public List<Layout.Reading> read(long esr) {
        return entry(Esr.ec(esr)).whole().select(esr).read(esr);
    }

    /// As [Esr#lint].
    public List<Finding> lint(long esr) {
        Entry entry = entry(Esr.ec(esr));
        List<Finding> findings = new ArrayList<>(4);
        apply(entry.rules(), esr, findings);
        entry.whole().select(esr).lint(esr, findings);
        return findings;
    }

    /// As [Esr#notes].
    public List<Finding> notes(long esr) {
        List<Finding> findings = new ArrayList<>(2);
        apply(entry(Esr.ec(esr)).notes(), esr, findings);
        return findings;
    }

    private static void apply(List<Rule> rules, long esr, List<Finding> findings) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.when().holds(esr)) {
                findings.add(rule.finding(esr));
            }
        }
    }

    private Entry entry(int ec) {
        Entry entry = entries[ec];
        if (entry == null) {
            entry = prepare(ec);
            entries[ec] = entry;
        }
        return entry;
    }

    private Entry prepare(int value) {
        ExceptionClass type = ExceptionClasses.of(value).orElse(null);
        IssLayout described = TrapIss.NOTHING;
        List<Rule> rules = new ArrayList<>();
        List<FieldTable.Row> whole = new ArrayList<>(List.of(new FieldTable.Row(ec), new FieldTable.Row(Esr.IL)));
        if (type == null) {
            rules.add(error("EC-RSVD", Esr.EC, ALWAYS, "EC 0x%02x is not allocated".formatted(value)));
        } else {
            described = value == EC_FPEXC32 ? FLOATING_POINT_32 : Objects.requireNonNull(LAYOUTS.get(type.iss()));
            classRules(type, rules);
        }
        rules.addAll(described.rules());
        FieldTable iss = table(described.title(), Esr.ISS, described.iss());
        FieldTable iss2 = table(described.title() + ", second part", Esr.ISS2, described.iss2());
        whole.addAll(iss.rows());
        whole.addAll(iss2.rows());
        return new Entry(new FieldTable(context.register(), new Bits("", 63, 0), whole), iss, iss2, admitted(rules),
                admitted(described.notes()));
    }

    private FieldTable table(String title, Field range, List<IssRow> rows) {
        List<FieldTable.Row> present = new ArrayList<>();
        List<FieldTable.Absent> absent = new ArrayList<>();
        for (IssRow row : rows) {
            if (row.scope().admits(context)) {
                present.add(new FieldTable.Row(row.fieldFor(context), row.when()));
            } else {
                absent.add(new FieldTable.Absent(row.field(), row.scope().lacking(context)));
            }
        }
        return new FieldTable(title, range.bits(), present, absent);
    }

    private List<Rule> admitted(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.scope().admits(context)).toList();
    }

    /// The rules that follow from the class itself.
    private void classRules(ExceptionClass type, List<Rule> rules) {
        String lacking = type.lacking(context);
        if (!lacking.isEmpty()) {
            rules.add(error("EC-RSVD", Esr.EC, ALWAYS, "EC 0x%02x, %s, %s".formatted(type.value(), type.meaning(),
                    lacking)));
        }
        if (!type.reportedIn(context.view())) {
            rules.add(error("EC-EL", Esr.EC, ALWAYS,
                    "EC 0x%02x is never reported in %s".formatted(type.value(), context.register())));
        }
        context.fromEl().ifPresent(from -> sourceRules(type, from, rules));
        instructionLength(type, rules);
        if (type.value() == Esr.EC_DABT_LOW || type.value() == Esr.EC_WATCHPT_LOW) {
            rules.add(error("VNCR-EC", AbortIss.VNCR, is(AbortIss.VNCR, 1),
                    "An access through VNCR_EL2 is reported with the class for the same Exception level").in(2, 3)
                    .needs(ArmFeature.NV2)
                    .fix("Report the class for the same EL", Esr.EC, type.value() + 1));
        }
    }

    private void sourceRules(ExceptionClass type, int from, List<Rule> rules) {
        int view = context.view();
        if (from > view) {
            rules.add(error("EC-FROM-EL", Esr.EC, ALWAYS,
                    "No exception is taken from EL%d to EL%d".formatted(from, view)));
        } else if (type.from() == From.LOWER && from == view) {
            rules.add(error("EC-FROM-EL", Esr.EC, ALWAYS,
                    "The class says a lower Exception level, but the exception comes from EL%d itself".formatted(view))
                    .fix("Report the class for the same EL", Esr.EC, type.value() + 1));
        } else if (type.from() == From.SAME && from < view) {
            Condition when = type.value() == Esr.EC_DABT_CUR || type.value() == Esr.EC_WATCHPT_CUR
                    ? is(AbortIss.VNCR, 0) : ALWAYS;
            rules.add(error("EC-FROM-EL", Esr.EC, when,
                    "The class says the same Exception level, but the exception comes from EL%d".formatted(from))
                    .fix("Report the class for a lower EL", Esr.EC, type.value() - 1));
        }
    }

    private void instructionLength(ExceptionClass type, List<Rule> rules) {
        Condition zero = is(Esr.IL, 0);
        Rule a64 = error("IL-A64", Esr.IL, zero, "A64 instructions have 32 bits: IL is 1").fix("Set IL", Esr.IL, 1);
        Rule t32 = note("IL-T32", Esr.IL, zero, "Only a 16-bit T32 instruction reports IL 0");
        Rule sized = context.origin() == Origin.A64 ? a64 : t32;
        switch (type.il()) {
            case FORCED -> rules.add(forced(zero));
            case A64 -> rules.add(a64);
            case SIZE -> rules.add(sized);
            case ISV -> {
                rules.add(forced(zero.and(is(AbortIss.ISV, 0))));
                rules.add(new Rule(sized.code(), sized.severity(), sized.field(), zero.and(is(AbortIss.ISV, 1)),
                        sized.message(), sized.scope(), sized.edit()));
            }
        }
    }

    private static Rule forced(Condition when) {
        return error("IL-MUST-1", Esr.IL, when, "IL is 1 for this class, whatever the instruction was")
                .fix("Set IL", Esr.IL, 1);
    }

    /// Selects by EC.
    private final class ByClass implements Field.Selector {
        private final Function<Entry, FieldTable> part;

        ByClass(Function<Entry, FieldTable> part) {
            this.part = part;
        }

        @Override
        public Layout select(long esr) {
            return part.apply(entry(Esr.ec(esr))).select(esr);
        }

        @Override
        public String why(Field leaf, long esr) {
            return part.apply(entry(Esr.ec(esr))).why(leaf, esr);
        }
    }
}
