// The devices of a board with two vCPUs, whose virtio devices are a console and a disk.
// dsdt.aml is made of this by iasl -oe dsdt.asl (ACPICA 20200925).
DefinitionBlock ("dsdt.aml", "DSDT", 2, "SEASCP", "SEASCOPE", 1)
{
    Scope (_SB)
    {
        Method (_OSC, 4)
        {
            Return (Arg3)
        }

        Device (C000)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 0)
        }

        Device (C001)
        {
            Name (_HID, "ACPI0007")
            Name (_UID, 1)
        }

        Device (COM0)
        {
            Name (_HID, "ARMH0011")
            Name (_UID, 0)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x09000000, 0x1000)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 33 }
            })
        }

        Device (VR00)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 0)
            Name (_CCA, 1)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x0a000000, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
            })
        }

        Device (VR01)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 1)
            Name (_CCA, 1)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x0a000200, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 49 }
            })
        }
    }
}
