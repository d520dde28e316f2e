package dev.seascope.views.decode;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.Found.Kind;
import dev.seascope.arch.text.SyndromeText;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.syndrome.ShownRegister;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// State of the decode pad: the text, what was found in it, the value decoded and how it is to be read. Holds no
/// controls.
public final class DecodeModel implements ShownRegister {
    private static final String SPSR = "SPSR_EL1";
    private static final String FAR = "FAR_EL1";
    private static final int EC_SHIFT = Esr.EC.bits().lsb();
    /// What the pad shows before anything is pasted: the plainest synchronous External abort.
    private static final long FIRST = 0x9600_0010L;

    /// What is decoded.
    ///
    /// @param kind how to read it
    /// @param value all 64 bits
    /// @param origin the value as it was found, before edits
    /// @param context in which a syndrome is read
    private record Decoded(Kind kind, long value, long origin, SyndromeContext context) {
        Decoded with(long other) {
            return new Decoded(kind, other, origin, context);
        }

        Decoded in(SyndromeContext other) {
            return new Decoded(kind, value, origin, other);
        }
    }

    private final SessionModel session;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<List<Found>> found = new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private final ReadOnlyObjectWrapper<Optional<Found>> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", Optional.empty());
    private final ObjectProperty<Decoded> decoded = new SimpleObjectProperty<>(this, "decoded",
            new Decoded(Kind.ESR, FIRST, FIRST, SyndromeContext.el1()));
    private final ReadOnlyObjectWrapper<StripValue> shown;
    private final ReadOnlyObjectWrapper<List<Finding>> findings =
            new ReadOnlyObjectWrapper<>(this, "findings", List.of());
    private final ObjectProperty<Optional<Long>> other = new SimpleObjectProperty<>(this, "other", Optional.empty());

    public DecodeModel(SessionModel session) {
        this.session = session;
        shown = new ReadOnlyObjectWrapper<>(this, "shown", strip(decoded.get()));
        decoded.subscribe(now -> {
            shown.set(strip(now));
            findings.set(lint(now));
        });
        text.subscribe(this::search);
    }

    /// Whether the pad is on show.
    public BooleanProperty openProperty() {
        return open;
    }

    /// Open the pad with a text.
    ///
    /// @param chosen which of its values is decoded, if it is known
    public void open(String pasted, Optional<Found> chosen) {
        text.set(pasted);
        chosen.ifPresent(this::select);
        open.set(true);
    }

    /// What was pasted or typed.
    StringProperty textProperty() {
        return text;
    }

