package dev.seascope.arch.a64.word;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.Severity;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Disassembler;
import dev.seascope.arch.a64.EncodingGroup;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// An A64 instruction word as a register of 32 bits: its fields, what they mean in it, and what instruction it is. All
/// of it comes from the instruction table ([A64]), for every word.
///
/// The fields are those of the instruction's encoding diagram. A word that is not allocated has the fields of the
/// instruction whose fixed bits are nearest, if no more than two are different; else it has only those that tell the
/// group of instructions.
///
/// @param word the instruction
/// @param address where it lies, if that is known
public record InstructionWord(int word, OptionalLong address) {
    /// The name of the layout.
    public static final String NAME = "A64 instruction";

    /// Of the only kind of finding there is.
    private static final String CODE = "A64-UNALLOCATED";
    /// Any address whose page is not that of 0.
    private static final long ELSEWHERE = 1L << 32;
    private static final long MASK = 0xffff_ffffL;
    private static final String GROUP_TITLE = "Group of instructions";

    /// A layout that fits every word at an address.
    public static Layout layout(OptionalLong address) {
        return Layout.of(NAME, new Field.Union(new Bits("", 31, 0), NAME,
                register -> new InstructionWord((int) register, address).parts()));
    }

    /// The word with that layout.
    public RegisterValue register() {
        return new RegisterValue(layout(address), word & MASK);
    }

    /// Assembler text; for a word that is not allocated, data with a comment that says why. Without an address what is
    /// relative to it is written `.+0x14`.
    public String text() {
        return text(word);
    }

    private String text(int other) {
        if (address.isPresent()) {
            return Disassembler.text(other, address.getAsLong());
        }
        String atZero = Disassembler.text(other, 0);
        int target = atZero.lastIndexOf("0x");
        if (target < 0 || atZero.equals(Disassembler.text(other, ELSEWHERE))) {
            return atZero;
        }
        long offset = Long.parseUnsignedLong(atZero.substring(target + 2), 16);
        return "%s.%s0x%x".formatted(atZero.substring(0, target), offset < 0 ? "-" : "+", Math.abs(offset));
    }

    /// Whether the word is an instruction, if the processor has what it needs.
    public boolean isAllocated() {
        return row().isPresent();
    }

    /// The row of the table, an alias if one is preferred.
    private Optional<InstructionSpec> row() {
        return A64.decode(word, A64.ALL_FEATURES);
    }

    /// What there is to say of the word besides its fields, under short headings, for people: `text`, `group`,
    /// `alias of`, `needs`.
    public SequencedMap<String, String> facts() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("text", text());
        facts.put("group", EncodingGroup.of(word).title());
        row().filter(row -> !row.instruction().equals(row))
                .ifPresent(row -> facts.put("alias of", row.instruction().text(word, address.orElse(0))));
        row().filter(row -> !row.features().isEmpty()).ifPresent(row -> facts.put("needs", features(row)));
        return facts;
    }

    private static String features(InstructionSpec row) {
        return row.features().stream().map(Feature::name).map("FEAT_"::concat).collect(Collectors.joining(", "));
    }

    /// That the word is not allocated, and how it would be; nothing for an instruction.
    public List<Finding> findings() {
        if (isAllocated()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Layout parts = parts();
        Field first = parts.fields().getFirst();
        String why = "UNDEFINED: " + Disassembler.whyUndefined(word, A64.ALL_FEATURES);
        if (A64.reserved(word).isPresent()) {
            Field culprit = parts.fields().stream().filter(field -> field instanceof Field.Dependent dependent
                    && !dependent.sense().isAllocated(word & MASK)).findFirst().orElse(first);
            findings.add(new Finding(CODE, Severity.ERROR, culprit, why, Optional.empty()));
            return findings;
        }
        Optional<InstructionSpec> nearest = Nearest.of(word);
        if (nearest.isEmpty()) {
            findings.add(new Finding(CODE, Severity.ERROR, first, why, Optional.empty()));
            return findings;
        }
        int wrong = nearest.get().encoding().wrong(word);
        int fixed = word ^ wrong;
        String change = (Integer.bitCount(wrong) == 1 ? "bit " : "bits ") + bitList(wrong);
        Field culprit = parts.leafAt(31 - Integer.numberOfLeadingZeros(wrong), word & MASK);
        findings.add(new Finding(CODE, Severity.ERROR, culprit, "%s; %s differs in %s".formatted(why,
                nearest.get().mnemonic(), change), Optional.of(new Fix("Flip %s: %s".formatted(change,
                text(fixed)), fixed & MASK))));
        return findings;
    }

    private static String bitList(int bits) {
        List<String> numbers = new ArrayList<>();
        for (int bit = 31; bit >= 0; bit--) {
            if ((bits >>> bit & 1) == 1) {
                numbers.add(Integer.toString(bit));
            }
        }
        return String.join(" and ", numbers);
    }

    /// The fields of this word, from bit 31 down.
    private Layout parts() {
        Optional<InstructionSpec> row = row().or(() -> A64.reserved(word)).or(() -> Nearest.of(word));
        return row.map(found -> new Layout(found.instruction().mnemonic(), fields(found.instruction())))
                .orElseGet(() -> Layout.of("not allocated", fixed(new Bits("", 31, 29)),
                        new Field.Fixed(EncodingGroup.OP0, GROUP_TITLE, EncodingGroup.of(word).title()),
                        fixed(new Bits("", 24, 0))));
    }

    private List<Field> fields(InstructionSpec row) {
        List<Bits> named = row.diagram().fields().values().stream()
                .sorted(Comparator.comparingInt(Bits::msb).reversed()).toList();
        List<Field> fields = new ArrayList<>();
        int next = 31;
        for (Bits bits : named) {
            if (bits.msb() < next) {
                fields.add(fixed(new Bits("", next, bits.msb() + 1)));
            }
            fields.add(field(row, bits));
            next = bits.lsb() - 1;
        }
        if (next >= 0) {
            fields.add(fixed(new Bits("", next, 0)));
        }
        return fields;
    }

    private Field field(InstructionSpec row, Bits bits) {
        String title = FieldNames.title(bits.name());
        boolean isFixed = (row.diagram().mask() & bits.mask()) != 0;
        return isFixed ? new Field.Fixed(bits, title, FieldNames.meaning(bits.name(), bits.get(word & MASK)))
                : new Field.Dependent(bits, title, "", new OperandSense(row, bits, address));
    }

    private Field fixed(Bits bits) {
        String digits = Long.toBinaryString(bits.get(word & MASK));
        return new Field.Fixed(bits, "Fixed bits, which tell the instruction",
                "0".repeat(bits.width() - digits.length()) + digits);
    }
}
