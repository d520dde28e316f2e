/// What firmware leaves in memory for an operating system, said by the VMM itself so that none has to run: ACPI tables, the
/// UEFI system table by which they are found, and the record of a hardware error that ACPI's platform error interfaces
/// (APEI) hand over.
@NullMarked
package dev.seascope.vmm.acpi;

import org.jspecify.annotations.NullMarked;
