package dev.seascope.arch.a64.word;

import java.util.List;
import java.util.Map;

/// What the Arm ARM's names of fields stand for. Values are in words only where the assembler's syntax does not show
/// them: elsewhere the operand that a field belongs to says it.
final class FieldNames {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("Rd", "Destination register"),
            Map.entry("Rn", "First source register, or base of an address"),
            Map.entry("Rm", "Second source register"),
            Map.entry("Ra", "Third source register"),
            Map.entry("Rt", "Register loaded, stored or tested"),
            Map.entry("Rt2", "Second register loaded or stored"),
            Map.entry("Rs", "Register for the status or an operand"),
            Map.entry("immhi", "High bits of the distance"),
            Map.entry("immlo", "Low bits of the distance"),
            Map.entry("immr", "Rotation"),
            Map.entry("imms", "Top bit of the field, or length of the run of ones"),
            Map.entry("N", "Width of what immr and imms tell"),
            Map.entry("immb", "Shift, low bits"),
            Map.entry("immh", "Size of an element and shift, high bits"),
            Map.entry("sh", "Whether the immediate is shifted by 12"),
            Map.entry("hw", "Which halfword the immediate goes to"),
            Map.entry("shift", "Kind of shift"),
            Map.entry("cond", "Condition"),
            Map.entry("nzcv", "Flags when the condition fails"),
            Map.entry("mask", "Which flags are written"),
            Map.entry("b40", "Number of the bit, without its top bit"),
            Map.entry("option", "How the second register is extended"),
            Map.entry("S", "Whether the offset is scaled by the size of the access"),
            Map.entry("sf", "Width of the registers"),
            Map.entry("sz", "Width of a register, or of an element"),
            Map.entry("size", "Size of the access, or of an element"),
            Map.entry("ftype", "Floating-point type"),
            Map.entry("Q", "Width of the vectors"),
            Map.entry("A", "Acquire"),
            Map.entry("R", "Release"),
            Map.entry("o0", "Number of a System register, op0"),
            Map.entry("op1", "Number of a System register or operation, op1"),
            Map.entry("op2", "Number of a System register, operation or hint, op2"),
            Map.entry("CRn", "Number of a System register or operation, CRn"),
            Map.entry("CRm", "Number of a System register or operation, CRm, or an option"),
            Map.entry("H", "Index of the element, top bit"),
            Map.entry("L", "Index of the element"),
            Map.entry("M", "Index of the element, low bit"),
            Map.entry("index", "Index of the element"),
            Map.entry("from", "Index of the element that is read"),
            Map.entry("len", "Registers in the table"),
            Map.entry("opcode", "Kind and size of the structure"),
            Map.entry("abc", "High bits of the immediate"),
            Map.entry("defgh", "Low bits of the immediate"),
            Map.entry("rot", "Rotation"),
            Map.entry("scale", "64 less the bits of the fraction"),
            Map.entry("x", "Does not matter"));

    private static final Map<String, List<String>> VALUES = Map.of(
            "sf", List.of("32 bits", "64 bits"),
            "sz", List.of("32 bits", "64 bits"),
            "Q", List.of("64 bits", "128 bits"),
            "A", List.of("no acquire", "acquire"),
            "R", List.of("no release", "release"),
            "S", List.of("not scaled", "scaled"),
            "ftype", List.of("single", "double", "", "half"),
            "option", List.of("uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"));

    private FieldNames() {}

    /// What the field is.
    static String title(String name) {
        return name.startsWith("imm") && !TITLES.containsKey(name) ? "Immediate" : TITLES.getOrDefault(name, "");
    }

    /// What a value of the field means wherever there is such a field, or nothing.
    static String meaning(String name, long value) {
        List<String> values = VALUES.getOrDefault(name, List.of());
        return value < values.size() ? values.get((int) value) : "";
    }
}
