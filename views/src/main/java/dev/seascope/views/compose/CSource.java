package dev.seascope.views.compose;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import dev.seascope.views.control.Notation;

/// An injection as C code of a VMM: the struct, one assignment a member that is not 0, the ioctl with its errno.
final class CSource {
    private CSource() {}

    /// @param kernel whose header the VMM is built with; a struct that no released header has is declared
    static String of(InjectionPlan plan, Kernel kernel) {
        StructLayout layout = kernel.header();
        Injector.Encoded encoded = Injector.encode(plan, layout);
        boolean released = !layout.has("ext_abt_esr") && !layout.has("ext_iabt_pending");
        StringBuilder code = new StringBuilder();
        code.append("#include <errno.h>\n#include <stdio.h>\n#include <string.h>\n#include <sys/ioctl.h>\n")
                .append("#include <linux/kvm.h>\n\n");
        String type = released ? "kvm_vcpu_events" : "kvm_vcpu_events_" + kernel.id().replaceAll("\\W", "_");
        String member = released ? "events.exception." : "events.";
        if (!released) {
            declare(layout, type, code);
        }
        code.append("static int inject(int vcpu_fd)\n{\n\tstruct ").append(type).append(" events = { 0 };\n\n");
        for (Member each : layout.members()) {
            long value = each.array() ? 0 : layout.get(encoded.struct(), each.name());
            if (value != 0) {
                code.append('\t').append(member).append(each.name()).append(" = ")
                        .append(each.elementBytes() == 1 ? Long.toString(value) : Notation.hex(value)).append(";\n");
            }
        }
        String request = released ? "KVM_SET_VCPU_EVENTS"
                : "_IOW(KVMIO, 0xa0, struct %s)".formatted(type);
        code.append("\tif (ioctl(vcpu_fd, ").append(request).append(", &events) < 0) {\n")
                .append("\t\tfprintf(stderr, \"KVM_SET_VCPU_EVENTS: %s\\n\", strerror(errno));\n")
                .append("\t\treturn -errno;\n\t}\n\treturn 0;\n}\n");
        return code.toString();
    }

    private static void declare(StructLayout layout, String type, StringBuilder code) {
        code.append("/* struct kvm_vcpu_events as ").append(layout.id()).append(" has it; no released header does. */\n")
                .append("struct ").append(type).append(" {\n");
        for (Member member : layout.members()) {
            code.append("\t__").append(member.declaration()).append(";\n");
        }
        code.append("};\n_Static_assert(sizeof(struct ").append(type).append(") == ").append(layout.size())
                .append(", \"size is part of the ioctl number\");\n\n");
    }
}
