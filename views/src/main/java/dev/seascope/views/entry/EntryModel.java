package dev.seascope.views.entry;

import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.inject.KvmFinding;
import dev.seascope.inject.Preview;
import dev.seascope.inject.WhyVector;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.ExceptionEntry;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.session.SessionEvent.Injected;
import dev.seascope.views.control.Notation;
import dev.seascope.views.entry.Entry.Row;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.model.VectorEntry;
import dev.seascope.views.timeline.EventText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

/// The exception entry on show: the one selected, or the one that an injection just made. Holds no controls.
public final class EntryModel {
    private static final int SERROR_BIT = 0x180;
    private static final int KIND_MASK = 0x180;

    private final SessionModel session;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<Optional<Entry>> entry =
            new ReadOnlyObjectWrapper<>(this, "entry", Optional.empty());
    private final DoubleProperty progress = new SimpleDoubleProperty(this, "progress", Entry.STOPS.size() - 1);
    private final BooleanProperty otherWay = new SimpleBooleanProperty(this, "otherWay");
    private final Map<ExceptionTaken, Preview> injected = new HashMap<>();
    private int seen;

    public EntryModel(SessionModel session, Selection selection) {
        this.session = session;
        this.selection = selection;
        session.events().addListener((ListChangeListener<SessionEvent>) change -> {
            while (change.next()) {
                if (change.wasRemoved()) {
                    seen = 0;
                    injected.clear();
                    close();
                }
            }
            watchForInjections();
        });
        seen = session.events().size();
        selection.selectedProperty().subscribe(subject -> {
            if (subject instanceof Subject.Event(ExceptionTaken taken)) {
                show(taken);
            }
        });
    }

    /// Where the syndrome and the fault address of an entry come from.
    ///
    /// @param byUser it was injected
    private record Origins(boolean byUser, Source esr, String esrText, Source far, String farText) {
        private static final List<String> COUNTS = List.of("none", "one", "two", "three", "four", "five");
        private static final String KEPT = "kept";

        static Origins of(Effect effect) {
            List<Source> sources = effect.result(VcpuRegister.ESR_EL1).stream().flatMap(write -> write.sources().stream())
                    .filter(row -> row.bits() != 0).map(Contribution::source).toList();
            Source first = sources.isEmpty() || sources.contains(Source.YOU) ? Source.YOU : sources.getFirst();
            String text = sources.size() > 1 ? "OR of " + COUNTS.get(Math.min(sources.size(), COUNTS.size() - 1)) : "syndrome";
            return effect.result(VcpuRegister.FAR_EL1).isPresent()
                    ? new Origins(true, first, text, Source.LAST_TRAP, "FAR_EL2")
                    : new Origins(true, first, text, Source.PSTATE, KEPT);
        }

        static Origins of(ExceptionTaken taken) {
            return new Origins(false, Source.PSTATE, "syndrome", Source.PSTATE,
                    writesFar(taken.esr()) ? "the address" : KEPT);
        }
    }

    /// What is on show; empty when the card is closed.
    ReadOnlyObjectProperty<Optional<Entry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /// Whether the card is open.
    public ObservableValue<Boolean> open() {
        return entry.map(Optional::isPresent);
    }

    /// How far the entry has come: 0 is before, 5 is after; each register is written at a whole number.
    DoubleProperty progressProperty() {
        return progress;
    }

    /// Show the vector that `SCTLR2_EL1.EASE` the other way round would choose.
    BooleanProperty otherWayProperty() {
        return otherWay;
    }

    /// Close the card. The event stays selected.
    public void close() {
        entry.set(Optional.empty());
    }

    /// Select a register; the strip shows it.
    void select(String register) {
        selection.select(new Subject.Register(register));
    }

    /// How often each vector was entered so far, by offset.
    Map<Integer, Integer> hits() {
        Map<Integer, Integer> hits = new HashMap<>();
        for (SessionEvent event : session.events()) {
            if (event instanceof ExceptionTaken taken) {
                hits.merge(taken.vectorOffset(), 1, Integer::sum);
            }
        }
        return hits;
    }

