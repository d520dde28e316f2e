package dev.seascope.cpu;

import dev.seascope.arch.a64.Processor;
import java.util.Optional;
import java.util.OptionalLong;

/// Registers by name, for people and scenarios.
final class RegisterNames {
    private RegisterNames() {}

    static OptionalLong read(Cpu cpu, String name) {
        int n = generalPurpose(name);
        if (n >= 0) {
            return OptionalLong.of(cpu.x[n]);
        }
        return switch (name) {
            case "PC" -> OptionalLong.of(cpu.pc);
            case "PSTATE" -> OptionalLong.of(cpu.pstate());
            case "SP" -> OptionalLong.of(cpu.x[Processor.SP]);
            case "SP_EL0" -> OptionalLong.of(cpu.sp(0));
            case "SP_EL1" -> OptionalLong.of(cpu.sp(1));
            default -> {
                Optional<SystemRegister> row = system(cpu, name);
                yield row.isEmpty() ? OptionalLong.empty() : OptionalLong.of(cpu.look(row.get()));
            }
        };
    }

    static boolean write(Cpu cpu, String name, long value) {
        int n = generalPurpose(name);
        if (n >= 0) {
            cpu.x[n] = value;
            return true;
        }
        switch (name) {
            case "PC" -> cpu.setPc(value);
            case "PSTATE" -> cpu.setPstate(value);
            case "SP" -> cpu.x[Processor.SP] = value;
            case "SP_EL0" -> cpu.setSp(0, value);
            case "SP_EL1" -> cpu.setSp(1, value);
            default -> {
                Optional<SystemRegister> row = system(cpu, name);
                row.ifPresent(found -> cpu.write(found, value));
                return row.isPresent();
            }
        }
        return true;
    }

    private static Optional<SystemRegister> system(Cpu cpu, String name) {
        return SystemRegisterTable.named(name)
                .filter(row -> !row.isInstruction() && row.present().test(cpu.model()));
    }

    /// 0 to 30 for `X0` to `X30`, otherwise -1.
    private static int generalPurpose(String name) {
        int length = name.length();
        if (length < 2 || length > 3 || name.charAt(0) != 'X') {
            return -1;
        }
        int n = 0;
        for (int i = 1; i < length; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = 10 * n + digit;
        }
        boolean padded = length == 3 && name.charAt(1) == '0';
        return padded || n > 30 ? -1 : n;
    }
}
