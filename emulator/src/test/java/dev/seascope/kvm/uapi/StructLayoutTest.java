package dev.seascope.kvm.uapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import org.junit.jupiter.api.Test;

class StructLayoutTest {
    private static int offset(String id, String member) {
        return Structs.vcpuEvents(id).required(member).offset();
    }

    @Test
    void offsetsAndSizesOfVcpuEventsAreThoseOfTheHeaders() {
        assertThat(Structs.vcpuEvents("v6.16").size()).isEqualTo(64);
        assertThat(Structs.vcpuEvents("series-v1-patch-1").size()).isEqualTo(64);
        assertThat(Structs.vcpuEvents("series-v1").size()).isEqualTo(64);
        assertThat(Structs.vcpuEvents("series-v1-doc").size()).isEqualTo(72);
        assertThat(offset("v6.16", "reserved")).isEqualTo(16);
        assertThat(offset("v6.16", "serror_esr")).isEqualTo(8);
        assertThat(offset("series-v1", "ext_iabt_pending")).isEqualTo(3);
        assertThat(offset("series-v1", "ext_abt_has_esr")).isEqualTo(4);
        assertThat(offset("series-v1", "pad")).isEqualTo(5);
        assertThat(offset("series-v1", "ext_abt_esr")).isEqualTo(16);
        assertThat(offset("series-v1", "reserved")).isEqualTo(24);
        assertThat(offset("series-v1-doc", "reserved")).isEqualTo(24);
        assertThat(offset("esr-at-end", "ext_abt_esr")).isEqualTo(56);
        assertThat(offset("excl-atom", "ext_dabt_excl_atom_pending")).isEqualTo(3);
    }

    @Test
    void everyByteOfVcpuEventsBelongsToAMember() {
        assertThat(Structs.VCPU_EVENTS).allSatisfy(layout -> {
            for (int i = 0; i < layout.size(); i++) {
                assertThat(layout.memberAt(i)).as("%s byte %d", layout.id(), i).isPresent();
            }
        });
    }

    @Test
    void offsetsOfKvmRunAreThoseOfTheHeader() {
        assertThat(Structs.KVM_RUN.required("immediate_exit").offset()).isEqualTo(1);
        assertThat(Structs.KVM_RUN.required("exit_reason").offset()).isEqualTo(8);
        assertThat(Structs.KVM_RUN.required("flags").offset()).isEqualTo(14);
        assertThat(Structs.KVM_RUN.size()).isEqualTo(Structs.EXIT_OFFSET);
        assertThat(Structs.exit("mmio").required("data").offset()).isEqualTo(40);
        assertThat(Structs.exit("mmio").required("len").offset()).isEqualTo(48);
        assertThat(Structs.exit("mmio").required("is_write").offset()).isEqualTo(52);
        assertThat(Structs.exit("hypercall").required("ret").offset()).isEqualTo(88);
        assertThat(Structs.exit("arm_sea").required("gpa").offset()).isEqualTo(56);
        assertThat(Structs.exit("debug").required("far").offset()).isEqualTo(40);
        assertThat(Structs.EXITS).allMatch(exit -> exit.size() <= Structs.EXIT_OFFSET + Structs.EXIT_BYTES);
    }

    @Test
    void ioctlNumbersAreThoseOfTheHeader() {
        assertThat(Ioctl.KVM_GET_VCPU_EVENTS.number()).isEqualTo(0x8040_ae9fL);
        assertThat(Ioctl.KVM_SET_VCPU_EVENTS.number()).isEqualTo(0x4040_aea0L);
        assertThat(Ioctl.KVM_GET_VCPU_EVENTS.number(72)).isEqualTo(0x8048_ae9fL);
        assertThat(Ioctl.KVM_SET_VCPU_EVENTS.number(72)).isEqualTo(0x4048_aea0L);
        assertThat(Ioctl.KVM_RUN.number()).isEqualTo(0xae80);
        assertThat(Ioctl.KVM_ENABLE_CAP.number()).isEqualTo(0x4068_aea3L);
        assertThat(Ioctl.KVM_GET_ONE_REG.number()).isEqualTo(0x4010_aeabL);
        assertThat(Ioctl.KVM_SET_ONE_REG.number()).isEqualTo(0x4010_aeacL);
        assertThat(Ioctl.KVM_CHECK_EXTENSION.number()).isEqualTo(0xae03);
        assertThat(Ioctl.KVM_SET_USER_MEMORY_REGION.number()).isEqualTo(0x4020_ae46L);
        assertThat(Ioctl.KVM_ARM_VCPU_INIT.number()).isEqualTo(0x4020_aeaeL);
        assertThat(Ioctl.of(Ioctl.Fd.VCPU, 0x4040_aea0L)).contains(Ioctl.KVM_SET_VCPU_EVENTS);
        assertThat(Ioctl.of(Ioctl.Fd.VCPU, 0x4048_aea0L)).isEmpty();
    }

    @Test
    void theSizeInAnIoctlNumberIsTheSizeOfItsStruct() {
        assertThat(Ioctl.KVM_ENABLE_CAP.bytes()).isEqualTo(Structs.ENABLE_CAP.size());
        assertThat(Ioctl.KVM_SET_ONE_REG.bytes()).isEqualTo(Structs.ONE_REG.size());
        assertThat(Ioctl.KVM_SET_USER_MEMORY_REGION.bytes()).isEqualTo(Structs.USERSPACE_MEMORY_REGION.size());
        assertThat(Ioctl.KVM_ARM_VCPU_INIT.bytes()).isEqualTo(Structs.VCPU_INIT.size());
        assertThat(Ioctl.KVM_SET_MP_STATE.bytes()).isEqualTo(Structs.MP_STATE.size());
        assertThat(Ioctl.KVM_SET_GUEST_DEBUG.bytes()).isEqualTo(Structs.GUEST_DEBUG.size());
    }

    @Test
    void aValueTooWideForItsMemberIsRefused() {
        StructLayout layout = Structs.vcpuEvents("series-v1");
        Bytes zeros = layout.zeros();

        assertThatThrownBy(() -> layout.with(zeros, "ext_dabt_pending", 0x100))
                .hasMessage("0x100 does not fit in u8 ext_dabt_pending");
        assertThatThrownBy(() -> layout.with(zeros, "reserved", 10, 0)).hasMessageContaining("has no element 10");
        assertThatThrownBy(() -> layout.with(zeros, "nonsense", 0)).hasMessageContaining("no member nonsense");
        assertThat(layout.get(layout.with(zeros, "ext_abt_esr", -1), "ext_abt_esr")).isEqualTo(-1);
    }

    @Test
    void aLayoutWithAMistakeIsRefused() {
        assertThatThrownBy(() -> StructLayout.of("bad", "s", "u8 a", "u8 a")).hasMessageContaining("repeated");
        assertThatThrownBy(() -> StructLayout.of("bad", "s", "u24 a")).hasMessageContaining("not a declaration");
    }
}