    /// An exception that follows an injection at the same moment is its effect: it is shown at once, and what the
    /// preview knew of its sources is kept.
    private void watchForInjections() {
        Preview preview = session.preview();
        for (; seen < session.events().size(); seen++) {
            if (seen > 0 && session.events().get(seen) instanceof ExceptionTaken taken
                    && session.events().get(seen - 1) instanceof Injected before
                    && before.retired() == taken.retired()) {
                if (preview.effect().result(VcpuRegister.ESR_EL1).map(Effect.Write::after)
                        .equals(Optional.of(taken.esr()))) {
                    injected.put(taken, preview);
                }
                selection.select(new Subject.Event(taken));
            }
        }
    }

    private void show(ExceptionTaken taken) {
        otherWay.set(false);
        progress.set(Entry.STOPS.size() - 1);
        Preview preview = injected.get(taken);
        entry.set(Optional.of(preview == null ? ofEvent(taken) : ofInjection(taken, preview)));
    }

    private Entry ofInjection(ExceptionTaken taken, Preview preview) {
        Effect effect = preview.effect();
        Effect.Entry entered = effect.entries().getFirst();
        WhyVector why = WhyVector.of(entered);
        String kind = switch (effect.kind()) {
            case DATA_ABORT, ABORT_AND_SERROR -> "injected data abort";
            case INSTRUCTION_ABORT -> "injected instruction abort";
            case SERROR -> "injected SError";
            case NONE -> EventText.exceptionName(taken);
        };
        long pstate = effect.result(VcpuRegister.PSTATE).map(Effect.Write::after).orElse(taken.spsr());
        return build(taken, kind, Origins.of(effect), "committed inside the ioctl", pstate, why.questions(), why.other(),
                preview.findings().stream().map(KvmFinding::text).filter(text -> text.startsWith("MMIO ")).findFirst()
                        .map(text -> text + ".").orElse(""));
    }

    private Entry ofEvent(ExceptionTaken taken) {
        MachineSnapshot machine = session.snapshot();
        VcpuState state = machine.vcpuState();
        boolean serrorVector = (taken.vectorOffset() & KIND_MASK) == SERROR_BIT;
        ExceptionEntry entered = ExceptionEntry.aarch64(serrorVector, machine.machine().features().contains("mte"),
                writesFar(taken.esr()),
                register -> register == VcpuRegister.PSTATE ? taken.spsr() : state.get(register));
        long pstate = entered.values().stream().filter(value -> value.register() == VcpuRegister.PSTATE)
                .mapToLong(ExceptionEntry.Value::bits).findFirst().orElse(taken.spsr());
        List<WhyVector.Question> why = WhyVector.of(entered.entry()).questions();
        return build(taken, EventText.exceptionName(taken), Origins.of(taken), "from EL" + taken.fromEl(), pstate,
                 List.of(why.getFirst(), why.get(1), kindQuestion(taken)), taken.vectorOffset(), "");
    }

    private static WhyVector.Question kindQuestion(ExceptionTaken taken) {
        VectorEntry vector = new VectorEntry(taken.vectorOffset());
        int kind = taken.vectorOffset() & KIND_MASK;
        String evidence = kind == 0 || kind == SERROR_BIT ? "EC = 0x%02x".formatted(Esr.ec(taken.esr()))
                : "no syndrome";
        return new WhyVector.Question("Which kind?", vector.kind(), evidence, "+0x%03x".formatted(kind));
    }

