package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.Effect;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Lock;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The register that strip and fields tree show. `ESR_EL1` is shown as the guest would read it if the composed
/// injection were sent, and its syndrome bits edit the composition; every other register is shown as it would be
/// then, or as it is. An instruction of the program can be shown in place of a register; its bits can be changed to see
/// what it would become.
public final class SyndromeModel implements ShownRegister {
    /// The register whose bits a user may supply.
    public static final String ESR = "ESR_EL1";
    /// The bits that `ext_abt_esr` may hold: ISS[24:0].
    static final long ISS = 0x01ff_ffffL;

    private static final String PSTATE = "PSTATE";
    private static final String FAR = "FAR_EL1";
    private static final String SUPPLIED_AS = "ext_abt_esr";
    private static final int EC_LSB = 26;

    /// How the value shown came about.
    public enum Reading {
        /// What the register holds.
        NOW("as it is now"),
        /// What it will hold if the composed injection is sent.
        IF_INJECTED("as the guest will read it"),
        /// What was composed, which the kernel refuses.
        REFUSED("with what you supply; KVM refuses it"),
        /// An instruction of the program.
        INSTRUCTION("");

        private final String text;

        Reading(String text) {
            this.text = text;
        }

        /// In words, beside the register's name.
        public String text() {
            return text;
        }
    }

    private final SessionModel session;
    private final Function<String, Optional<Layout>> layouts;
    private final StringProperty register = new SimpleStringProperty(this, "register", ESR);
    private final ReadOnlyObjectWrapper<StripValue> shown;
    private final ReadOnlyObjectWrapper<Reading> reading = new ReadOnlyObjectWrapper<>(this, "reading", Reading.NOW);

    private final ReadOnlyObjectWrapper<Optional<EditedWord>> word =
            new ReadOnlyObjectWrapper<>(this, "word", Optional.empty());

    /// @param layouts the layout of a register by its Arm name, if there is one
    /// @throws IllegalArgumentException if there is no layout for `ESR_EL1`
    public SyndromeModel(SessionModel session, Function<String, Optional<Layout>> layouts) {
        this.session = session;
        this.layouts = layouts;
        Layout esr = layouts.apply(ESR).orElseThrow(() -> new IllegalArgumentException("no layout for " + ESR));
        this.shown = new ReadOnlyObjectWrapper<>(this, "shown", StripValue.plain(ESR, new RegisterValue(esr, 0)));
        register.subscribe(_ -> update());
        session.previewProperty().subscribe(_ -> update());
    }

    /// The register chosen, by its Arm name. A name without a layout shows nothing new.
    public StringProperty registerProperty() {
        return register;
    }

    /// Show a register, if it has a layout.
    public void open(String name) {
        if (layouts.apply(name).isPresent()) {
            register.set(name);
        }
    }

    /// Show the instruction at an address, if the program has one there.
    public void openInstruction(long address) {
        if (session.snapshot().program().holds(address)) {
            register.set(EditedWord.name(address));
        }
    }

    /// The instruction shown, if it is not a register that is.
    ReadOnlyObjectProperty<Optional<EditedWord>> wordProperty() {
        return word.getReadOnlyProperty();
    }

    /// Show the instruction's word as some other; the program keeps the one it has.
    void tryWord(long other) {
        word.get().ifPresent(now -> {
            word.set(Optional.of(now.with(other)));
            update();
        });
    }

    /// What can be chosen: the registers that the machine has and that have a layout, and the instruction at PC.
    public List<String> registers() {
        List<String> names = new ArrayList<>(List.of(ESR));
        if (layouts.apply(PSTATE).isPresent()) {
            names.add(PSTATE);
        }
        session.snapshot().system().keySet().stream()
                .filter(name -> !name.equals(ESR) && layouts.apply(name).isPresent()).forEach(names::add);
        if (session.snapshot().program().holds(session.snapshot().pc())) {
            names.add(EditedWord.name(session.snapshot().pc()));
        }
        if (word.get().isPresent() && !names.contains(register.get())) {
            names.add(register.get());
        }
        return names;
    }

    /// What strip and tree show.
    @Override
    public ReadOnlyObjectProperty<StripValue> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// How the value shown came about.
    public ReadOnlyObjectProperty<Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// Flip a bit of the composed syndrome, or of the instruction shown. Does nothing to a bit that is not editable.
    public void flip(int bit) {
        if (word.get().isPresent()) {
            tryWord(shown.get().value().bits() ^ (1L << bit));
        } else if (shown.get().isEditable(bit)) {
            supply(session.plan().esr() ^ (1L << bit));
        }
    }

    /// Write a number into a field of the composed syndrome, or of the instruction shown; bits of the field that cannot be supplied stay.
    @Override
    public void set(Bits field, long value) {
        long editable = shown.get().editable() & field.mask();
        if (word.get().isPresent()) {
            tryWord(field.set(shown.get().value().bits(), value));
        } else if (editable != 0) {
            long wanted = field.set(0, value);
            supply((session.plan().esr() & ~editable) | (wanted & editable));
        }
    }

    private void supply(long esr) {
        InjectionPlan plan = session.plan();
        session.planProperty().set(new InjectionPlan(plan.abort(), true, esr, plan.serror(), plan.serrorHasEsr(),
                plan.serrorEsr()));
    }

