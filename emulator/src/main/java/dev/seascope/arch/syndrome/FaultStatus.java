package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.D128;
import static dev.seascope.arch.ArmFeature.HAFDBS;
import static dev.seascope.arch.ArmFeature.LPA2;
import static dev.seascope.arch.ArmFeature.MTE2;
import static dev.seascope.arch.ArmFeature.RME;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A fault status code: a value of DFSC, IFSC or, for Granule Protection Checks, xFSC.
///
/// Source: Arm ARM, ESR_ELx, ISS encoding for an exception from a Data Abort and from an Instruction Abort.
///
/// @param code 6 bits
/// @param kind the family of faults
/// @param level of the table walk, -2 to 3; [#NO_LEVEL] for faults that have none
/// @param use which aborts report it
/// @param needs the features it needs, all of them
public record FaultStatus(int code, Kind kind, int level, Use use, List<ArmFeature> needs) {
    /// Level of a fault that is not tied to one.
    public static final int NO_LEVEL = Integer.MAX_VALUE;
    /// External aborts, on a table walk or not: a set of codes, bit `n` for code `n`.
    public static final long EXTERNAL = set(0x10) | range(0x12, 0x17);
    /// External aborts on a table walk.
    public static final long EXTERNAL_ON_WALK = range(0x12, 0x17);
    /// Parity or ECC errors, which exist only without FEAT_RAS.
    public static final long PARITY = set(0x18) | range(0x1b, 0x1f);
    /// Permission faults.
    public static final long PERMISSION = range(0x0c, 0x0f);
    /// Translation, Access flag and Permission faults: where LST is in force.
    public static final long LST_REPORTED = range(0x04, 0x0f) | range(0x2a, 0x2b);
    /// Granule Protection Faults on a table walk.
    public static final long GRANULE_ON_WALK = range(0x22, 0x27);
    /// Faults that can be due to the dirty-state tracking structure.
    public static final long HDBSS_REPORTED = PERMISSION | EXTERNAL_ON_WALK | GRANULE_ON_WALK;

    private static final List<FaultStatus> ALL = table();

    /// Families of faults.
    public enum Kind {
        /// An address has more bits than the translation regime allows.
        ADDRESS_SIZE("Address size fault"),
        /// No valid descriptor.
        TRANSLATION("Translation fault"),
        /// The descriptor's Access flag is 0.
        ACCESS_FLAG("Access flag fault"),
        /// The descriptor forbids the access.
        PERMISSION("Permission fault"),
        /// The memory system answered with an error.
        EXTERNAL("Synchronous External abort"),
        /// Parity or ECC error, without FEAT_RAS.
        PARITY("Synchronous parity/ECC error"),
        /// The physical address space does not admit the access.
        GRANULE("Granule Protection Fault"),
        /// Allocation tag and address tag differ.
        TAG_CHECK("Synchronous Tag Check Fault"),
        /// The address is not aligned.
        ALIGNMENT("Alignment fault"),
        /// Two TLB entries for one address.
        TLB_CONFLICT("TLB conflict abort"),
        /// The hardware could not update a descriptor atomically.
        ATOMIC_UPDATE("Unsupported atomic hardware update fault"),
        /// Lockdown.
        LOCKDOWN("IMPLEMENTATION DEFINED fault (Lockdown)"),
        /// The memory does not support exclusive or atomic accesses.
        UNSUPPORTED_ATOMIC("IMPLEMENTATION DEFINED fault (Unsupported Exclusive or Atomic access)");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /// Which aborts report a code.
    public enum Use {
        /// Data and Instruction Aborts.
        BOTH,
        /// Data Aborts only.
        DATA
    }

    /// All codes, in ascending order.
    public static List<FaultStatus> all() {
        return ALL;
    }

    /// The code in words: `Translation fault, level 3`.
    public String text() {
        return switch (kind) {
            case EXTERNAL, PARITY, GRANULE -> kind.text
                    + (level == NO_LEVEL ? ", not on a table walk" : " on table walk, level " + level);
            case ADDRESS_SIZE, TRANSLATION, ACCESS_FLAG, PERMISSION -> kind.text
                    + (code == 0 ? ", level 0 or TTBR" : ", level " + level);
            case TAG_CHECK, ALIGNMENT, TLB_CONFLICT, ATOMIC_UPDATE, LOCKDOWN, UNSUPPORTED_ATOMIC -> kind.text;
        };
    }