    private Entry build(ExceptionTaken taken, String title, Origins origins, String how, long pstate,
            List<WhyVector.Question> questions, int otherOffset, String note) {
        boolean writesFar = writesFar(taken.esr());
        boolean unknown = isAbort(taken.esr()) && Esr.FNV.bits().get(taken.esr()) == 1;
        SessionEvent.Before before = taken.before();
        List<Row> rows = List.of(
                new Row("PC", OptionalLong.of(taken.elr()), place(taken.elr()), taken.pc(), place(taken.pc()), false,
                        Source.PSTATE, "VBAR + 0x%03x".formatted(taken.vectorOffset()), 4),
                new Row("ELR_EL1", OptionalLong.of(before.elr()), place(before.elr()), taken.elr(),
                        place(taken.elr()), false, Source.PSTATE, "", 2),
                new Row("PSTATE", OptionalLong.of(taken.spsr()), flags(taken.spsr()), pstate, flags(pstate), false,
                        Source.KVM, "mask, EL1h", 5),
                new Row("SPSR_EL1", OptionalLong.of(before.spsr()), flags(before.spsr()),
                        taken.spsr(), flags(taken.spsr()), false, Source.PSTATE, "", 3),
                new Row("ESR_EL1", OptionalLong.of(before.esr()), meaning(before.esr()),
                        taken.esr(), meaning(taken.esr()), false,
                        origins.esr(), origins.esrText(), 1),
                new Row("FAR_EL1", OptionalLong.of(before.far()), earlierAddress(before.far()),
                        taken.far(), farAfter(taken, writesFar, unknown), unknown,
                        origins.far(), origins.farText(), 1));
        // The return address of SVC is the instruction after it.
        long cause = Esr.ec(taken.esr()) == Esr.EC_SVC64 ? taken.elr() - 4 : taken.elr();
        ProgramListing program = session.snapshot().program();
        return new Entry(title, origins.byUser(), "t %s, %s".formatted(Notation.grouped(taken.retired()), how),
                code(program, cause), code(program, taken.pc()), rows, questions,
                taken.pc() - taken.vectorOffset(), taken.vectorOffset(), otherOffset,
                ("Unchanged: X0 to X30, SP_EL1, VBAR_EL1. " + note).strip());
    }

    private static String code(ProgramListing program, long address) {
        return program.at(address).map(line -> line.text().replaceFirst("\\s*//.*", "").replaceAll("\\s+", " "))
                .orElse("");
    }

    private String place(long address) {
        return session.snapshot().program().symbolic(address).orElse("");
    }

    private static String earlierAddress(long far) {
        return far == 0 ? "never written" : "an earlier address";
    }

    private static String farAfter(ExceptionTaken taken, boolean written, boolean unknown) {
        if (unknown) {
            return "UNKNOWN to the guest, FnV is 1";
        }
        return written ? "the faulting address" : taken.far() == 0 ? "never written" : "not for this exception";
    }

    private static String meaning(long esr) {
        return esr == 0 ? "never written" : Esr.read(esr, SyndromeContext.el1()).stream()
                .filter(reading -> reading.field().bits().equals(Esr.EC.bits())).findFirst()
                .map(reading -> reading.meaning()).orElse("");
    }

    /// Whether an exception of this class writes FAR_EL1 (Arm ARM, `FAR_EL1`).
    private static boolean writesFar(long esr) {
        int ec = Esr.ec(esr);
        return isAbort(esr) || ec == Esr.EC_PC_ALIGN || ec == Esr.EC_WATCHPT_LOW || ec == Esr.EC_WATCHPT_CUR;
    }

    private static boolean isAbort(long esr) {
        int ec = Esr.ec(esr);
        return ec == Esr.EC_IABT_LOW || ec == Esr.EC_IABT_CUR || ec == Esr.EC_DABT_LOW || ec == Esr.EC_DABT_CUR;
    }

    /// `nZCv daif EL1h`: capitals are 1.
    static String flags(long pstate) {
        StringBuilder text = new StringBuilder();
        bits(text, pstate >>> 28, "nzcv");
        text.append(' ');
        bits(text, pstate >>> 6, "daif");
        boolean aarch32 = (pstate & 0x10) != 0;
        text.append(aarch32 ? " AArch32" : " EL" + (pstate >>> 2 & 3) + ((pstate & 1) == 0 ? "t" : "h"));
        return text.toString();
    }

    private static void bits(StringBuilder text, long value, String names) {
        for (int i = 0; i < names.length(); i++) {
            boolean set = (value >>> (names.length() - 1 - i) & 1) == 1;
            text.append(set ? Character.toUpperCase(names.charAt(i)) : names.charAt(i));
        }
    }
}
