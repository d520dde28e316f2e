package dev.seascope.kvm.uapi;

import dev.seascope.arch.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the members of a C struct lie in memory, on a little-endian 64-bit machine.
///
/// A layout is written as the members' declarations, `u8 pad[5]`; offsets follow from the C rules (each member at the
/// next multiple of its own size), so that a layout cannot disagree with the header it describes.
///
/// @param id which version of the struct: `series-v1`
/// @param struct name of the struct: `kvm_vcpu_events`
/// @param start offset of the first member: 0, or where a union begins in the struct around it
/// @param size `sizeof`, or the end of the last member when [#start] is not 0
/// @param members in ascending order of offset
public record StructLayout(String id, String struct, int start, int size, List<Member> members) {
    private static final Pattern DECLARATION = Pattern.compile("u(8|16|32|64) (\\w+)(?:\\[(\\d+)])?");

    /// One member, or an array.
    ///
    /// @param offset in bytes from the start of the struct
    /// @param elementBytes 1, 2, 4 or 8
    /// @param count number of elements; 1 for a member that is not an array
    /// @param array declared as an array
    public record Member(String name, int offset, int elementBytes, int count, boolean array) {
        /// Bytes of all elements.
        public int bytes() {
            return elementBytes * count;
        }

        /// `pad[]`: filler for alignment.
        public boolean isPad() {
            return name.startsWith("pad");
        }

        /// `reserved[]`: room for later members.
        public boolean isReserved() {
            return name.equals("reserved");
        }

        /// The C type, `u8`.
        public String type() {
            return "u" + 8 * elementBytes;
        }

        /// As C writes one element: `pad[1]`, or the plain name when this is no array.
        public String element(int index) {
            return array ? name + "[" + index + "]" : name;
        }

        /// As a declaration: `u32 reserved[12]`.
        public String declaration() {
            return type() + " " + (array ? name + "[" + count + "]" : name);
        }
    }

    public StructLayout {
        members = List.copyOf(members);
    }

    /// Lay out a struct from its members' declarations.
    ///
    /// @throws IllegalArgumentException if a declaration cannot be read or a name is repeated
    public static StructLayout of(String id, String struct, String... declarations) {
        return at(id, struct, 0, declarations);
    }

    /// Lay out the members of a union's alternative that begins at `start`, a multiple of 8.
    public static StructLayout at(String id, String struct, int start, String... declarations) {
        List<Member> members = new ArrayList<>();
        int next = start;
        int alignment = 1;
        for (String declaration : declarations) {
            Matcher matcher = DECLARATION.matcher(declaration);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a declaration: " + declaration);
            }
            String name = matcher.group(2);
            if (members.stream().anyMatch(member -> member.name.equals(name))) {
                throw new IllegalArgumentException("repeated member: " + declaration);
            }
            int bytes = Integer.parseInt(matcher.group(1)) / 8;
            int count = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            Member member = new Member(name, roundUp(next, bytes), bytes, count, matcher.group(3) != null);
            members.add(member);
            next = member.offset + member.bytes();
            alignment = Math.max(alignment, bytes);
        }
        return new StructLayout(id, struct, start, start == 0 ? roundUp(next, alignment) : next, members);
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /// The member of this name.
    public Optional<Member> member(String name) {
        for (Member member : members) {
            if (member.name.equals(name)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /// Whether this version of the struct has the member.
    public boolean has(String name) {
        return member(name).isPresent();
    }

    /// The member that holds the byte at `offset`, if it is not a hole.
    public Optional<Member> memberAt(int offset) {
        return members.stream().filter(member -> offset >= member.offset && offset < member.offset + member.bytes())
                .findFirst();
    }

    /// A struct with every byte 0.
    public Bytes zeros() {
        return Bytes.copyOf(new byte[size]);
    }

    /// The value of a member, zero-extended; 0 when this version of the struct lacks it.
    public long get(Bytes struct, String name) {
        return member(name).map(member -> element(struct, member, 0)).orElse(0L);
    }

    /// One element of a member, zero-extended.
    public static long element(Bytes struct, Member member, int index) {
        return struct.number(member.offset + index * member.elementBytes, member.elementBytes);
    }

    /// The elements of a member, zero-extended.
    ///
    /// @throws IllegalArgumentException if there is no such member
    public List<Long> elements(Bytes struct, String name) {
        Member member = required(name);
        List<Long> elements = new ArrayList<>(member.count);
        for (int i = 0; i < member.count; i++) {
            elements.add(element(struct, member, i));
        }
        return List.copyOf(elements);
    }

    /// `struct` with a member set.
    ///
    /// @throws IllegalArgumentException if there is no such member, or the value is too wide for it; the message names
    ///     both
    public Bytes with(Bytes struct, String name, long value) {
        return with(struct, name, 0, value);
    }

    /// `struct` with one element of a member set.
    ///
    /// @throws IllegalArgumentException if there is no such element, or the value is too wide for it
    public Bytes with(Bytes struct, String name, int index, long value) {
        Member member = required(name);
        if (index < 0 || index >= member.count) {
            throw new IllegalArgumentException("%s has no element %d".formatted(member.declaration(), index));
        }
        if (member.elementBytes < Long.BYTES && value >>> (8 * member.elementBytes) != 0) {
            throw new IllegalArgumentException("%#x does not fit in %s %s"
                    .formatted(value, member.type(), member.element(index)));
        }
        return struct.with(member.offset + index * member.elementBytes, member.elementBytes, value);
    }

    /// The member of this name, which must exist.
    ///
    /// @throws IllegalArgumentException if there is no such member
    public Member required(String name) {
        return member(name).orElseThrow(() -> new IllegalArgumentException(
                "struct %s of %s has no member %s".formatted(struct, id, name)));
    }
}