    /// A row for a field of fault status codes.
    static IssRow row(String bits, String title, Use use, String explanation) {
        List<Meaning> meanings = new ArrayList<>();
        Map<Long, Scope> limits = new HashMap<>();
        for (FaultStatus status : ALL) {
            if (status.use == Use.BOTH || use == Use.DATA) {
                meanings.add(new Meaning(status.code, status.text()));
                limits.put((long) status.code, status.scope());
            }
        }
        return IssRow.row(Field.choice(bits, title, explanation, meanings.toArray(Meaning[]::new))).limits(limits);
    }

    private static List<FaultStatus> table() {
        List<FaultStatus> rows = new ArrayList<>();
        levels(rows, 0x00, Kind.ADDRESS_SIZE);
        levels(rows, 0x04, Kind.TRANSLATION);
        rows.add(row(0x08, Kind.ACCESS_FLAG, 0, Use.BOTH, LPA2));
        rows.add(row(0x09, Kind.ACCESS_FLAG, 1, Use.BOTH));
        rows.add(row(0x0a, Kind.ACCESS_FLAG, 2, Use.BOTH));
        rows.add(row(0x0b, Kind.ACCESS_FLAG, 3, Use.BOTH));
        rows.add(row(0x0c, Kind.PERMISSION, 0, Use.BOTH, LPA2));
        rows.add(row(0x0d, Kind.PERMISSION, 1, Use.BOTH));
        rows.add(row(0x0e, Kind.PERMISSION, 2, Use.BOTH));
        rows.add(row(0x0f, Kind.PERMISSION, 3, Use.BOTH));
        rows.add(row(0x10, Kind.EXTERNAL, NO_LEVEL, Use.BOTH));
        rows.add(row(0x11, Kind.TAG_CHECK, NO_LEVEL, Use.DATA, MTE2));
        rows.add(row(0x12, Kind.EXTERNAL, -2, Use.BOTH, D128));
        rows.add(row(0x13, Kind.EXTERNAL, -1, Use.BOTH, LPA2));
        levels(rows, 0x14, Kind.EXTERNAL);
        rows.add(row(0x18, Kind.PARITY, NO_LEVEL, Use.BOTH));
        rows.add(row(0x1b, Kind.PARITY, -1, Use.BOTH, LPA2));
        levels(rows, 0x1c, Kind.PARITY);
        rows.add(row(0x21, Kind.ALIGNMENT, NO_LEVEL, Use.DATA));
        rows.add(row(0x22, Kind.GRANULE, -2, Use.BOTH, D128, RME));
        rows.add(row(0x23, Kind.GRANULE, -1, Use.BOTH, RME, LPA2));
        levels(rows, 0x24, Kind.GRANULE, RME);
        rows.add(row(0x28, Kind.GRANULE, NO_LEVEL, Use.BOTH, RME));
        rows.add(row(0x29, Kind.ADDRESS_SIZE, -1, Use.BOTH, LPA2));
        rows.add(row(0x2a, Kind.TRANSLATION, -2, Use.BOTH, D128));
        rows.add(row(0x2b, Kind.TRANSLATION, -1, Use.BOTH, LPA2));
        rows.add(row(0x2c, Kind.ADDRESS_SIZE, -2, Use.BOTH, D128));
        rows.add(row(0x30, Kind.TLB_CONFLICT, NO_LEVEL, Use.BOTH));
        rows.add(row(0x31, Kind.ATOMIC_UPDATE, NO_LEVEL, Use.BOTH, HAFDBS));
        rows.add(row(0x34, Kind.LOCKDOWN, NO_LEVEL, Use.DATA));
        rows.add(row(0x35, Kind.UNSUPPORTED_ATOMIC, NO_LEVEL, Use.DATA));
        return List.copyOf(rows);
    }

    private static FaultStatus row(int code, Kind kind, int level, Use use, ArmFeature... needs) {
        return new FaultStatus(code, kind, level, use, List.of(needs));
    }

    private static void levels(List<FaultStatus> rows, int first, Kind kind, ArmFeature... needs) {
        for (int level = 0; level <= 3; level++) {
            rows.add(row(first + level, kind, level, Use.BOTH, needs));
        }
    }

    private Scope scope() {
        Scope scope = Scope.EVERYWHERE;
        for (ArmFeature feature : needs) {
            scope = scope.needs(feature);
        }
        return scope;
    }

    private static long set(int code) {
        return 1L << code;
    }

    private static long range(int first, int last) {
        return (-1L >>> (63 - (last - first))) << first;
    }
}
