package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Expressions;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.LineAssembler;
import dev.seascope.arch.a64.VectorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whether each row of the instruction table has a vector. Aliases do what the row does that they refine.
class RowsWithoutVectorTest {
    private static final Path REPORT = Path.of("target/rows-without-vector.txt");

    @Test
    void everyRowHasAVector() throws IOException {
        Set<InstructionSpec> seen = new HashSet<>();
        Stream.concat(VectorFiles.words().stream(), systemWords())
                .forEach(word -> A64.decode(word, A64.ALL_FEATURES).ifPresent(row -> seen.add(row.instruction())));

        List<String> missing = A64.table().stream()
                .filter(row -> row.instruction().equals(row) && !seen.contains(row))
                .map(InstructionSpec::syntax)
                .toList();

        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.write(REPORT, missing);
        assertThat(seen).hasSizeGreaterThan(3000);
        assertThat(missing).isEmpty();
    }

    private static Stream<Integer> systemWords() throws IOException {
        return SystemVectors.read().stream()
                .flatMap(line -> line.statementList().stream())
                .map(statement -> LineAssembler.assemble(statement, 0, Expressions.NUMBERS))
                .map(result -> ((LineAssembler.Result.Word) result).word());
    }
}
