package dev.seascope.kvm;

import static dev.seascope.kvm.VcpuRegister.HPFAR_VALID;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// One vCPU as an injection sees it: immutable, so that an injection can be tried without a guest noticing.
public final class VcpuState {
    /// What a vCPU holds before its first run, on the default host, in a guest with RAS.
    public static final VcpuState RESET =
            of(Host.DEFAULT, Set.of(VmFeature.RAS), register -> register == VcpuRegister.PSTATE ? 0x3c5 : 0);

    private final Host host;
    private final Set<VmFeature> features;
    private final boolean initialised;
    private final Stage1Tables tables;
    private final long[] registers;

    private VcpuState(Host host, Set<VmFeature> features, boolean initialised, Stage1Tables tables,
            long[] registers) {
        this.host = host;
        this.features = features;
        this.initialised = initialised;
        this.tables = tables;
        this.registers = registers;
    }

    /// An initialised vCPU whose registers are as `value` says, without translation tables.
    public static VcpuState of(Host host, Set<VmFeature> features, ToLongFunction<VcpuRegister> value) {
        long[] registers = new long[VcpuRegister.COUNT];
        for (VcpuRegister register : VcpuRegister.values()) {
            registers[register.place()] = value.applyAsLong(register);
        }
        return new VcpuState(host, copy(features), true, Stage1Tables.NONE, registers);
    }

    private static Set<VmFeature> copy(Set<VmFeature> features) {
        EnumSet<VmFeature> copy = EnumSet.noneOf(VmFeature.class);
        copy.addAll(features);
        return copy;
    }

    /// The machine under KVM.
    public Host host() {
        return host;
    }

    /// Whether the guest has a feature.
    public boolean has(VmFeature feature) {
        return features.contains(feature);
    }

    /// Whether `KVM_ARM_VCPU_INIT` has been called.
    public boolean initialised() {
        return initialised;
    }

    /// The guest's stage 1 translation tables.
    public Stage1Tables tables() {
        return tables;
    }

    /// The value of a register.
    public long get(VcpuRegister register) {
        return registers[register.place()];
    }

    /// Whether the record of the last abort holds a valid intermediate physical address.
    public boolean hpfarValid() {
        return (get(VcpuRegister.HPFAR_EL2) & HPFAR_VALID) != 0;
    }

    /// The intermediate physical address of the page of the last abort; meaningless unless [#hpfarValid].
    public long hpfarIpa() {
        return get(VcpuRegister.HPFAR_EL2) & ~HPFAR_VALID;
    }

    /// The same with one register changed.
    public VcpuState with(VcpuRegister register, long value) {
        long[] changed = registers.clone();
        changed[register.place()] = value;
        return new VcpuState(host, features, initialised, tables, changed);
    }

    /// The same after these writes.
    public VcpuState with(List<Effect.Write> writes) {
        long[] changed = registers.clone();
        for (Effect.Write write : writes) {
            changed[write.target().place()] = write.after();
        }
        return new VcpuState(host, features, initialised, tables, changed);
    }

    /// The same on another host.
    public VcpuState with(Host other) {
        return new VcpuState(other, features, initialised, tables, registers);
    }

    /// The same in a guest with these features.
    public VcpuState with(Set<VmFeature> other) {
        return new VcpuState(host, copy(other), initialised, tables, registers);
    }

    /// The same with these translation tables.
    public VcpuState with(Stage1Tables other) {
        return new VcpuState(host, features, initialised, other, registers);
    }

    /// The same before `KVM_ARM_VCPU_INIT`.
    public VcpuState uninitialised() {
        return new VcpuState(host, features, false, tables, registers);
    }

    /// The registers in the order of [VcpuRegister], to be changed by an injection at work.
    long[] registers() {
        return registers.clone();
    }

    /// Whether host, features and every register are the same. Translation tables are not compared.
    @Override
    public boolean equals(Object other) {
        return other instanceof VcpuState state && host.equals(state.host) && features.equals(state.features)
                && initialised == state.initialised && Arrays.equals(registers, state.registers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(registers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (VcpuRegister register : VcpuRegister.values()) {
            if (get(register) != 0) {
                text.append(register).append('=').append(Long.toHexString(get(register))).append(' ');
            }
        }
        return text.append(features).append(initialised ? "" : " uninitialised").toString();
    }
}
