package dev.seascope.arch.a64;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One row of the instruction table: encoding, assembler syntax and effect. Made by [Rows].
///
/// A row may be an *alias*: a more specific row with the effect of the row it refines, which decoding prefers when its
/// condition holds. A *synonym* is syntax that only the assembler knows: another way to write what another row means.
public final class InstructionSpec {
    enum Role { INSTRUCTION, ALIAS, SYNONYM }

    static final IntPredicate ALWAYS = _ -> true;

    private final Role role;
    private final Encoding encoding;
    /// The encoding with the names of its variant; not made before it is asked for, which is seldom.
    private final Supplier<Encoding> diagram;
    /// Of the encoding, here because decoding asks for nothing else so often.
    private final int mask;
    private final int bits;
    private final String syntax;
    private final String mnemonic;
    private final String operandSyntax;
    /// Made of `operandSyntax` when first needed, as no run of the program needs all rows. Two threads may both make
    /// it, with the same result.
    private @Nullable Syntax operands;
    private final Set<Feature> features;
    private final boolean needsFeatures;
    private final IntPredicate condition;
    private final boolean conditional;
    private final InstructionSpec instruction;
    private final Effect effect;

    private InstructionSpec(
            Role role,
            Encoding encoding,
            Supplier<Encoding> diagram,
            String syntax,
            Set<Feature> features,
            IntPredicate condition,
            @Nullable InstructionSpec instruction,
            Effect effect) {
        this.role = role;
        this.encoding = encoding;
        this.diagram = diagram;
        this.mask = encoding.mask();
        this.bits = encoding.bits();
        this.syntax = syntax;
        int end = 0;
        while (end < syntax.length() && syntax.charAt(end) != ' ' && syntax.charAt(end) != '{') {
            end++;
        }
        this.mnemonic = syntax.substring(0, end).toLowerCase(Locale.ROOT);
        this.operandSyntax = syntax.substring(end);
        this.features = features;
        this.needsFeatures = !features.isEmpty();
        this.condition = condition;
        this.conditional = !condition.equals(ALWAYS);
        this.instruction = instruction == null ? this : instruction;
        this.effect = effect;
    }

    static InstructionSpec instruction(
            Encoding encoding, Supplier<Encoding> diagram, String syntax, Set<Feature> features, Effect effect) {
        return new InstructionSpec(Role.INSTRUCTION, encoding, diagram, syntax, features, ALWAYS, null, effect);
    }

    /// This row for those words only that fulfil a condition.
    InstructionSpec where(IntPredicate allocated) {
        return new InstructionSpec(Role.INSTRUCTION, encoding, diagram, syntax, features, allocated, null, effect);
    }

    /// A row that refines this one.
    InstructionSpec alias(String fixed, String aliasSyntax, IntPredicate preferred) {
        return other(Role.ALIAS, fixed, aliasSyntax, preferred);
    }

    /// Another way to write some of this row's words.
    InstructionSpec synonym(String fixed, String otherSyntax) {
        return other(Role.SYNONYM, fixed, otherSyntax, ALWAYS);
    }

    private InstructionSpec other(Role otherRole, String fixed, String otherSyntax, IntPredicate preferred) {
        IntPredicate both = condition.equals(ALWAYS) ? preferred : condition.and(preferred);
        return new InstructionSpec(otherRole, fixed.isEmpty() ? encoding : encoding.with(fixed), diagram, otherSyntax,
                features, both, this, effect);
    }

    private Syntax parsed() {
        Syntax parsed = operands;
        if (parsed == null) {
            parsed = Syntax.of(operandSyntax, encoding);
            operands = parsed;
        }
        return parsed;
    }

    /// Whether words are decoded as this row; synonyms are for assembling only.
    boolean isDecoded() {
        return role != Role.SYNONYM;
    }

    /// Whether this row may stand before another that matches some of its words: it is more specific, or another name
    /// for the same instruction.
    boolean mayPrecede(InstructionSpec other) {
        return encoding.refines(other.encoding)
                || (role == Role.ALIAS && instruction.equals(other.instruction));
    }

    public Encoding encoding() {
        return encoding;
    }

    /// The encoding of the [#instruction], in which the bits that make one row of several out of one diagram have the
    /// diagram's names too: `sf`, `Q`, `size`.
    public Encoding diagram() {
        return diagram.get();
    }

    /// The syntax in the Arm ARM's spelling with our placeholders, see [Placeholder].
    public String syntax() {
        return syntax;
    }

    /// The name of the instruction, in lower case, with a condition if that is part of it: `b.eq`.
    public String mnemonic() {
        return mnemonic;
    }

    /// What the processor must have for these instructions to exist.
    public Set<Feature> features() {
        return features;
    }

    /// Whether a processor with these features has the instructions of this row.
    boolean exists(Set<Feature> available) {
        return !needsFeatures || available.containsAll(features);
    }

    /// The instruction this is an alias of, or itself.
    public InstructionSpec instruction() {
        return instruction;
    }

    /// The operands in the order of the syntax.
    public List<Operand> operands() {
        return parsed().operands();
    }

    /// An operand and the word or sign before it, if there is one: `lsl #`, `#`.
    public record Piece(String lead, Operand operand) {}

    /// The operands with what stands before them, in the order of the syntax.
    public List<Piece> pieces() {
        return parsed().pieces();
    }

    /// Whether `word` is of this row: the fixed bits are there, and the fields hold values that are allocated.
    public boolean matches(int word) {
        return (word & mask) == bits && parsed().allows(word) && (!conditional || condition.test(word));
    }

    /// The object that executes `word`, which is of this row.
    public Instruction bind(int word) {
        return effect.bind(instruction, word);
    }

    /// As [#bind], for a load or store that may access as [Processor#DEVICE]. Null for all but those of one
    /// general-purpose register that have an [#accessSyndrome].
    public @Nullable Instruction bindDevice(int word) {
        return effect.bindDevice(instruction, word);
    }

    /// Whether execution may go on elsewhere than at the next instruction, or under other rules: branches, exceptions,
    /// and whatever changes how instructions are fetched or what may interrupt them. Only such instructions need end a
    /// block of instructions that are decoded together.
    public boolean endsBlock() {
        return effect.endsBlock();
    }

    /// What a Data Abort of `word` reports about the access: `ISS[24:14]`, that is ISV, SAS, SSE, SRT, SF and AR in
    /// their places, and LST in `ISS[12:11]`. ISV is set for loads and stores of one general-purpose register without
    /// writeback that are not exclusive, and for those of 64 bytes, of which LST is not 0; for everything else this is 0.
    public int accessSyndrome(int word) {
        return effect.accessSyndrome(word);
    }

    /// Assembler text for `word` at `address`.
    public String text(int word, long address) {
        return mnemonic + parsed().format(word, address);
    }

    /// The address in the program that `word` at `address` names: a branch target, or what is loaded or computed
    /// relative to the instruction.
    public OptionalLong target(int word, long address) {
        for (Operand operand : operands()) {
            if (operand instanceof Operand.Label label) {
                return OptionalLong.of(label.target(label.decode(word), address));
            }
        }
        return OptionalLong.empty();
    }

    /// The word for a statement whose mnemonic is this row's.
    ///
    /// @param cursor behind the mnemonic
    OptionalInt assemble(Cursor cursor) {
        return parsed().parse(cursor, encoding);
    }

    @Override
    public String toString() {
        return syntax;
    }
}
