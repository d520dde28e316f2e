package dev.seascope.views.findings;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Severity;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.KvmFinding;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Verdict;
import dev.seascope.views.findings.FindingRow.Action;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// What is odd about the composed injection: what the architecture would not have produced, and what KVM does that one
/// may not expect. Findings inform and never forbid; the verdict of the ioctl is another matter. Holds no controls.
public final class FindingsModel {
    private static final String ESR = "ESR_EL1";

    private final SessionModel session;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<List<FindingRow>> rows = new ReadOnlyObjectWrapper<>(this, "rows", List.of());

    public FindingsModel(SessionModel session, Selection selection) {
        this.session = session;
        this.selection = selection;
        session.previewProperty().subscribe(preview -> rows.set(rows(preview)));
    }

    /// Errors first, then warnings, then notes; within a severity the register's findings before KVM's.
    public ReadOnlyObjectProperty<List<FindingRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// How many findings of a severity there are.
    public ObservableValue<Integer> count(Severity severity) {
        return rows.map(list -> (int) list.stream().filter(row -> row.severity() == severity).count());
    }

    /// What the ioctl would answer, in a few words; empty when nothing is composed.
    public ObservableValue<String> verdict() {
        return session.previewProperty().map(preview -> {
            Verdict verdict = preview.verdict();
            if (!session.isComposed()) {
                return "";
            }
            return verdict.accepted() ? "KVM accepts: ioctl returns 0"
                    : "-%s: %s".formatted(verdict.errno(), verdict.explanation());
        });
    }

    /// Whether the ioctl would return 0.
    public ObservableValue<Boolean> accepted() {
        return session.previewProperty().map(preview -> preview.verdict().accepted());
    }

    /// Whether the selection is what a finding concerns.
    boolean isSelected(FindingRow row) {
        return switch (selection.selected()) {
            case RegisterBits(String register, Bits bits) -> switch (row.subject()) {
                case RegisterBits(String of, Bits about) ->
                        of.equals(register) && about.msb() == bits.msb() && about.lsb() == bits.lsb();
                case Subject.Register(String of) -> of.equals("FAR_EL1") && register.equals(ESR)
                        && bits.msb() == Esr.FNV.bits().msb() && bits.lsb() == Esr.FNV.bits().lsb();
                case Subject.Nothing _, Subject.Address _, Subject.StructByte _, Subject.Event _ -> false;
            };
            case Subject.Register register -> register.equals(row.subject());
            case Subject.Nothing _, Subject.Address _, Subject.StructByte _, Subject.Event _ -> false;
        };
    }

    /// Observes the selection, for [#isSelected].
    ReadOnlyObjectProperty<Subject> selectedProperty() {
        return selection.selectedProperty();
    }

    /// Select what a finding concerns.
    void select(FindingRow row) {
        if (!(row.subject() instanceof Subject.Nothing)) {
            selection.select(row.subject());
        }
    }

    /// Take the correction of a finding.
    public void correct(Action.Correct correction) {
        InjectionPlan plan = session.plan();
        session.planProperty().set(correction.ofSerror()
                ? new InjectionPlan(plan.abort(), plan.hasEsr(), plan.esr(), plan.serror(), plan.serrorHasEsr(),
                        correction.esr())
                : new InjectionPlan(plan.abort(), plan.hasEsr(), correction.esr(), plan.serror(),
                        plan.serrorHasEsr(), plan.serrorEsr()));
    }

    private List<FindingRow> rows(Preview preview) {
        List<FindingRow> found = new ArrayList<>();
        if (session.isComposed()) {
            lintAbort(preview, found);
            lintSerror(found);
            preview.findings().forEach(finding -> found.add(ofKvm(finding)));
        }
        // Stable: the order of the rules stays within a severity.
        found.sort((a, b) -> a.severity().compareTo(b.severity()));
        return List.copyOf(found);
    }

    private void lintAbort(Preview preview, List<FindingRow> found) {
        Optional<Effect.Write> esr = preview.effect().result(ESR);
        if (session.plan().abort() != InjectionPlan.Abort.NONE && esr.isPresent()) {
            lint(esr.get().after(), session.plan().hasEsr(), session.plan().esr(), false, found);
        }
    }

    private void lintSerror(List<FindingRow> found) {
        InjectionPlan plan = session.plan();
        if (plan.serror() && plan.serrorHasEsr()) {
            long iss = plan.serrorEsr() & Esr.ISS.bits().mask();
            lint(Esr.of(Esr.EC_SERROR, true, iss), true, plan.serrorEsr(), true, found);
        }
    }

    private void lint(long esr, boolean supplied, long typed, boolean ofSerror, List<FindingRow> found) {
        int mode = (int) session.snapshot().pstate() & 0xf;
        SyndromeContext context = SyndromeContext.el1().from(mode >>> 2);
        for (Finding finding : Esr.lint(esr, context)) {
            Action action = finding.fix().filter(_ -> supplied).map(fix -> correction(fix, esr, typed, ofSerror))
                    .orElseGet(Action.None::new);
            found.add(new FindingRow(finding.severity(), finding.code(), finding.message(),
                    new RegisterBits(ESR, finding.field().bits()), action));
        }
    }

    /// A correction that needs bits which the user does not supply is none.
    private static Action correction(Fix fix, long esr, long typed, boolean ofSerror) {
        long changed = fix.value() ^ esr;
        if ((changed & ~Esr.ISS.bits().mask()) != 0) {
            return new Action.None();
        }
        return new Action.Correct(fix.label(), (typed & ~changed) | (fix.value() & changed), ofSerror);
    }

    private static FindingRow ofKvm(KvmFinding finding) {
        Severity severity = switch (finding.severity()) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case NOTE -> Severity.NOTE;
        };
        Subject subject = finding.register().isEmpty() ? Subject.NOTHING : new Subject.Register(finding.register());
        return new FindingRow(severity, "KVM", finding.text(), subject, new Action.Explain(finding.why()));
    }
}