    /// Every value in the text, in its order.
    ReadOnlyObjectProperty<List<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Which of [#foundProperty] is decoded, if it is one of them.
    ReadOnlyObjectProperty<Optional<Found>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<StripValue> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// What the architecture would not have produced, errors first; then what is disputed about it.
    ReadOnlyObjectProperty<List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /// A second value to compare with.
    ObjectProperty<Optional<Long>> otherProperty() {
        return other;
    }

    /// The value decoded.
    long value() {
        return decoded.get().value();
    }

    /// How the value is read.
    SyndromeContext context() {
        return decoded.get().context();
    }

    /// Whether the value is a syndrome, or at least its class.
    boolean isSyndrome() {
        return isSyndrome(decoded.get().kind());
    }

    /// The instruction that the value is, if it is one.
    Optional<InstructionWord> instruction() {
        return decoded.get().kind() == Kind.INSTRUCTION
                ? Optional.of(new InstructionWord((int) value(), OptionalLong.empty())) : Optional.empty();
    }

    /// Whether the text told nothing but the exception class.
    boolean isOnlyClass() {
        return decoded.get().kind() == Kind.CLASS;
    }

    /// Whether the value was changed since it was found.
    boolean isEdited() {
        return decoded.get().value() != decoded.get().origin();
    }

    /// The value as it was found.
    long origin() {
        return decoded.get().origin();
    }

    /// Decode one of the values found.
    void select(Found one) {
        long bits = one.kind() == Kind.CLASS ? one.value() << EC_SHIFT : one.value();
        decoded.set(new Decoded(one.kind(), bits, bits, isSyndrome(one.kind())
                ? one.context().from(context().origin()).on(context().profile()) : context()));
        selected.set(Optional.of(one)); // last: who hears of it may select another
    }

    /// Decode the value at a place of the text, if there is one.
    void selectAt(int offset) {
        found.get().stream().filter(one -> one.offset() <= offset && offset <= one.offset() + one.length()).findFirst()
                .filter(one -> !selected.get().equals(Optional.of(one))).ifPresent(this::select);
    }

    /// Decode the next or previous value found.
    void move(int by) {
        int at = selected.get().map(found.get()::indexOf).orElse(-1) + by;
        if (at >= 0 && at < found.get().size()) {
            select(found.get().get(at));
        }
    }

    /// Change the whole value; what is too wide for an instruction loses its upper half.
    void setValue(long value) {
        decoded.set(decoded.get().with(decoded.get().kind() == Kind.INSTRUCTION ? value & 0xffff_ffffL : value));
    }

    /// Take the value as it was found.
    void revert() {
        setValue(origin());
    }

    /// Read the value in another way.
    void setContext(SyndromeContext context) {
        decoded.set(decoded.get().in(context));
    }

    /// Change one bit.
    void flip(int bit) {
        setValue(value() ^ 1L << bit);
    }

    @Override
    public void set(Bits field, long value) {
        setValue(field.set(value(), value));
    }

    /// The register with its layout.
    RegisterValue register() {
        return shown.get().value();
    }

    /// The value compared with another; empty when there is no other.
    Optional<Comparison> comparison() {
        return other.get().map(with -> Comparison.of(register().layout(), value(), with));
    }

    /// The value in a form to be copied.
    String copy(Copying form) {
        return form.of(register(), instruction().map(InstructionWord::facts).orElseGet(LinkedHashMap::new), context(),
                findings.get());
    }

    /// The syndrome as an injection into the guest at hand.
    Rebuild rebuild() {
        return Rebuild.of(value(), address(), session.snapshot());
    }

    /// Put the syndrome into the composer. Does nothing when it cannot be injected.
    void send() {
        rebuild().plan().ifPresent(plan -> {
            session.planProperty().set(plan);
            open.set(false);
        });
    }

    /// The kernel that would be asked.
    String kernel() {
        return session.snapshot().machine().kernelId();
    }

    /// The address that goes with the syndrome: the nearest in the text.
    private Optional<Long> address() {
        long at = selected.get().map(Found::offset).orElse(0L);
        return found.get().stream().filter(one -> one.kind() == Kind.FAR)
                .min((a, b) -> Long.compare(Math.abs(a.offset() - at), Math.abs(b.offset() - at))).map(Found::value);
    }

    /// Text changed: what was selected stays selected if it is still there, else the first syndrome is.
    private void search(String now) {
        List<Found> before = found.get();
        found.set(List.copyOf(SyndromeText.find(now)));
        if (found.get().isEmpty()) {
            selected.set(Optional.empty());
        } else if (!before.equals(found.get())) {
            Optional<Found> same = selected.get().flatMap(was -> found.get().stream()
                    .filter(one -> one.kind() == was.kind() && one.value() == was.value()).findFirst());
            if (same.isPresent()) {
                selected.set(same);
            } else {
                select(found.get().stream().filter(one -> one.kind() == Kind.ESR).findFirst()
                        .orElse(found.get().getFirst()));
            }
        }
    }

    private static boolean isSyndrome(Kind kind) {
        return kind == Kind.ESR || kind == Kind.CLASS;
    }

    private static StripValue strip(Decoded now) {
        Layout layout = switch (now.kind()) {
            case ESR, CLASS -> Esr.layout(now.context()).named(now.context().register());
            case SPSR -> RegisterLayouts.of(SPSR).orElseThrow();
            case FAR -> RegisterLayouts.of(FAR).orElseThrow();
            case INSTRUCTION -> InstructionWord.layout(OptionalLong.empty());
        };
        long yours = now.value() & ~now.origin();
        return new StripValue(layout.name(), new RegisterValue(layout, now.value()),
                yours == 0 ? List.of() : List.of(new Contribution(Source.YOU, yours, "changed here")),
                -1L >>> (Long.SIZE - layout.width()), "", 0);
    }

    private static List<Finding> lint(Decoded now) {
        List<Finding> all = new ArrayList<>();
        if (now.kind() == Kind.ESR) {
            all.addAll(Esr.lint(now.value(), now.context()));
            all.addAll(Esr.notes(now.value(), now.context()));
        } else if (now.kind() == Kind.SPSR) {
            RegisterLayouts.of(SPSR).orElseThrow().lint(now.value(), all);
        } else if (now.kind() == Kind.INSTRUCTION) {
            all.addAll(new InstructionWord((int) now.value(), OptionalLong.empty()).findings());
        }
        all.sort((a, b) -> a.severity().compareTo(b.severity()));
        return List.copyOf(all);
    }

    /// The levels an exception to the register's level can come from.
    static List<OptionalInt> sources(int view) {
        List<OptionalInt> levels = new ArrayList<>(List.of(OptionalInt.empty()));
        for (int level = 0; level <= view; level++) {
            levels.add(OptionalInt.of(level));
        }
        return levels;
    }
}
