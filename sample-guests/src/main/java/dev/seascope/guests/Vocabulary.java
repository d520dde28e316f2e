package dev.seascope.guests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names a scenario may use that other parts of the program define.
public interface Vocabulary {
    /// Kernel ids.
    List<String> kernels();

    /// What is wrong with these changes of a kernel, if anything.
    Optional<String> kernelObjection(String base, Map<String, String> changes);

    /// Features of a virtual machine.
    List<String> features();

    /// Symbolic error numbers.
    boolean isErrno(String name);

    /// The width of a register by its Arm name, if there is such a register.
    Optional<Integer> registerBits(String name);
}
