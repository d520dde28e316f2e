package dev.seascope.session;

import dev.seascope.arch.a64.Disassembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Source;
import dev.seascope.vmm.GuestImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes listings of guest programs.
public final class ProgramListings {
    private static final Pattern STATEMENT = Pattern.compile("\\s*(?:([\\w.$]+):)?\\s*(.*)");
    /// A kernel of many megabytes is not read line by line.
    private static final int MOST_LINES = 1 << 18;

    private ProgramListings() {}

    /// A program with its source: every line of the text, in order, with what it became.
    ///
    /// @param sources the texts, as they were given to the assembler
    public static ProgramListing of(String title, List<Source> sources, Assembly assembly) {
        Map<String, List<Assembly.Line>> code = new HashMap<>();
        for (Assembly.Line line : assembly.lines()) {
            if (line.isCode()) {
                code.computeIfAbsent(line.file() + ":" + line.line(), _ -> new ArrayList<>()).add(line);
            }
        }
        List<ProgramListing.Line> lines = new ArrayList<>();
        for (Source source : sources) {
            int number = source.firstLine();
            for (String text : source.text().lines().toList()) {
                add(lines, number, text, code.getOrDefault(source.file() + ":" + number, List.of()), assembly);
                number++;
            }
        }
        return new ProgramListing(title, lines, assembly.labels());
    }

    private static void add(List<ProgramListing.Line> lines, int number, String text, List<Assembly.Line> code,
            Assembly assembly) {
        Matcher parts = STATEMENT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("every line matches, but not " + text);
        }
        String label = Objects.requireNonNullElse(parts.group(1), "");
        String rest = Objects.requireNonNull(parts.group(2)).strip();
        if (code.isEmpty()) {
            lines.add(new ProgramListing.Text(number, label, rest));
            return;
        }
        for (int i = 0; i < code.size(); i++) {
            Assembly.Line instruction = code.get(i);
            int word = (int) assembly.bytes(instruction.address(), Integer.BYTES).number(0, Integer.BYTES);
            lines.add(new ProgramListing.Instruction(number, instruction.address(), word, i == 0 ? label : "",
                    i == 0 && code.size() == 1 ? rest : instruction.text()));
        }
    }

    /// A program without source: the disassembly of its code.
    public static ProgramListing of(GuestImage image) {
        NavigableMap<Long, String> symbols = new TreeMap<>();
        image.symbols().forEach((name, address) -> symbols.putIfAbsent(address, name));
        List<ProgramListing.Line> lines = new ArrayList<>();
        for (GuestImage.Segment segment : image.segments()) {
            for (int at = 0; at + Integer.BYTES <= segment.content().size() && lines.size() < MOST_LINES;
                    at += Integer.BYTES) {
                long address = segment.address() + at;
                int word = (int) segment.content().number(at, Integer.BYTES);
                lines.add(new ProgramListing.Instruction(0, address, word, symbols.getOrDefault(address, ""),
                        Disassembler.text(word, address)));
            }
        }
        return new ProgramListing(image.name(), lines, symbols);
    }
}
