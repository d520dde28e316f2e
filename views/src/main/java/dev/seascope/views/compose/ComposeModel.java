package dev.seascope.views.compose;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Preset;
import dev.seascope.inject.Preview;
import dev.seascope.inject.SourceText;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.session.RunState;
import dev.seascope.views.model.SessionModel;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// State of the composer: the parts of the plan as properties of their own, what the kernel makes of it, and sending it.
/// Holds no controls.
public final class ComposeModel {
    private final SessionModel session;
    private final Consumer<Command> commands;
    private final ObjectProperty<Abort> abort = new SimpleObjectProperty<>(this, "abort", Abort.NONE);

    private final ObjectProperty<SourceText> language =
            new SimpleObjectProperty<>(this, "language", SourceText.C);

    public ComposeModel(SessionModel session, Consumer<Command> commands) {
        this.session = session;
        this.commands = commands;
        session.planProperty().subscribe(plan -> abort.set(plan.abort()));
        abort.subscribe(kind -> change(plan -> new InjectionPlan(kind, plan.hasEsr(), plan.esr(), plan.serror(),
                plan.serrorHasEsr(), plan.serrorEsr())));
    }

    /// The kind of abort composed.
    public ObjectProperty<Abort> abortProperty() {
        return abort;
    }

    /// The plan as it is.
    public ObservableValue<InjectionPlan> plan() {
        return session.planProperty();
    }

    /// What the kernel makes of it.
    public ObservableValue<Preview> preview() {
        return session.previewProperty();
    }

    /// The kernel that would be asked.
    public ObservableValue<Kernel> kernel() {
        return session.snapshotProperty().map(machine -> Kernel.of(machine.machine().kernelId()));
    }

    /// Ask another kernel from here on.
    public void useKernel(Kernel kernel) {
        if (!kernel.id().equals(session.snapshot().machine().kernelId())) {
            commands.accept(new Command.UseKernel(kernel.id()));
        }
    }

    /// `ext_abt_has_esr`.
    public void setHasEsr(boolean has) {
        change(plan -> new InjectionPlan(plan.abort(), has, plan.esr(), plan.serror(), plan.serrorHasEsr(),
                plan.serrorEsr()));
    }

    /// `ext_abt_esr`; supplying one turns `ext_abt_has_esr` on.
    public void setEsr(long esr) {
        change(plan -> new InjectionPlan(plan.abort(), true, esr, plan.serror(), plan.serrorHasEsr(),
                plan.serrorEsr()));
    }

    /// `serror_pending`.
    public void setSerror(boolean pending) {
        change(plan -> new InjectionPlan(plan.abort(), plan.hasEsr(), plan.esr(), pending, plan.serrorHasEsr(),
                plan.serrorEsr()));
    }

    /// `serror_has_esr`.
    public void setSerrorHasEsr(boolean has) {
        change(plan -> new InjectionPlan(plan.abort(), plan.hasEsr(), plan.esr(), plan.serror(), has,
                plan.serrorEsr()));
    }

    /// `serror_esr`; supplying one turns `serror_has_esr` on.
    public void setSerrorEsr(long esr) {
        change(plan -> new InjectionPlan(plan.abort(), plan.hasEsr(), plan.esr(), plan.serror(), true, esr));
    }

    /// Compose what a preset says, in place of everything.
    public void use(Preset preset) {
        session.planProperty().set(preset.plan());
    }

    /// The preset that says exactly what is composed.
    public ObservableValue<Optional<Preset>> preset() {
        return session.planProperty().map(plan -> Preset.ALL.stream()
                .filter(preset -> preset.plan().equals(plan)).findFirst());
    }

    /// Which composed fields the kernel's struct has no room for, as a sentence without a full stop; empty when none.
    public ObservableValue<String> lacking() {
        return session.previewProperty().map(preview -> preview.lacking().isEmpty() ? ""
                : "%s has no %s: not sent".formatted(kernel().getValue().id(),
                        String.join(", ", preview.lacking())));
    }

    /// Whether the composition can be changed: always but after a failure, when it shows what was.
    public ObservableValue<Boolean> canEdit() {
        return session.state().map(state -> !(state instanceof RunState.Failed));
    }

    /// Whether the injection can be sent now. A kernel's refusal is no reason against it: seeing the errno is the point.
    public ObservableValue<Boolean> canInject() {
        return session.state().map(ComposeModel::canInject);
    }

    private static boolean canInject(RunState state) {
        return switch (state) {
            case RunState.Empty _, RunState.Running _, RunState.Failed _ -> false;
            case RunState.AtExit _, RunState.AtError _, RunState.AtBreakpoint _, RunState.Paused _ -> true;
        };
    }

    /// Why the injection cannot be sent now; empty when it can.
    public ObservableValue<String> whyNot() {
        return session.state().map(state -> switch (state) {
            case RunState.Empty _ -> "Open a guest first";
            case RunState.Running _ -> "Pause first";
            case RunState.Failed _ -> "The session failed";
            case RunState.AtExit _, RunState.AtError _, RunState.AtBreakpoint _, RunState.Paused _ -> "";
        });
    }

    /// Make the ioctl with the bytes shown. Does nothing when it cannot be sent.
    public void inject() {
        if (canInject(session.snapshot().state())) {
            Preview preview = session.preview();
            commands.accept(new Command.SetVcpuEvents(preview.ioctl(), preview.struct(), session.plan().label()));
        }
    }

    /// The language to copy in.
    public ObjectProperty<SourceText> languageProperty() {
        return language;
    }

    /// What is composed as source text.
    public String source() {
        return language.get().of(session.plan(), kernel().getValue(), session.preview());
    }

    /// The sum that the composer shows.
    public ObservableValue<Sum> sum() {
        return session.previewProperty().map(preview -> Sum.of(session.plan(), preview, session.snapshot()));
    }

    /// Call back now and after each change of plan or preview.
    public Subscription subscribe(Runnable change) {
        return session.previewProperty().subscribe(_ -> change.run());
    }

    private void change(UnaryOperator<InjectionPlan> edit) {
        InjectionPlan changed = edit.apply(session.plan());
        if (!changed.equals(session.plan())) {
            session.planProperty().set(changed);
        }
    }

    /// Whether a register that the preview writes would hold an UNKNOWN address for the guest.
    static boolean isAddressUnknown(Effect effect) {
        long fnv = 1 << 10;
        return effect.result("ESR_EL1").filter(esr -> (esr.after() & fnv) != 0).isPresent();
    }
}
