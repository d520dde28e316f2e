package dev.seascope.arch.a64.word;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.InstructionSpec.Piece;
import dev.seascope.arch.a64.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a field of an instruction word means: the operands that are read from it, as the assembler writes them.
///
/// @param instruction the row whose field it is, no alias
/// @param address of the instruction, if it is known
record OperandSense(InstructionSpec instruction, Bits bits, OptionalLong address) implements Field.Sense {
    static final String NOT_ALLOCATED = "not allocated";

    @Override
    public boolean isAllocated(long register) {
        return pieces(instruction).allMatch(piece -> piece.operand().allows((int) register));
    }

    /// The operands of the alias that the word is written as, and if they have nothing of this field, those of the
    /// instruction.
    @Override
    public String text(long register) {
        int word = (int) register;
        if (!isAllocated(register)) {
            return NOT_ALLOCATED;
        }
        InstructionSpec written = A64.decode(word, A64.ALL_FEATURES)
                .filter(row -> row.instruction().equals(instruction)).orElse(instruction);
        String text = text(written, word);
        return !text.isEmpty() ? text : !written.equals(instruction) && !text(instruction, word).isEmpty()
                ? text(instruction, word) : FieldNames.meaning(bits.name(), bits.get(word));
    }

    private String text(InstructionSpec row, int word) {
        List<String> texts = new ArrayList<>();
        pieces(row).forEach(piece -> {
            Operand operand = piece.operand();
            String text = piece.lead() + (operand instanceof Operand.Label label ? target(label, word)
                    : operand.format(operand.decode(word), address.orElse(0)));
            texts.add(operand.fields().size() == 1 ? text : "%s (%s)".formatted(text,
                    operand.fields().stream().map(Bits::name).collect(Collectors.joining(":"))));
        });
        return String.join(", ", texts);
    }

    private Stream<Piece> pieces(InstructionSpec row) {
        return row.pieces().stream().filter(piece -> piece.operand().fields().contains(bits));
    }

    /// Where a label is, and how far.
    private String target(Operand.Label label, int word) {
        long distance = label.decode(word);
        String far = distance == 0 && address.isPresent() ? "" : "%s0x%x".formatted(distance < 0 ? "-" : "+", Math.abs(distance));
        String from = label.isOfPage() ? "page " : "";
        return address.isEmpty() ? (label.isOfPage() ? "page of PC " : "PC ") + far
                : label.format(distance, address.getAsLong()) + (far.isEmpty() ? "" : ", " + from + far);
    }
}
