package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgramListingTest {
    private static final ProgramListing LISTING = new ProgramListing("a.s",
            List.of(new ProgramListing.Text(1, "start", ""),
                    new ProgramListing.Instruction(2, 0x4008_0000L, 0xd503_201f, "", "nop"),
                    new ProgramListing.Instruction(3, 0x4008_0004L, 0xd69f_03e0, "", "eret")),
            new TreeMap<>(Map.of(0x4008_0000L, "start", 0xffff_0000_0000_0000L, "high")));

    @Test
    void anInstructionIsFoundByItsAddress() {
        assertThat(LISTING.at(0x4008_0004L)).map(ProgramListing.Line::number).contains(3);
        assertThat(LISTING.at(0x4008_0008L)).isEmpty();
    }

    @Test
    void anAddressIsNamedByTheSymbolBelowIt() {
        assertThat(LISTING.symbolic(0x4008_0000L)).contains("start");
        assertThat(LISTING.symbolic(0x4008_0004L)).contains("start + 0x4");
    }

    @Test
    void anAddressBelowOrFarFromEverySymbolHasNoName() {
        assertThat(LISTING.symbolic(0x4018_0000L)).isEmpty();
        assertThat(LISTING.symbolic(0x4007_fffcL)).isEmpty();
    }
}
