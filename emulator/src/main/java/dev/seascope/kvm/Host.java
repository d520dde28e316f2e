package dev.seascope.kvm;

/// The machine that KVM runs on, as far as a guest or its VMM can tell.
///
/// @param ras the host has FEAT_RAS, so that KVM can set the syndrome of a virtual SError
/// @param apeiClaims the host's firmware tables claim a memory error before KVM sees it
/// @param ipaLimitBits the largest intermediate physical address that the host supports, in bits
public record Host(boolean ras, boolean apeiClaims, int ipaLimitBits) {
    /// A host with RAS, whose firmware claims nothing.
    public static final Host DEFAULT = new Host(true, false, 48);

    public Host {
        if (ipaLimitBits < 32 || ipaLimitBits > 52) {
            throw new IllegalArgumentException("ipa_limit_bits must be 32 to 52, not " + ipaLimitBits);
        }
    }
}
