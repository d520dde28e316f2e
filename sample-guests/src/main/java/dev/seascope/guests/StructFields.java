package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The fields of a struct as a step gives them, by their UAPI names.
///
/// @param verb of the step, for messages
/// @param line of the step
/// @param fields names to their elements; a number is one element
record StructFields(String verb, int line, Map<String, List<Operand>> fields) {
    /// The struct, zeros where nothing is given.
    ///
    /// @param advice follows a message about a field that the struct lacks
    /// @throws ScenarioException if a field is not there, or has fewer elements
    Bytes encode(StructLayout layout, Scenario scenario, Symbols symbols, String advice) throws ScenarioException {
        Bytes struct = layout.zeros();
        for (Map.Entry<String, List<Operand>> field : fields.entrySet()) {
            String name = field.getKey();
            StructLayout.Member member = layout.member(name).orElseThrow(() -> new ScenarioException(scenario.file(),
                    line, "%s: %s".formatted(verb, advice.formatted(name))));
            List<Operand> elements = field.getValue();
            if (elements.size() > member.count()) {
                throw new ScenarioException(scenario.file(), line, "%s: %s has %d elements"
                        .formatted(verb, member.declaration(), member.count()));
            }
            for (int i = 0; i < elements.size(); i++) {
                long value = symbols.fitted(elements.get(i), name, 8 * member.elementBytes()).longValue();
                struct = layout.with(struct, name, i, value);
            }
        }
        return struct;
    }

    /// Bytes as a struct of at least this size, with zeros behind.
    static Bytes padded(Bytes bytes, int size) {
        return bytes.size() >= size ? bytes : Bytes.copyOf(Arrays.copyOf(bytes.toArray(), size));
    }
}
