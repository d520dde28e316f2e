package dev.seascope.inject;

import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.stream.Collectors;

/// Injections as Rust, for kvm-bindings 0.14 and kvm-ioctls 0.24.
final class RustText {
    private RustText() {}

    static String of(InjectionPlan plan, Kernel kernel, Preview preview) {
        return SourceText.needsOwnStruct(kernel) ? own(plan, kernel, preview) : bound(plan, kernel, preview);
    }

    private static String bound(InjectionPlan plan, Kernel kernel, Preview preview) {
        return """
                use kvm_bindings::{kvm_vcpu_events, kvm_vcpu_events__bindgen_ty_1};
                use kvm_ioctls::VcpuFd;

                /// For %s. %s.
                pub fn inject_%s(vcpu: &VcpuFd) -> Result<(), kvm_ioctls::Error> {
                    let events = kvm_vcpu_events {
                        exception: kvm_vcpu_events__bindgen_ty_1 {
                %s
                            ..Default::default()
                        },
                        ..Default::default()
                    };
                    vcpu.set_vcpu_events(&events)
                }
                """.formatted(kernel.id(), SourceText.outcome(preview), SourceText.kind(plan),
                fields(plan, kernel, "            "));
    }

    private static String fields(InjectionPlan plan, Kernel kernel, String indent) {
        String fields = SourceText.assignments(plan, kernel).stream()
                .map(each -> "%s%s: %s,".formatted(indent, each.field(), each.hex()))
                .collect(Collectors.joining("\n"));
        return fields.isEmpty() ? indent + "// nothing pending" : fields;
    }

    /// A twin of the struct, as no crate has it.
    private static String own(InjectionPlan plan, Kernel kernel, Preview preview) {
        StructLayout layout = kernel.header();
        String members = layout.members().stream().map(member -> "    pub %s: %s,".formatted(member.name(),
                member.array() ? "[%s; %d]".formatted(member.type(), member.count()) : member.type()))
                .collect(Collectors.joining("\n"));
        return """
                use std::io;
                use std::os::fd::{AsRawFd, RawFd};

                /// `struct kvm_vcpu_events` of %s, which no released header has; its inner struct is flattened.
                #[repr(C)]
                #[derive(Default, Clone, Copy)]
                pub struct VcpuEvents {
                %s
                }
                const _: () = assert!(std::mem::size_of::<VcpuEvents>() == %d);

                const KVM_SET_VCPU_EVENTS: u64 = 0x%08x;

                extern "C" {
                    fn ioctl(fd: RawFd, request: u64, ...) -> i32;
                }

                /// For %s. %s.
                pub fn inject_%s(vcpu: &impl AsRawFd) -> io::Result<()> {
                    let events = VcpuEvents {
                %s
                        ..Default::default()
                    };
                    // SAFETY: the kernel reads as many bytes as the number says, which is the size checked above.
                    if unsafe { ioctl(vcpu.as_raw_fd(), KVM_SET_VCPU_EVENTS, &events) } < 0 {
                        return Err(io::Error::last_os_error());
                    }
                    Ok(())
                }
                """.formatted(layout.id(), members, layout.size(), preview.ioctl(), kernel.id(),
                SourceText.outcome(preview), SourceText.kind(plan), fields(plan, kernel, "        "));
    }
}
