package dev.seascope.kvm;

import static dev.seascope.kvm.Verdict.Certainty.INFERRED;

import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A version of KVM for arm64, as a value: everything in which versions differ and that a VMM or a guest can notice.
/// One implementation reads it; nothing else in the program knows a version by name.
///
/// @param id `series-v1`; for a derived kernel the base and its changes, `v6.19+il_policy=always1`
/// @param title one line for people
/// @param events `struct kvm_vcpu_events` as the kernel's code reads it
/// @param header the same struct as the kernel's header or documentation shows it to a VMM
/// @param ilPolicy where IL of an injected syndrome comes from
/// @param cap245 what capability number 245 means
/// @param toggles the behaviours it has
public record Kernel(String id, String title, StructLayout events, StructLayout header, IlPolicy ilPolicy,
        Cap245 cap245, Set<Toggle> toggles) {

    /// Where `ESR_EL1.IL` of an injected abort or emulated SError comes from.
    public enum IlPolicy {
        /// Bit 25 of `ESR_EL2` as the last trap left it: 0 before the first.
        STALE,
        /// Always 1.
        ALWAYS1;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What capability number 245 means. The series took the number that another one was merged with.
    public enum Cap245 {
        /// The kernel does not know the number.
        NONE,
        /// `KVM_CAP_ARM_SEA_TO_USER`.
        ARM_SEA_TO_USER,
        /// `KVM_CAP_ARM_INJECT_EXT_IABT`.
        ARM_INJECT_EXT_IABT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A behaviour that a kernel has or has not.
    public enum Toggle {
        /// An injected exception is entered inside the ioctl; without it, at the next `KVM_RUN`.
        COMMIT_IMMEDIATELY("an injection changes PC and PSTATE inside the ioctl, not at the next KVM_RUN"),
        /// The abort is handled before the SError of the same call.
        SEA_BEFORE_SERROR("the abort of a call goes before its SError"),
        /// The SError's fields are checked after the abort has been injected. Without it, everything is checked first.
        NON_ATOMIC_SET("a call can fail after it has injected its abort"),
        /// An abort injected after a stage 2 fault on a stage 1 walk reports the level of the walk.
        S1PTW_LEVEL("aborts on a stage 1 walk report the level of the walk"),
        /// `SCTLR2_EL1.EASE` moves aborts to the SError vector.
        EASE("SCTLR2_EL1.EASE is honoured"),
        /// `SCTLR2_EL1.NMEA` keeps PSTATE.A from masking SErrors.
        NMEA("SCTLR2_EL1.NMEA is honoured"),
        /// Sign-extending loads from MMIO come back zero-extended.
        MMIO_SIGN_EXT_BUG("LDRSB, LDRSH and LDRSW from MMIO are zero-extended"),
        /// `KVM_EXIT_ARM_SEA` exists.
        SEA_TO_USER("KVM_EXIT_ARM_SEA exists"),
        /// `KVM_EXIT_ARM_LDST64B` exists.
        LDST64B("KVM_EXIT_ARM_LDST64B exists");

        private final String text;

        Toggle(String text) {
            this.text = text;
        }

        /// The name in scenario files: `mmio_sign_ext_bug`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What it means, in a few words.
        public String text() {
            return text;
        }
    }

    private static final Set<Toggle> V6_16 = EnumSet.of(Toggle.NON_ATOMIC_SET, Toggle.MMIO_SIGN_EXT_BUG);
    private static final Set<Toggle> V6_17 = plus(V6_16, Toggle.COMMIT_IMMEDIATELY, Toggle.SEA_BEFORE_SERROR,
            Toggle.EASE, Toggle.NMEA);
    private static final Set<Toggle> SERIES = minus(plus(V6_17, Toggle.SEA_TO_USER), Toggle.NON_ATOMIC_SET);
    private static final Set<Toggle> V6_18 = plus(V6_17, Toggle.S1PTW_LEVEL);
    private static final Set<Toggle> V6_19 = plus(V6_18, Toggle.SEA_TO_USER);
    private static final Set<Toggle> V7_0 = plus(V6_19, Toggle.LDST64B);

    private static final List<Kernel> ALL = List.of(
            row("v6.16", "mainline: an abort is realised at the next KVM_RUN", "v6.16", "v6.16",
                    IlPolicy.STALE, Cap245.NONE, V6_16),
            row("v6.17", "mainline: committed inside the ioctl, EASE and NMEA", "v6.16", "v6.16",
                    IlPolicy.STALE, Cap245.NONE, V6_17),
            row("series-v1", "the series of July 2025 as coded: instruction aborts and a supplied ISS", "series-v1",
                    "series-v1", IlPolicy.STALE, Cap245.ARM_INJECT_EXT_IABT, SERIES),
            row("series-v1-doc", "the series as documented: a struct of 72 bytes, which no kernel knows", "series-v1",
                    "series-v1-doc", IlPolicy.STALE, Cap245.NONE, SERIES),
            row("v6.18", INFERRED.qualify("mainline: levels of aborts on a stage 1 walk, release"), "v6.16", "v6.16",
                    IlPolicy.STALE, Cap245.NONE, V6_18),
            row("v6.19", "mainline: KVM_EXIT_ARM_SEA", "v6.16", "v6.16",
                    IlPolicy.STALE, Cap245.ARM_SEA_TO_USER, V6_19),
            row("v7.0", INFERRED.qualify("mainline: KVM_EXIT_ARM_LDST64B, release"), "v6.16", "v6.16",
                    IlPolicy.STALE, Cap245.ARM_SEA_TO_USER, V7_0),
            row("mainline-2026-07", "mainline, mid-2026: IL always 1, MMIO sign extension fixed", "v6.16", "v6.16",
                    IlPolicy.ALWAYS1, Cap245.ARM_SEA_TO_USER, minus(V7_0, Toggle.MMIO_SIGN_EXT_BUG)));

    /// The kernel that the program starts with.
    public static final Kernel DEFAULT = of("series-v1");

    public Kernel {
        toggles = Collections.unmodifiableSet(plus(toggles));
    }

    /// Every kernel, oldest first; the series stands where its base does.
    public static List<Kernel> all() {
        return ALL;
    }

    /// The kernel with this id. The id of a derived kernel is understood too.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists the ids
    public static Kernel of(String id) {
        String[] parts = id.split("\\+", 0);
        Kernel base = ALL.stream().filter(kernel -> kernel.id.equals(parts[0])).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel %s; known: %s".formatted(id,
                        String.join(", ", ALL.stream().map(Kernel::id).toList()))));
        Map<String, String> changes = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] change = parts[i].split("=", 2);
            changes.put(change[0], change.length == 2 ? change[1] : "");
        }
        return base.derive(changes);
    }

    /// A kernel like this one but for the changes.
    ///
    /// @param changes toggle in snake case to `true` or `false`; `il_policy` to `stale` or `always1`; `cap_245` to
    ///     `none`, `arm_sea_to_user` or `arm_inject_ext_iabt`; `struct` and `header` to the id of a form of
    ///     `struct kvm_vcpu_events`
    /// @throws IllegalArgumentException if a name or value is unknown; the message names it and lists what is known
    public Kernel derive(Map<String, String> changes) {
        Kernel derived = this;
        for (Map.Entry<String, String> change : new TreeMap<>(changes).entrySet()) {
            derived = derived.change(change.getKey(), change.getValue());
        }
        return derived;
    }

    private Kernel change(String key, String value) {
        String name = id + "+" + key + "=" + value;
        return switch (key) {
            case "il_policy" -> new Kernel(name, title, events, header,
                    IlPolicy.valueOf(one(key, value, List.of(IlPolicy.values()).stream().map(IlPolicy::key).toList())),
                    cap245, toggles);
            case "cap_245" -> new Kernel(name, title, events, header, ilPolicy,
                    Cap245.valueOf(one(key, value, List.of(Cap245.values()).stream().map(Cap245::key).toList())),
                    toggles);
            case "struct" -> new Kernel(name, title, Structs.vcpuEvents(value), Structs.vcpuEvents(value), ilPolicy,
                    cap245, toggles);
            case "header" -> new Kernel(name, title, events, Structs.vcpuEvents(value), ilPolicy, cap245, toggles);
            default -> {
                Toggle toggle = toggle(key);
                boolean on = one(key, value, List.of("true", "false")).equals("TRUE");
                yield new Kernel(name, title, events, header, ilPolicy, cap245,
                        on ? plus(toggles, toggle) : minus(toggles, toggle));
            }
        };
    }

    private static Toggle toggle(String key) {
        List<String> known = new ArrayList<>(List.of("il_policy", "cap_245", "struct", "header"));
        for (Toggle toggle : Toggle.values()) {
            if (toggle.key().equals(key)) {
                return toggle;
            }
            known.add(toggle.key());
        }
        throw new IllegalArgumentException("a kernel has no toggle %s; known: %s".formatted(key,
                String.join(", ", known)));
    }

    private static String one(String key, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException("%s must be one of %s, not %s".formatted(key,
                    String.join(", ", allowed), value));
        }
        return value.toUpperCase(Locale.ROOT);
    }

    /// Whether it behaves so.
    public boolean does(Toggle toggle) {
        return toggles.contains(toggle);
    }

    /// The capabilities it answers for, in ascending order of number; one without a number comes last.
    public List<Capability> capabilities() {
        return Capability.ALL.stream().filter(this::knows).map(this::numbered).toList();
    }

    private boolean knows(Capability capability) {
        return switch (capability.name()) {
            case Capability.ARM_SEA_TO_USER -> does(Toggle.SEA_TO_USER);
            case Capability.ARM_INJECT_EXT_IABT -> cap245 == Cap245.ARM_INJECT_EXT_IABT;
            default -> true;
        };
    }

    private Capability numbered(Capability capability) {
        boolean without = capability.name().equals(Capability.ARM_SEA_TO_USER) && cap245 != Cap245.ARM_SEA_TO_USER;
        return without ? capability.withoutNumber() : capability;
    }

    /// The capability with this number, in this kernel's numbering.
    public Optional<Capability> capability(int number) {
        return capabilities().stream().filter(capability -> capability.number() == number).findFirst();
    }

    /// The capability with this name, without `KVM_CAP_`.
    public Optional<Capability> capability(String name) {
        return capabilities().stream().filter(capability -> capability.name().equals(name)).findFirst();
    }

    private static Kernel row(String id, String title, String events, String header, IlPolicy ilPolicy, Cap245 cap245,
            Set<Toggle> toggles) {
        return new Kernel(id, title, Structs.vcpuEvents(events), Structs.vcpuEvents(header), ilPolicy, cap245, toggles);
    }

    private static Set<Toggle> plus(Set<Toggle> toggles, Toggle... more) {
        Set<Toggle> all = EnumSet.noneOf(Toggle.class);
        all.addAll(toggles);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<Toggle> minus(Set<Toggle> toggles, Toggle toggle) {
        Set<Toggle> rest = plus(toggles);
        rest.remove(toggle);
        return rest;
    }
}
