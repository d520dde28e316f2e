package dev.seascope.arch.a64;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Instructions by themselves against vectors, class by class.
class CorpusTest {
    private final VectorProcessor processor = new VectorProcessor();

    @TestFactory
    List<DynamicTest> everyInstructionDoesWhatTheOtherEmulatorSays() throws IOException {
        return VectorFiles.tests(processor::run);
    }

    @TestFactory
    @Tag("slow")
    List<DynamicTest> everyInstructionOfTheWholeCorpusDoes() throws IOException {
        return VectorFiles.testsOfWholeCorpus(processor::run);
    }
}
