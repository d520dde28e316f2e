package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import java.util.List;

/// Cryptographic AES, three-register SHA and two-register SHA (Arm ARM, C4.1.96).
public final class CryptoRows {
    private CryptoRows() {}

    public static List<InstructionSpec> rows() {
        return new Rows()
                .with(Feature.ADV_SIMD, Feature.AES)
                .row("0100 1110 00 10100 00100 10 Rn:5 Rd:5", "AESE <Vd.16B>, <Vn.16B>", Crypto.aesRound(true))
                .row("0100 1110 00 10100 00101 10 Rn:5 Rd:5", "AESD <Vd.16B>, <Vn.16B>", Crypto.aesRound(false))
                .row("0100 1110 00 10100 00110 10 Rn:5 Rd:5", "AESMC <Vd.16B>, <Vn.16B>",
                        Crypto.aesMixColumns(2, 3, 1, 1))
                .row("0100 1110 00 10100 00111 10 Rn:5 Rd:5", "AESIMC <Vd.16B>, <Vn.16B>",
                        Crypto.aesMixColumns(14, 11, 13, 9))
                .with(Feature.ADV_SIMD, Feature.SHA1)
                .row("0101 1110 00 0 Rm:5 0 000 00 Rn:5 Rd:5", "SHA1C <Qd>, <Sn>, <Vm.4S>",
                        Crypto.sha1Rounds(Crypto::choose))
                .row("0101 1110 00 0 Rm:5 0 001 00 Rn:5 Rd:5", "SHA1P <Qd>, <Sn>, <Vm.4S>",
                        Crypto.sha1Rounds(Crypto::parity))
                .row("0101 1110 00 0 Rm:5 0 010 00 Rn:5 Rd:5", "SHA1M <Qd>, <Sn>, <Vm.4S>",
                        Crypto.sha1Rounds(Crypto::majority))
                .row("0101 1110 00 0 Rm:5 0 011 00 Rn:5 Rd:5", "SHA1SU0 <Vd.4S>, <Vn.4S>, <Vm.4S>",
                        Crypto.sha1Schedule0())
                .row("0101 1110 00 10100 00000 10 Rn:5 Rd:5", "SHA1H <Sd>, <Sn>", Crypto.sha1Rotate())
                .row("0101 1110 00 10100 00001 10 Rn:5 Rd:5", "SHA1SU1 <Vd.4S>, <Vn.4S>", Crypto.sha1Schedule1())
                .with(Feature.ADV_SIMD, Feature.SHA256)
                .row("0101 1110 00 0 Rm:5 0 100 00 Rn:5 Rd:5", "SHA256H <Qd>, <Qn>, <Vm.4S>",
                        Crypto.sha256Rounds(true))
                .row("0101 1110 00 0 Rm:5 0 101 00 Rn:5 Rd:5", "SHA256H2 <Qd>, <Qn>, <Vm.4S>",
                        Crypto.sha256Rounds(false))
                .row("0101 1110 00 0 Rm:5 0 110 00 Rn:5 Rd:5", "SHA256SU1 <Vd.4S>, <Vn.4S>, <Vm.4S>",
                        Crypto.sha256Schedule1())
                .row("0101 1110 00 10100 00010 10 Rn:5 Rd:5", "SHA256SU0 <Vd.4S>, <Vn.4S>", Crypto.sha256Schedule0())
                .list();
    }
}
