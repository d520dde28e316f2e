package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
    @Test
    void fieldsAreEncodedAsTheKernelsHeaderLaysThemOut() {
        CliRun run = CliRun.of("events", "ext_dabt_pending=1", "ext_abt_has_esr=1", "ext_abt_esr=0x01c0c700");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("KVM_SET_VCPU_EVENTS 0x4040aea0, struct kvm_vcpu_events of series-v1, 64 bytes")
                .contains("  16  u64 ext_abt_esr        0x1c0c700")
                .contains("\n00 00 01 00 01 00 00 00 00 00 00 00 00 00 00 00\n00 c7 c0 01 00 00 00 00");
    }

    @Test
    void theDocumentedStructHasAnotherIoctlNumber() {
        assertThat(CliRun.of("events", "--kernel", "series-v1-doc").out())
                .startsWith("KVM_SET_VCPU_EVENTS 0x4048aea0, struct kvm_vcpu_events of series-v1-doc, 72 bytes");
    }

    @Test
    void bytesAreDecoded() throws Exception {
        CliRun run = CliRun.of("events", "--bytes", "01 01 00 00 00 00 00 00 ed d1 01 01", "--kernel", "v6.17", "--json");

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.get("ioctl_set").asText()).isEqualTo("0x4040aea0");
        assertThat(document.get("fields").findValuesAsText("name"))
                .containsExactly("serror_pending", "serror_has_esr", "ext_dabt_pending", "pad", "serror_esr", "reserved");
        assertThat(document.get("fields").get(4).get("value").asText()).isEqualTo("0x101d1ed");
        assertThat(document.get("fields").get(3).get("value")).hasSize(5);
    }

    @Test
    void theOutcomeHasItsRuleTheOriginOfEachBitAndEveryKernel() {
        CliRun run = CliRun.of("events", "ext_dabt_pending=1", "--outcome", "--after", "mmio-read");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\nseries-v1, step 8: ioctl returns 0\n",
                "  ESR_EL1            0x56000000 -> 0x96000010\n",
                "    | 0x2000000        last trap IL, from ESR_EL2 bit 25\n",
                "\n* v6.16                     0       0x96000010  0x8000000  +0x200  at the next KVM_RUN  dropped\n",
                "\n  v6.17                     0       0x96000010  0x8000000  +0x200  in the ioctl         dropped\n");
    }

    @Test
    void theSameBytesOrARebuiltVmmCanBeAskedAbout() throws Exception {
        String[] iabt = {"events", "ext_iabt_pending=1", "--register", "PSTATE=0x60000000", "--json"};
        JsonNode same = new ObjectMapper().readTree(CliRun.of(iabt).out());
        JsonNode rebuilt = new ObjectMapper().readTree(CliRun.of("events", "ext_iabt_pending=1", "--rebuilt", "--json",
                "--register", "PSTATE=0x60000000").out());

        assertThat(same.at("/return").asInt()).isZero();
        assertThat(same.at("/writes/0/after").asText()).isEqualTo("0x80000010");
        assertThat(same.at("/kernels/0/answer").asText()).isEqualTo("EINVAL: pad[0] must be 0");
        assertThat(rebuilt.at("/kernels/0/answer").asText()).isEqualTo("0");
        assertThat(rebuilt.at("/kernels/0/not_sent").asText()).isEqualTo("ext_iabt_pending");
        assertThat(rebuilt.at("/kernels/0/differs").toString()).contains("\"esr_el1\"");
    }

    @Test
    void aDerivedKernelIsComparedWithAllOthers() {
        assertThat(CliRun.of("events", "ext_dabt_pending=1", "--outcome", "--kernel", "v6.19+il_policy=always1").out())
                .contains("\n  v6.19+il_policy=always1   0       0x96000010", "\n* v6.19                     0       0x94000010");
    }

    @Test
    void whatTheStructCannotHoldIsRefused() {
        assertThat(CliRun.of("events", "ext_iabt_pending=1", "--kernel", "v6.17").err())
                .startsWith("seascope: struct kvm_vcpu_events of v6.17 has no field ext_iabt_pending; it has: ");
        assertThat(CliRun.of("events", "ext_dabt_pending=0x100").err())
                .startsWith("seascope: 0x100 does not fit in u8 ext_dabt_pending");
        assertThat(CliRun.of("events", "pad=1").err()).startsWith("seascope: pad is declared u8 pad[3]; write pad[0]=...");
        assertThat(CliRun.of("events", "pad[3]=1").err()).startsWith("seascope: u8 pad[3] has no element 3");
        assertThat(CliRun.of("events", "--bytes", "0").code()).isEqualTo(2);
        assertThat(CliRun.of("events", "--bytes", "00".repeat(65)).err()).startsWith("seascope: --bytes: 65 bytes; ");
        assertThat(CliRun.of("events", "--register", "Q=1").err())
                .startsWith("seascope: --register: an injection knows no register Q; it knows: X0, ");
        assertThat(CliRun.of("events", "--after", "nowhere").err())
                .startsWith("seascope: --after: nowhere: no such file");
        assertThat(CliRun.of("events", "--kernel", "v1").err()).startsWith("seascope: no kernel v1; known: v6.16, ");
    }
}
