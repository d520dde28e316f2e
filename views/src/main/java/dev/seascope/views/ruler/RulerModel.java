package dev.seascope.views.ruler;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.Verdict;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;

/// What the ABI ruler shows: the composed bytes laid over the struct of several kernels, and what each kernel makes of
/// them. Holds no controls.
public final class RulerModel {
    /// Bytes that every released kernel has.
    static final int RELEASED_BYTES = 64;
    /// Bytes under the lens.
    static final int LENS = 8;
    private static final int MOST = 4;
    private static final int SHARED_NUMBER = 245;
    private static final StructLayout BASE = Structs.vcpuEvents("v6.16");

    /// One kernel.
    ///
    /// @param layout the struct as its header shows it
    /// @param current the session uses it
    /// @param errno what it answers to the bytes, empty for 0
    /// @param answer in a few words: `guest reads 0x97c0c710`, `pad[1] must be 0`
    /// @param ioctl the number that its header gives the call
    /// @param syndrome where the supplied syndrome is: `at 16`
    /// @param capability what number 245 means to it, or empty
    /// @param shared another kernel on show means something else by that number
    /// @param instruction how an instruction abort is asked for
    record Row(Kernel kernel, StructLayout layout, boolean current, String errno, String answer, long ioctl,
            String syndrome, String capability, boolean shared, String instruction) {
        boolean accepted() {
            return errno.isEmpty();
        }
    }

    private final SessionModel session;
    private final Selection selection;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final IntegerProperty lens = new SimpleIntegerProperty(this, "lens");
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private List<Kernel> compared = List.of();

    public RulerModel(SessionModel session, Selection selection) {
        this.session = session;
        this.selection = selection;
        session.previewProperty().subscribe(_ -> update());
        session.snapshotProperty().subscribe(_ -> update());
        open.subscribe(now -> {
            if (now) {
                update();
                lens.set(mostDisputed());
            }
        });
        selection.selectedProperty().subscribe(subject -> {
            if (subject instanceof Subject.StructByte(int offset) && offset < LENS) {
                lens.set(offset);
            }
        });
    }

    /// Whether the ruler is on show. While it is not, nothing is computed.
    public BooleanProperty openProperty() {
        return open;
    }

    /// The kernels on show, in the order chosen.
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Which of bytes 0 to 7 is looked at.
    IntegerProperty lensProperty() {
        return lens;
    }

    /// The bytes as the composer encodes them.
    Bytes bytes() {
        return session.preview().struct();
    }

    /// Look at a byte, everywhere.
    void look(int offset) {
        if (offset >= 0 && offset < LENS) {
            lens.set(offset);
        }
        selection.select(new Subject.StructByte(offset));
    }

    /// Show another kernel in place of one.
    void replace(int index, Kernel kernel) {
        List<Kernel> changed = new ArrayList<>(kernels());
        changed.set(index, kernel);
        compared = List.copyOf(changed);
        update();
    }

    /// Whether one more kernel can be shown.
    boolean canAdd() {
        return kernels().size() < MOST;
    }

    /// Show one more: the newest that is not there yet.
    void add() {
        List<Kernel> changed = new ArrayList<>(kernels());
        Kernel.all().reversed().stream().filter(kernel -> !changed.contains(kernel)).findFirst()
                .ifPresent(changed::add);
        compared = List.copyOf(changed);
        update();
    }

    /// A kernel without the series, the one in use (or the series), and the series as documented.
    private List<Kernel> kernels() {
        if (!compared.isEmpty()) {
            return compared;
        }
        Kernel current = Kernel.of(session.snapshot().machine().kernelId());
        List<Kernel> first = new ArrayList<>();
        for (Kernel kernel : List.of(Kernel.of("v6.19"), current, Kernel.of("series-v1"), Kernel.of("series-v1-doc"))) {
            if (!first.contains(kernel)) {
                first.add(kernel);
            }
        }
        return first;
    }

    private void update() {
        if (!open.get()) {
            return;
        }
        MachineSnapshot machine = session.snapshot();
        KvmExit exit = machine.kvmRun().size() == 0 ? new KvmExit.Unknown() : KvmExit.read(machine.kvmRun());
        List<Injector.Row> answers = Injector.onEveryKernel(bytes(), machine.vcpuState(), exit);
        List<Kernel> kernels = kernels();
        rows.set(kernels.stream().map(kernel -> row(kernel, kernels, answers)).toList());
    }

    private Row row(Kernel kernel, List<Kernel> kernels, List<Injector.Row> answers) {
        Optional<Preview> preview = answers.stream().filter(answer -> answer.kernel().equals(kernel)).findFirst()
                .map(Injector.Row::preview);
        Verdict verdict = preview.map(Preview::verdict).orElseGet(() -> session.preview().verdict());
        String answer = verdict.accepted()
                ? preview.map(Preview::effect).map(RulerModel::guestReads).orElse("") : verdict.text();
        StructLayout layout = kernel.header();
        String meaning = capability(kernel);
        boolean shared = !meaning.isEmpty() && kernels.stream().map(RulerModel::capability)
                .anyMatch(other -> !other.isEmpty() && !other.equals(meaning));
        return new Row(kernel, layout, kernel.id().equals(session.snapshot().machine().kernelId()), verdict.errno(),
                answer, Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size()), syndrome(layout), meaning, shared,
                instruction(layout));
    }

    private static String guestReads(Effect effect) {
        return effect.result(VcpuRegister.ESR_EL1).map(write -> "guest reads " + Notation.address(write.after()))
                .orElse(effect.kind() == Effect.Kind.NONE ? "nothing is injected" : "pending");
    }

    private static String syndrome(StructLayout layout) {
        return layout.member("ext_abt_esr").map(member -> "at " + member.offset()
                + (layout.has("ext_abt_has_esr") ? "" : ", no has_esr")).orElse("none");
    }

    private static String capability(Kernel kernel) {
        return kernel.capability(SHARED_NUMBER).map(Capability::kernelName).orElse("");
    }

    private static String instruction(StructLayout layout) {
        return layout.member("ext_iabt_pending").map(member -> "ext_iabt_pending, byte " + member.offset())
                .orElse("no field for them");
    }

    /// Whether a member is in no released kernel.
    static boolean isNew(Member member) {
        return !member.isPad() && !member.isReserved() && !BASE.has(member.name());
    }

    /// What a kernel calls a byte: `ext_dabt_pending`, `pad[1]`; empty outside the struct.
    static String name(StructLayout layout, int offset) {
        return layout.memberAt(offset).map(member ->
                member.element((offset - member.offset()) / member.elementBytes())).orElse("");
    }

    /// Whether a kernel requires a byte to be 0.
    static boolean mustBeZero(StructLayout layout, int offset) {
        return layout.memberAt(offset).map(member -> member.isPad() || member.isReserved()).orElse(true);
    }

    /// A byte at an offset of the composed struct; 0 behind its end.
    int byteAt(int offset) {
        return offset < bytes().size() ? bytes().at(offset) : 0;
    }

    /// The first byte under the lens that is set and that the kernels on show call by different names; else 4, where
    /// the series put its flag.
    private int mostDisputed() {
        for (int i = 0; i < LENS; i++) {
            int offset = i;
            long names = rows.get().stream().map(row -> name(row.layout(), offset)).distinct().count();
            if (byteAt(i) != 0 && names > 1) {
                return i;
            }
        }
        return 4;
    }
}
