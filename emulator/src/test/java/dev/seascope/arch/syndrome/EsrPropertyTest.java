package dev.seascope.arch.syndrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Profile;
import dev.seascope.arch.Profile.Revision;
import dev.seascope.arch.RegisterValue;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EsrPropertyTest {
    /// Syndromes with classes and fault status codes evenly spread, else random.
    @Provide
    Arbitrary<Long> syndromes() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 63),
                Arbitraries.integers().between(0, 63), Arbitraries.of(0xffff_ffff_ffff_ffffL, 0x00ff_ffff_ffff_ffffL,
                        0xffff_ffffL, 0x03c0_07ffL))
                .as((bits, ec, fsc, mask) -> (bits & mask & ~0xfc00_003fL) | (long) ec << 26 | fsc);
    }

    @Provide
    Arbitrary<SyndromeContext> contexts() {
        Arbitrary<Profile> profiles = Combinators.combine(Arbitraries.of(Revision.class),
                Arbitraries.of(ArmFeature.class).set().ofMaxSize(4), Arbitraries.of(true, false))
                .as((revision, few, all) -> {
                    Profile profile = all ? Profile.everything(revision) : Profile.of(revision, few);
                    for (ArmFeature feature : few) {
                        profile = all ? profile.without(feature) : profile;
                    }
                    return profile;
                });
        return Combinators.combine(Arbitraries.integers().between(1, 3), Arbitraries.integers().between(-1, 3),
                Arbitraries.of(Origin.class), profiles)
                .as((view, from, origin, profile) -> new SyndromeContext(view,
                        from < 0 ? OptionalInt.empty() : OptionalInt.of(from), origin, profile));
    }

    @Property
    void leavesCoverEveryBitOnce(@ForAll("syndromes") long esr, @ForAll("contexts") SyndromeContext context) {
        int next = 63;
        for (Field leaf : Esr.layout(context).leaves(esr)) {
            assertThat(leaf.bits().msb()).isEqualTo(next);
            next = leaf.bits().lsb() - 1;
        }
        assertThat(next).isEqualTo(-1);
    }

    @Property
    void encodingWhatWasDecodedGivesTheSameBits(@ForAll("syndromes") long esr,
            @ForAll("contexts") SyndromeContext context) {
        RegisterValue rebuilt = new RegisterValue(Esr.layout(context), ~esr);
        for (Layout.Reading reading : Esr.read(esr, context)) {
            rebuilt = rebuilt.with(reading.field(), reading.value());
        }

        assertThat(rebuilt.bits()).isEqualTo(esr);
    }

    @Property
    void theFastWayReadsWhatTheLayoutReads(@ForAll("syndromes") long esr, @ForAll("contexts") SyndromeContext context) {
        List<Layout.Reading> fast = described(Esr.read(esr, context));
        List<Layout.Reading> slow = described(Esr.layout(context).read(esr));

        assertThat(fast).isEqualTo(slow);
    }

    @Property
    void everyLeafCanBeExplained(@ForAll("syndromes") long esr, @ForAll("contexts") SyndromeContext context) {
        Layout layout = Esr.layout(context);
        for (Field leaf : layout.leaves(esr)) {
            assertThat(layout.why(leaf, esr)).doesNotContain("  ").doesNotStartWith(";");
        }
        Esr.notes(esr, context).forEach(note -> assertThat(note.code()).startsWith("DOC-"));
    }

    @Property
    void aCorrectionRemovesItsFinding(@ForAll("syndromes") long esr, @ForAll("contexts") SyndromeContext context) {
        for (Finding finding : Esr.lint(esr, context)) {
            finding.fix().ifPresent(fix -> assertThat(Esr.lint(fix.value(), context))
                    .as("%s of 0x%x", finding, esr)
                    .noneMatch(left -> left.code().equals(finding.code()) && left.field().equals(finding.field())));
        }
    }

    @Property
    void findingsPointAtFieldsOfTheRegister(@ForAll("syndromes") long esr,
            @ForAll("contexts") SyndromeContext context) {
        Set<String> codes = new TreeSet<>();
        for (Finding finding : Esr.lint(esr, context)) {
            // Two fields may say the same: both TagAccess and AssuredOnly are facts of stage 2.
            assertThat(codes.add(finding.code() + finding.field().name() + finding.message()))
                    .as("%s twice for 0x%x", finding, esr).isTrue();
            assertThat(finding.message()).isNotBlank();
        }
    }

    @Test
    void everyCombinationOfTheConditionsOfADataAbortHasALayout() {
        for (int view = 1; view <= 3; view++) {
            for (Revision revision : Revision.values()) {
                EsrDecoder decoder = Esr.decoder(SyndromeContext.of(view).on(Profile.everything(revision)));
                for (long bits = 0; bits < 1 << 13; bits++) {
                    // ISV, VNCR, LST and SET, CM, S1PTW, WnR, DFSC: all that conditions look at
                    long esr = Long.expand(bits, 0x0100_39ffL) | 0x9600_0000L;
                    decoder.read(esr);
                    decoder.layout().read(esr);
                    decoder.lint(esr);
                }
            }
        }
    }

    @Property(tries = 2000)
    void aReadingIsWhatItsFieldSaysOfTheValue(@ForAll long esr) {
        for (long value : new long[] {esr, esr & 0xff00_0000L, esr}) {
            assertThat(Esr.read(value, SyndromeContext.el1())).allSatisfy(reading -> {
                assertThat(reading.value()).isEqualTo(reading.field().bits().get(value));
                assertThat(reading.meaning()).isEqualTo(reading.field().meaning(reading.value()));
            });
            assertThat(Esr.lint(value, SyndromeContext.el1())).isEqualTo(Esr.lint(value, SyndromeContext.el1()));
        }
    }

    @Test
    void oneMillionRandomValuesThrowNothing() {
        Random random = new Random(20260101);
        EsrDecoder[] decoders = {Esr.decoder(SyndromeContext.of(1)), Esr.decoder(SyndromeContext.of(2).from(1)),
            Esr.decoder(SyndromeContext.of(3).from(Origin.A32))};
        long readings = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long esr = random.nextLong();
            EsrDecoder decoder = decoders[i % 3];
            decoder.lint(esr);
            readings += decoder.read(esr).size();
        }
        assertThat(readings).isGreaterThan(3_000_000);
    }

    private static List<Layout.Reading> described(List<Layout.Reading> readings) {
        return readings.stream().filter(reading -> !(reading.field() instanceof Field.Res0)).toList();
    }
}
