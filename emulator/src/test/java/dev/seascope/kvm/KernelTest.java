package dev.seascope.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.kvm.uapi.Capability;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTest {
    @Test
    void theIdsAreThoseOfTheContract() {
        assertThat(Kernel.all()).extracting(Kernel::id).containsExactlyInAnyOrder("v6.16", "v6.17", "series-v1",
                "series-v1-doc", "v6.18", "v6.19", "v7.0", "mainline-2026-07");
        assertThatThrownBy(() -> Kernel.of("v5.0")).hasMessageContaining("no kernel v5.0").hasMessageContaining("v6.16");
    }

    @Test
    void aDerivedKernelDiffersOnlyWhereItSays() {
        Kernel base = Kernel.of("v6.19");

        Kernel derived = base.derive(Map.of("il_policy", "always1", "mmio_sign_ext_bug", "false"));

        assertThat(derived.ilPolicy()).isEqualTo(Kernel.IlPolicy.ALWAYS1);
        assertThat(derived.does(Kernel.Toggle.MMIO_SIGN_EXT_BUG)).isFalse();
        assertThat(derived.does(Kernel.Toggle.EASE)).isTrue();
        assertThat(derived.events()).isEqualTo(base.events());
        assertThat(Kernel.of(derived.id())).isEqualTo(derived);
    }

    @Test
    void everyToggleCanBeSwitchedByItsName() {
        for (Kernel.Toggle toggle : Kernel.Toggle.values()) {
            for (boolean on : new boolean[] {true, false}) {
                assertThat(Kernel.DEFAULT.derive(Map.of(toggle.key(), String.valueOf(on))).does(toggle)).isEqualTo(on);
            }
        }
    }

    @Test
    void anUnknownToggleOrValueIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> Kernel.DEFAULT.derive(Map.of("il_polcy", "stale")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("il_polcy")
                .hasMessageContaining("il_policy");
        assertThatThrownBy(() -> Kernel.DEFAULT.derive(Map.of("il_policy", "never")))
                .hasMessageContaining("stale, always1");
        assertThatThrownBy(() -> Kernel.DEFAULT.derive(Map.of("ease", "1"))).hasMessageContaining("true, false");
    }

    @Test
    void number245MeansTwoThings() {
        assertThat(Kernel.of("series-v1").capability(245)).map(Capability::name).contains("ARM_INJECT_EXT_IABT");
        assertThat(Kernel.of("v6.19").capability(245)).map(Capability::name).contains("ARM_SEA_TO_USER");
        assertThat(Kernel.of("v6.18").capability(245)).isEmpty();
        assertThat(Kernel.of("v6.19").capability("ARM_INJECT_EXT_IABT")).isEmpty();
        assertThat(Kernel.of("v6.17").capability("ARM_SEA_TO_USER")).isEmpty();
        assertThat(Kernel.of("series-v1").capability("ARM_SEA_TO_USER")).map(Capability::number)
                .contains(Capability.NO_NUMBER);
    }
}
