package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Disassembler;
import dev.seascope.arch.a64.Encoding;
import dev.seascope.arch.a64.InstructionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random words of every row of the instruction table: as text they are what GNU objdump makes of them, and that text
/// makes the same words with GNU as and with our assembler.
class RandomWordsTest {
    private static final long BASE = 0x4008_0000L;
    private static final String ARCHITECTURE =
            ".arch armv8.7-a+crypto+fp16+memtag+ls64+ssbs+flagm+sb+profile+pauth\n";
    private static final Pattern LISTED = Pattern.compile("\\s*[0-9a-f]+:\\t([0-9a-f]{8}) *\\t(.*)");
    private static final Pattern TARGET = Pattern.compile("([0-9a-f]+) <[^>]*>");

    private static final Pattern NUMBERED_REGISTER = Pattern.compile("\\bs[0-3]_\\d_c\\d+_c\\d+_\\d");

    @TempDir
    private Path folder;

    /// @param statement our text with addresses relative to the instruction, as constants are something else to GNU as
    private record Case(int word, String ours, String gnu, String statement) {
        boolean differs() {
            return !ours.equals(gnu);
        }

        @Override
        public String toString() {
            return "%08x: %s | %s".formatted(word, ours, gnu);
        }
    }

    @Test
    void aFewWordsOfEveryRow() throws IOException {
        compare(words(4, new Random(1)));
    }

    @Test
    @Tag("slow")
    void manyWordsOfEveryRow() throws IOException {
        for (int seed = 2; seed < 7; seed++) {
            compare(words(40, new Random(seed)));
        }
    }

    private static List<Integer> words(int each, Random random) {
        List<Integer> words = new ArrayList<>();
        for (Encoding encoding : A64.table().stream().map(InstructionSpec::encoding).distinct().toList()) {
            for (int i = 0; i < each; i++) {
                words.add((random.nextInt() & ~encoding.mask()) | encoding.bits());
            }
        }
        return words;
    }

    private void compare(List<Integer> words) throws IOException {
        GnuTools.require("as");
        GnuTools.require("objdump");
        List<Case> cases = disassembled(words);

        assertThat(cases.stream().filter(each -> each.differs() && !isGnuOwn(each)).limit(20)).isEmpty();

        String source = cases.stream()
                .map(each -> each.differs() ? ".inst 0x%08x".formatted(each.word()) : each.statement())
                .collect(Collectors.joining("\n", ARCHITECTURE, "\n"));
        Assembly assembly = Assembler.assemble("words.s", source, BASE);
        assertThat(assembly.errors().stream().limit(20)).isEmpty();
        Bytes ours = Bytes.copyOf(assembly.image());
        Bytes gnu = Bytes.copyOf(GnuTools.image(folder, source));
        assertThat(IntStream.range(0, cases.size())
                        .filter(i -> ours.number(4 * i, 4) != gnu.number(4 * i, 4))
                        .mapToObj(i -> "%s: %08x by ours, %08x by GNU as".formatted(
                                cases.get(i), ours.number(4 * i, 4), gnu.number(4 * i, 4)))
                        .limit(20))
                .isEmpty();
    }

    /// Where GNU objdump 2.40 differs from the Arm ARM.
    private static boolean isGnuOwn(Case each) {
        String[] ours = each.ours().split(" ", 2);
        String[] gnu = each.gnu().split(" ", 2);
        return switch (ours[0]) {
            // Not every register is allocated for 64 bytes
            case ".inst" -> gnu[0].endsWith("64b") || gnu[0].startsWith("st64bv");
            // Has no name yet
            case "dgh" -> each.gnu().equals("hint #0x6");
            // Only bit 0 of the constant counts; and each knows registers that the other does not
            case "msr", "mrs" -> NUMBERED_REGISTER.matcher(each.toString()).find();
            // Base and destination the same, which other loads are only annotated for
            case "ldpsw" -> gnu[0].equals(".inst");
            // Operations that came later
            case "tlbi", "dc", "at" -> gnu[0].equals("sys");
            // A register that the operation does not use is not shown
            case "sys" -> gnu[0].equals("ic") || gnu[0].equals("tlbi");
            default -> false;
        };
    }

    private List<Case> disassembled(List<Integer> words) throws IOException {
        Files.writeString(folder.resolve("words.s"), words.stream()
                .map(word -> ".inst 0x%08x%n".formatted(word)).collect(Collectors.joining()));
        GnuTools.run(folder, "as", "words.s", "-o", "words.o");
        String listing = GnuTools.run(folder, "objdump", "-d", "-z", "--adjust-vma=" + BASE, "words.o");
        List<String> texts = LISTED.matcher(listing).results().map(line -> line.group(2)).toList();
        assertThat(texts).hasSameSizeAs(words);
        return IntStream.range(0, words.size())
                .mapToObj(i -> disassembled(words.get(i), BASE + 4L * i, texts.get(i)))
                .toList();
    }

    private static Case disassembled(int word, long address, String listed) {
        String ours = withoutComment(Disassembler.text(word, address));
        Matcher target = TARGET.matcher(withoutComment(listed).replace('\t', ' '));
        String statement = ours;
        if (target.find()) {
            long distance = Long.parseUnsignedLong(target.group(1), 16) - address;
            statement = ours.substring(0, ours.lastIndexOf(' ')) + " . + (%d)".formatted(distance);
        }
        return new Case(word, ours, target.replaceFirst("0x$1"), statement);
    }

    private static String withoutComment(String text) {
        return text.replaceFirst("\\s*(//|;).*", "");
    }
}
