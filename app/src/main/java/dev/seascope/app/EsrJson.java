package dev.seascope.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Comparison;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Syndromes as one JSON document: an object, or an array of several, written as they come.
final class EsrJson implements EsrOutput {
    private final JsonGenerator json;
    private final boolean why;
    /// The first syndrome waits: whether it stands in an array is known when there is a second.
    private Optional<Syndrome> first = Optional.empty();
    private boolean several;

    private record Syndrome(long esr, SyndromeContext context) {}

    /// @param why say of each conditional field why it is in force or reserved, under the key `why`
    EsrJson(OutputStream out, boolean why) throws IOException {
        this.json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter());
        this.why = why;
    }

    @Override
    public void syndrome(long esr, SyndromeContext context) throws IOException {
        if (several) {
            write(esr, context);
        } else if (first.isEmpty()) {
            first = Optional.of(new Syndrome(esr, context));
        } else {
            several = true;
            json.writeStartArray();
            write(first.get().esr, first.get().context);
            write(esr, context);
        }
    }

    @Override
    public void end() throws IOException {
        if (several) {
            json.writeEndArray();
        } else if (first.isPresent()) {
            write(first.get().esr, first.get().context);
        }
        json.writeRaw('\n');
        json.close();
    }

    private void write(long esr, SyndromeContext context) throws IOException {
        json.writeStartObject();
        json.writeStringField("value", EsrText.padded(esr));
        json.writeStringField("register", context.register());
        json.writeArrayFieldStart("fields");
        for (Layout.Reading reading : Esr.read(esr, context)) {
            json.writeStartObject();
            field(reading);
            String reason = why ? Esr.layout(context).why(reading.field(), esr) : "";
            if (!reason.isEmpty()) {
                json.writeStringField("why", reason);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        String name = Esr.systemRegister(esr);
        if (!name.isEmpty()) {
            json.writeStringField("system_register", name);
        }
        findings("findings", Esr.lint(esr, context));
        List<Finding> notes = Esr.notes(esr, context);
        if (!notes.isEmpty()) {
            findings("notes", notes);
        }
        json.writeEndObject();
    }

    private void field(Layout.Reading reading) throws IOException {
        json.writeStringField("name", reading.field().name());
        json.writeNumberField("hi", reading.field().bits().msb());
        json.writeNumberField("lo", reading.field().bits().lsb());
        json.writeStringField("value", EsrText.hex(reading.value()));
        json.writeStringField("meaning", reading.meaning());
    }

    private void findings(String key, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart(key);
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("code", finding.code());
            json.writeStringField("severity", String.valueOf(finding.severity().letter()));
            json.writeStringField("field", finding.field().name());
            json.writeStringField("message", finding.message());
            if (finding.fix().isPresent()) {
                Fix fix = finding.fix().get();
                json.writeObjectFieldStart("fix");
                json.writeStringField("label", fix.label());
                json.writeStringField("value", EsrText.padded(fix.value()));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Two values, as the whole document: what differs between them.
    void comparison(Comparison comparison) throws IOException {
        json.writeStartObject();
        json.writeStringField("register", comparison.left().layout().name());
        json.writeStringField("left", EsrText.padded(comparison.left().bits()));
        json.writeStringField("right", EsrText.padded(comparison.right().bits()));
        json.writeArrayFieldStart("differences");
        for (Comparison.Row row : comparison.differences()) {
            json.writeStartObject();
            json.writeStringField("name", row.either().field().name());
            json.writeNumberField("hi", row.either().field().bits().msb());
            json.writeNumberField("lo", row.either().field().bits().lsb());
            side("left", row.left());
            side("right", row.right());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    /// `null` where the field is not in force.
    private void side(String key, Optional<Layout.Reading> reading) throws IOException {
        if (reading.isEmpty()) {
            json.writeNullField(key);
            return;
        }
        json.writeObjectFieldStart(key);
        json.writeStringField("value", EsrText.hex(reading.get().value()));
        json.writeStringField("meaning", reading.get().meaning());
        json.writeEndObject();
    }
}
