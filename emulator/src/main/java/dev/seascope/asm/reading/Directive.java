package dev.seascope.asm.reading;

import dev.seascope.asm.text.Cursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a directive does. (GNU as manual, "Pseudo Ops" and the AArch64 chapter.)
@FunctionalInterface
public interface Directive {
    /// All directives by name, in lower case.
    Map<String, Directive> ALL = all();

    /// Do it.
    ///
    /// @param operands stands behind the directive's name
    void run(Reading reading, Cursor operands);

    private static Map<String, Directive> all() {
        var all = new HashMap<String, Directive>();
        for (Map<String, Directive> group : List.of(DataDirectives.TABLE, SymbolDirectives.TABLE,
                SectionDirectives.TABLE, BlockDirectives.TABLE)) {
            group.forEach((name, directive) -> {
                if (all.put(name, directive) != null) {
                    throw new IllegalStateException("two directives are called " + name);
                }
            });
        }
        return Map.copyOf(all);
    }
}
