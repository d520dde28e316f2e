/// The board around the vCPU: which devices are where, the device tree or the ACPI tables that say so, and how a guest is
/// laid out in its memory before it starts.
@NullMarked
package dev.seascope.vmm.board;

import org.jspecify.annotations.NullMarked;
