package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.OneReg;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.EnumSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmTest {
    private static IoctlResult enable(Vm vm, int number, int flags) {
        StructLayout layout = Structs.ENABLE_CAP;
        return vm.ioctl(Ioctl.KVM_ENABLE_CAP.number(),
                layout.with(layout.with(layout.zeros(), "cap", number), "flags", flags));
    }

    @Test
    void memoryRegionsAreCheckedAsTheKernelDoes() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);

        assertThat(guest.slot(5, 0x40_8000, 0x1000, 0).errno()).isEqualTo("EEXIST");
        assertThat(guest.slot(5, 0x5000_0800L, 0x1000, 0).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, 0x5000_0000L, 0x800, 0).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, 0x5000_0000L, 0x1000, 4).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(40000, 0x5000_0000L, 0x1000, 0).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, 0x5000_0000L, 0, 0).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, (1L << 40) - 0x1000, 0x2000, 0).errno()).isEqualTo("EFAULT");
        assertThat(guest.slot(5, 0x5000_0000L, 1L << 29, 0).errno()).isEqualTo("ENOMEM");
        assertThat(guest.slot(5, 0x5000_0000L, 0x1000, 0).errno()).isEmpty();
        assertThat(guest.slot(5, 0x5000_0000L, 0x2000, 0).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, 0x5000_0000L, 0x1000, 2).errno()).isEqualTo("EINVAL");
        assertThat(guest.slot(5, 0x5000_0000L, 0x1000, 1).errno()).isEmpty();
        assertThat(guest.slot(5, 0, 0, 0).errno()).isEmpty();
        assertThat(guest.vm.memory().slotAt(0x5000_0000L)).isEmpty();
        assertThat(guest.vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), Bytes.parse("00")).errno())
                .isEqualTo("EFAULT");
    }

    @Test
    void dirtyLogTellsThePagesThatTheGuestWroteSinceItWasReadLast() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.STR_X0_X1_POST, 0x17ff_ffff);
        guest.slot(5, 0x5000_0000L, 100 * 4096, 1);
        Bytes argument = Bytes.copyOf(new byte[16 + 16]).with(0, 4, 5);
        long number = Ioctl.KVM_GET_DIRTY_LOG.number();
        guest.set(VcpuRegister.X1, 0x5000_0000L + 70 * 4096 - 8);
        guest.vcpu.run(4);
        guest.vm.memory().write(0x5000_0000L, new byte[] {1});

        IoctlResult first = guest.vm.ioctl(number, argument);
        assertThat(first.errno()).isEmpty();
        assertThat(first.argument().number(16, 8)).isZero();
        assertThat(first.argument().number(24, 8)).as("pages 69 and 70").isEqualTo(0b11 << 5);
        guest.vcpu.run(2);
        assertThat(guest.vm.ioctl(number, argument).argument().number(24, 8)).isEqualTo(0b1 << 6);
        assertThat(guest.vm.ioctl(number, argument).argument().number(24, 8)).isZero();

        assertThat(guest.vm.ioctl(number, argument.with(0, 4, 0)).errno()).as("not logged").isEqualTo("ENOENT");
        assertThat(guest.vm.ioctl(number, argument.with(0, 4, 9)).errno()).isEqualTo("ENOENT");
        assertThat(guest.vm.ioctl(number, argument.with(0, 4, 40000)).errno()).isEqualTo("EINVAL");
        assertThat(guest.vm.ioctl(number, argument.slice(0, 31)).errno()).isEqualTo("EFAULT");
    }

    @Test
    void capabilitiesAreCheckedAndEnabledByTheKernelsOwnNumbers() throws KvmException {
        Vm series = new Kvm(Kernel.of("series-v1"), Host.DEFAULT).createVm(0, EnumSet.of(VmFeature.RAS), 4096);
        Vm v619 = new Kvm(Kernel.of("v6.19"), Host.DEFAULT).createVm(0, EnumSet.of(VmFeature.RAS), 4096);
        Vm v618 = new Kvm(Kernel.of("v6.18"), Host.DEFAULT).createVm(0, EnumSet.of(VmFeature.RAS), 4096);
        long check = Ioctl.KVM_CHECK_EXTENSION.number();

        assertThat(series.ioctl(check, 245).value()).isEqualTo(1);
        assertThat(v619.ioctl(check, 245).value()).isEqualTo(1);
        assertThat(v618.ioctl(check, 245).value()).isZero();
        assertThat(v618.ioctl(check, 158).value()).isEqualTo(1);
        assertThat(new Kvm(Kernel.DEFAULT, new Host(false, false, 48)).ioctl(check, 158).value()).isZero();
        assertThat(v618.ioctl(check, 165).value()).isEqualTo(48);
        assertThat(enable(series, 245, 0).errno()).isEqualTo("EINVAL");
        assertThat(enable(v619, 245, 0).errno()).isEmpty();
        assertThat(enable(v619, 245, 0).errno()).as("again").isEmpty();
        assertThat(enable(v619, 177, 1).errno()).isEqualTo("EINVAL");
        assertThat(enable(v619, 178, 0).errno()).isEqualTo("EINVAL");
        assertThat(enable(v619, 9999, 0).errno()).isEqualTo("EINVAL");
        assertThat(series.enableCapability("ARM_SEA_TO_USER").errno()).isEmpty();
        assertThat(v618.enableCapability("ARM_SEA_TO_USER").errno()).isEqualTo("EINVAL");
        assertThat(series.checkExtension("ARM_SEA_TO_USER")).isEqualTo(1);
    }

    @Test
    void vcpusAndMachinesAreMadeWithinLimits() throws KvmException {
        Kvm kvm = new Kvm(Kernel.DEFAULT, Host.DEFAULT);
        Vm vm = kvm.createVm(0, EnumSet.of(VmFeature.RAS), 4096);
        vm.createVcpu(0);

        assertThatThrownBy(() -> vm.createVcpu(0)).isInstanceOfSatisfying(KvmException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        assertThatThrownBy(() -> vm.createVcpu(512)).hasMessageContaining("512");
        assertThatThrownBy(() -> kvm.createVm(31, EnumSet.noneOf(VmFeature.class), 0)).hasMessageContaining("31");
        assertThatThrownBy(() -> kvm.createVm(49, EnumSet.noneOf(VmFeature.class), 0)).hasMessageContaining("48");
        assertThatThrownBy(() -> kvm.createVm(0x100, EnumSet.noneOf(VmFeature.class), 0)).hasMessageContaining("0x100");
        assertThat(kvm.ioctl(Ioctl.KVM_GET_API_VERSION.number(), 0).value()).isEqualTo(12);
        assertThat(kvm.ioctl(Ioctl.KVM_GET_VCPU_MMAP_SIZE.number(), 0).value()).isEqualTo(4096);
    }

    @ParameterizedTest
    @CsvSource({"X0, 6030000000100000", "X30, 603000000010003c", "SP_EL0, 603000000010003e", "PC, 6030000000100040",
            "PSTATE, 6030000000100042", "SP_EL1, 6030000000100044", "ELR_EL1, 6030000000100046",
            "SPSR_EL1, 6030000000100048", "V0, 6040000000100054", "V31, 60400000001000d0", "FPSR, 60200000001000d4",
            "FPCR, 60200000001000d5", "ESR_EL1, 603000000013c290", "FAR_EL1, 603000000013c300",
            "VBAR_EL1, 603000000013c600", "SCTLR_EL1, 603000000013c080", "SCTLR2_EL1, 603000000013c083",
            "TCR_EL1, 603000000013c102", "TTBR0_EL1, 603000000013c100", "TTBR1_EL1, 603000000013c101",
            "MAIR_EL1, 603000000013c510", "ID_AA64PFR0_EL1, 603000000013c020", "ID_AA64MMFR3_EL1, 603000000013c03b",
            "CNTV_CVAL_EL0, 603000000013df02", "CNTVCT_EL0, 603000000013df1a"})
    void registerIdsAreThoseOfTheHeaders(String name, String id) {
        assertThat(OneReg.named(name).orElseThrow().id()).isEqualTo(HexFormat.fromHexDigitsToLong(id));
        assertThat(new OneReg(HexFormat.fromHexDigitsToLong(id))).hasToString(name);
    }

    @Test
    void whatIsSetCanBeReadBack() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);

        for (String name : new String[] {"X0", "X30", "SP_EL0", "SP_EL1", "PC", "ELR_EL1", "SPSR_EL1", "SPSR_ABT",
                "SPSR_FIQ", "ESR_EL1", "FAR_EL1", "VBAR_EL1", "TTBR0_EL1", "IFSR32_EL2"}) {
            assertThat(guest.setOneReg(name, 0x1234_5000L).errno()).as(name).isEmpty();
            assertThat(guest.getOneReg(name)).as(name).isEqualTo(0x1234_5000L);
        }
        assertThat(guest.get(VcpuRegister.ESR_EL1)).isEqualTo(0x1234_5000L);
    }

    @ParameterizedTest
    @CsvSource({"PMCNTENSET_EL0, PMCNTENCLR_EL0", "PMINTENSET_EL1, PMINTENCLR_EL1", "PMOVSSET_EL0, PMOVSCLR_EL0"})
    void setAndClearRegistersTakeWhatUserSpaceWritesAsItIs(String set, String clear) throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        long counters = 1L << 31 | 1;

        guest.setOneReg(set, 1L << 31);
        guest.setOneReg(clear, counters);

        assertThat(guest.getOneReg(set)).isEqualTo(counters);
        assertThat(guest.getOneReg(clear)).isEqualTo(counters);
        guest.setOneReg(set, 0);
        assertThat(guest.getOneReg(clear)).isZero();
    }

    @Test
    void vectorAndStatusRegistersHaveTheirOwnSizes() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        long v1 = OneReg.named("V1").orElseThrow().id();
        Bytes argument = Bytes.copyOf(new byte[32]).with(0, 8, v1).with(16, 8, 1).with(24, 8, 2);

        assertThat(guest.vcpu.ioctl(Ioctl.KVM_SET_ONE_REG.number(), argument).errno()).isEmpty();
        assertThat(guest.vcpu.cpu().v[2]).isEqualTo(1);
        assertThat(guest.vcpu.cpu().v[3]).isEqualTo(2);
        assertThat(guest.vcpu.ioctl(Ioctl.KVM_GET_ONE_REG.number(), argument).argument()).isEqualTo(argument);
        assertThat(guest.setOneReg("FPCR", 1 << 24).errno()).isEmpty();
        assertThat(guest.vcpu.cpu().fpcr).isEqualTo(1 << 24);
    }

    @ParameterizedTest
    @CsvSource({"7030000000100000, EINVAL", "6030000100100000, EINVAL", "6020000000100000, EINVAL",
            "6030000000100001, EINVAL", "60300000001000d8, ENOENT", "603000000013c608, ENOENT",
            "602000000013c290, ENOENT", "603000000013ffff, ENOENT", "6030000000150000, ENOENT"})
    void idsThatKvmDoesNotKnowAreRefused(String id, String errno) throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);

        assertThat(guest.oneReg(Ioctl.KVM_GET_ONE_REG, HexFormat.fromHexDigitsToLong(id), 0).errno()).isEqualTo(errno);
        assertThat(guest.oneReg(Ioctl.KVM_SET_ONE_REG, HexFormat.fromHexDigitsToLong(id), 0).errno()).isEqualTo(errno);
    }

    @Test
    void pstateMustBeAModeOfTheGuest() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);

        assertThat(guest.setOneReg("PSTATE", 0x3c9).errno()).isEqualTo("EINVAL");
        assertThat(guest.setOneReg("PSTATE", 0x13).errno()).isEqualTo("EINVAL");
        assertThat(guest.setOneReg("PSTATE", 0x10).errno()).isEmpty();
        assertThat(guest.setOneReg("PSTATE", 0x3c4).errno()).isEmpty();
    }

    @Test
    void identificationRegistersKeepTheirValues() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP, Guest.NOP);
        long value = guest.getOneReg("ID_AA64PFR0_EL1");

        assertThat(guest.setOneReg("ID_AA64PFR0_EL1", value).errno()).isEmpty();
        assertThat(guest.setOneReg("ID_AA64PFR0_EL1", value + 1).errno()).isEqualTo("EINVAL");
        guest.vcpu.run(1);
        assertThat(guest.setOneReg("ID_AA64PFR0_EL1", value + 1).errno()).isEqualTo("EBUSY");
    }

    @Test
    void aRegisterThatTheGuestsFeaturesHideIsUnknown() throws KvmException {
        assertThat(Guest.of("v6.17", Guest.NOP).setOneReg("SCTLR2_EL1", 0x20).errno()).isEqualTo("ENOENT");
        assertThat(Guest.of(Kernel.DEFAULT, Host.DEFAULT, EnumSet.of(VmFeature.SCTLRX), Guest.NOP)
                .setOneReg("SCTLR2_EL1", 0x20).errno()).isEmpty();
    }

    @Test
    void theListOfRegistersHoldsOnlyIdsThatCanBeRead() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        long number = Ioctl.KVM_GET_REG_LIST.number();

        IoctlResult tooSmall = guest.vcpu.ioctl(number, Bytes.copyOf(new byte[8]));
        int count = (int) tooSmall.argument().number(0, 8);
        IoctlResult list = guest.vcpu.ioctl(number, Bytes.copyOf(new byte[8 + 8 * count]).with(0, 8, count));

        assertThat(tooSmall.errno()).isEqualTo("E2BIG");
        assertThat(list.errno()).isEmpty();
        assertThat(count).isGreaterThan(100);
        for (int i = 0; i < count; i++) {
            long id = list.argument().number(8 + 8 * i, 8);
            assertThat(guest.oneReg(Ioctl.KVM_GET_ONE_REG, id, 0).errno()).as(Long.toHexString(id)).isEmpty();
        }
    }

    @Test
    void mpStateStopsAVcpu() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP, 0x1400_0000);
        long set = Ioctl.KVM_SET_MP_STATE.number();

        assertThat(guest.vcpu.ioctl(set, Bytes.parse("03 00 00 00")).errno()).isEqualTo("EINVAL");
        assertThat(guest.vcpu.ioctl(set, Bytes.parse("05 00 00 00")).errno()).isEmpty();
        assertThat(guest.run()).isInstanceOfSatisfying(RunResult.Held.class,
                held -> assertThat(held.reason()).isEqualTo(RunResult.Reason.WAITING));
        assertThat(guest.vcpu.ioctl(Ioctl.KVM_GET_MP_STATE.number(), Bytes.parse("00 00 00 00")).argument())
                .isEqualTo(Bytes.parse("05 00 00 00"));
    }

    @Test
    void aSecondVcpuIsStartedByTheFirst() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.HVC_0, Guest.HVC_0, 0x1400_0000);
        Vcpu second = guest.vm.createVcpu(1);
        StructLayout layout = Structs.VCPU_INIT;
        second.ioctl(Ioctl.KVM_ARM_VCPU_INIT.number(),
                layout.with(layout.with(layout.zeros(), "target", 5), "features", 5));
        guest.set(VcpuRegister.X0, 0xc400_0003L);
        guest.set(VcpuRegister.X1, 1);
        guest.set(VcpuRegister.X2, Guest.PC + 8);
        guest.set(VcpuRegister.X3, 77);

        assertThat(second.run(1)).isInstanceOf(RunResult.Held.class);
        guest.vcpu.run(1);

        assertThat(guest.get(VcpuRegister.X0)).isZero();
        assertThat(second.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 8);
        assertThat(second.get(VcpuRegister.X0)).isEqualTo(77);
        assertThat(second.register("MPIDR_EL1").orElseThrow()).isEqualTo(0x8000_0001L);
    }

    @Test
    void initRefusesWhatTheHostLacks() throws KvmException {
        Guest guest = Guest.of("v6.17", Guest.NOP);
        StructLayout layout = Structs.VCPU_INIT;
        Bytes generic = layout.with(layout.zeros(), "target", 5);
        long init = Ioctl.KVM_ARM_VCPU_INIT.number();

        assertThat(guest.vcpu.ioctl(init, layout.with(generic, "target", 4)).errno()).isEqualTo("EINVAL");
        assertThat(guest.vcpu.ioctl(init, layout.with(generic, "features", 1, 1)).errno()).isEqualTo("ENOENT");
        assertThat(guest.vcpu.ioctl(init, layout.with(generic, "features", 0x80)).errno()).isEqualTo("EINVAL");
        assertThat(guest.vcpu.ioctl(init, layout.with(generic, "features", 2)).errno()).isEqualTo("EINVAL");
        assertThat(guest.vcpu.ioctl(init, generic).errno()).as("other features than before").isEqualTo("EINVAL");
        assertThat(guest.vcpu.init().errno()).isEmpty();
        assertThat(guest.get(VcpuRegister.PC)).isZero();
    }
}