    /// One sentence about why a bit cannot be changed.
    public String explain(int bit) {
        StripValue now = shown.get();
        Optional<Contribution> by = now.isSet(bit) ? now.contribution(bit) : Optional.empty();
        if (!now.register().equals(ESR)) {
            return by.map(from -> "Comes from %s: %s".formatted(sourceName(from.source()), from.text()))
                    .orElse(now.register() + " is shown as it is; the syndrome of an injection is composed in ESR_EL1");
        }
        Optional<Lock> lock = session.preview().locks().stream()
                .filter(each -> each.bits().lsb() <= bit && bit <= each.bits().msb()).findFirst();
        if (lock.isPresent() && (by.isEmpty() || bit < EC_LSB)) {
            return sentence(lock.get().text());
        }
        if (by.isPresent()) {
            return "Comes from %s: %s".formatted(sourceName(by.get().source()), by.get().text());
        }
        return session.plan().abort() == Abort.NONE
                ? "No abort is composed: choose Data abort or Instruction abort first"
                : "The session failed: nothing can be composed any more";
    }

    /// What a bit tells and where it comes from, in a sentence or two without a full stop.
    public String tell(int bit) {
        StripValue now = shown.get();
        String text = now.tell(bit);
        boolean yours = now.isSet(bit) && now.source(bit).filter(Source.YOU::equals).isPresent();
        return yours ? text + ". Set by you" : now.isEditable(bit) || now.sources().isEmpty() ? text
                : text + ". " + explain(bit);
    }

    private static String sourceName(Source source) {
        return switch (source) {
            case YOU -> "what you supply";
            case KVM -> "KVM";
            case PSTATE -> "the guest's state";
            case LAST_TRAP -> "the last trap";
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void update() {
        word.set(EditedWord.address(register.get()).stream().boxed().findFirst().flatMap(this::follow));
        if (word.get().isPresent()) {
            reading.set(Reading.INSTRUCTION);
            shown.set(word.get().get().strip());
            return;
        }
        if (EditedWord.address(register.get()).isPresent()) {
            register.set(ESR); // another program was loaded
            return;
        }
        layouts.apply(register.get()).ifPresent(layout -> shown.set(value(register.get(), layout)));
    }

    /// The instruction at an address, with the user's changes if it was shown and is still the same.
    private Optional<EditedWord> follow(long address) {
        return session.snapshot().program().at(address).map(line -> word.get()
                .filter(before -> before.address() == address && before.found() == line.word())
                .orElseGet(() -> new EditedWord(address, line.word(), line.word())));
    }

    private StripValue value(String name, Layout layout) {
        MachineSnapshot machine = session.snapshot();
        Optional<Effect.Write> write = session.preview().effect().result(name);
        boolean composing = name.equals(ESR) && session.plan().abort() != Abort.NONE
                && !(machine.state() instanceof RunState.Failed);
        boolean supplies = Kernel.of(machine.machine().kernelId()).events().has(SUPPLIED_AS);
        if (write.isPresent()) {
            reading.set(Reading.IF_INJECTED);
            long esr = session.preview().effect().result(ESR).map(Effect.Write::after)
                    .orElseGet(() -> current(ESR, machine));
            return new StripValue(name, new RegisterValue(layout, write.get().after()), write.get().sources(),
                    composing && supplies ? ISS : 0, composing && supplies ? SUPPLIED_AS : "", unknown(name, esr));
        }
        if (composing && !session.preview().verdict().accepted()) {
            reading.set(Reading.REFUSED);
            return refused(name, layout);
        }
        reading.set(Reading.NOW);
        return new StripValue(name, new RegisterValue(layout, current(name, machine)), List.of(), 0, "",
                unknown(name, current(ESR, machine)));
    }

    /// What was composed in place of what the guest would read without the bits that cannot be supplied, which are left to
    /// be taken back; what was composed alone if the kernel refuses more than these bits.
    private StripValue refused(String name, Layout layout) {
        InjectionPlan plan = session.plan();
        long esr = plan.hasEsr() ? plan.esr() : 0;
        Optional<Effect.Write> legal = session.preview(new InjectionPlan(plan.abort(), plan.hasEsr(), esr & ISS,
                plan.serror(), plan.serrorHasEsr(), plan.serrorEsr())).effect().result(name);
        long excess = esr & ~ISS;
        List<Contribution> sources = new ArrayList<>(List.of(new Contribution(Source.YOU, esr, SUPPLIED_AS)));
        legal.ifPresent(write -> write.sources().stream().filter(from -> from.source() != Source.YOU).forEach(from ->
                sources.add(new Contribution(from.source(), from.bits() & ~excess, from.text()))));
        return new StripValue(name, new RegisterValue(layout, legal.map(Effect.Write::after).orElse(0L) | esr), sources,
                ISS | esr, SUPPLIED_AS, 0);
    }

    /// The bits of a register that mean nothing beside a syndrome: all of FAR_EL1 when FnV says so.
    private static long unknown(String name, long esr) {
        boolean notValid = Esr.layout(SyndromeContext.el1()).leaf(Esr.FNV.name(), esr)
                .filter(field -> field.bits().get(esr) != 0).isPresent();
        return name.equals(FAR) && notValid ? ~0L : 0;
    }

    private static long current(String name, MachineSnapshot machine) {
        return name.equals(PSTATE) ? machine.pstate() : machine.systemRegister(name).orElse(0L);
    }
}
