package dev.seascope.views.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.ExceptionReturned;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.session.SessionEvent.Exited;
import dev.seascope.session.SessionEvent.Started;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineModelTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final TimelineModel model = new TimelineModel(session, selection);

    @BeforeEach
    void run() {
        session.append(MmioReadMoment.events());
        session.show(MmioReadMoment.snapshot());
    }

    @Test
    void levelsAreBarsFromExceptionToReturn() {
        Bars el1 = model.bars(Lane.EL1);

        assertThat(el1.size()).isEqualTo(9);
        assertThat(el1.start(5)).isEqualTo(760);
        assertThat(el1.end(5, model.now())).isEqualTo(822);
        assertThat(model.barName(el1.pc(5))).isEqualTo("syscall");
        assertThat(model.bars(Lane.EL0).size()).isEqualTo(8);
    }

    @Test
    void anExitSaysHowItWasAnswered() {
        Marks host = model.marks(Lane.HOST);

        assertThat(model.label(model.event(host.event(4)))).isEqualTo("exit 5 MMIO, answered 0x2a");
        assertThat(model.label(model.event(host.event(7)))).isEqualTo("exit 8 MMIO");
    }

    @Test
    void aRecordOfAMemoryErrorStandsAmongTheInjections() {
        var report = new SessionEvent.ErrorReported(3000, "recoverable", 0x4400_0000L);

        session.append(List.of(report));

        Marks injections = model.marks(Lane.INJECTIONS);
        assertThat(model.event(injections.event(injections.size() - 1))).isEqualTo(report);
        assertThat(model.label(report)).isEqualTo("CPER");
        assertThat(EventText.facts(report, OptionalLong.empty())).containsExactlyInAnyOrderEntriesOf(
                Map.of("physical_addr", "0x44000000", "severity", "recoverable"));
    }

    @Test
    void whatIsNotToldOneByOneIsAMarkAmongTheExceptions() {
        var skipped = new SessionEvent.Skipped(90_000, 2000, 12_345, 0, 0x1000);

        session.append(List.of(skipped));

        Marks exceptions = model.marks(Lane.EXCEPTIONS);
        assertThat(model.event(exceptions.event(exceptions.size() - 1))).isEqualTo(skipped);
        assertThat(model.label(skipped)).isEqualTo("12\u2009345 exceptions and returns");
        assertThat(LaneDrawing.Look.of(skipped)).isEqualTo(LaneDrawing.Look.SKIPPED);
    }

    @Test
    void nothingIsSaidOfLevelsBeforeAnEarlierRunIsTakenUp() {
        session.append(List.of(new Started(0, 1, 0), new SessionEvent.Restored(5000, 0, 0x400284)));

        assertThat(model.bars(Lane.EL1).size()).isZero();
        assertThat(model.bars(Lane.EL0).size()).isEqualTo(1);
        assertThat(model.bars(Lane.EL0).start(0)).isEqualTo(5000);
        assertThat(model.marks(Lane.EXCEPTIONS).size()).isEqualTo(1);
    }

    @Test
    void theRangeFollowsThePlayheadWithRoomForWhatComes() {
        assertThat(model.range().from()).isBetween(716.0, 718.0);
        assertThat(model.range().to()).isBetween(1426.0, 1430.0);
    }

    @Test
    void arrivingEventsScrollIn() {
        session.append(List.of(new ExceptionReturned(3000, 0, 0x4008_0038L)));
        session.show(at(3005));

        assertThat(model.range().to()).isGreaterThan(3005);
    }

    @Test
    void whoLooksAtThePastIsNotDraggedAway() {
        model.panTo(0);
        session.show(at(3005));

        assertThat(model.range().from()).isZero();
    }

    @Test
    void nextAndPreviousStepThroughOneKind() {
        model.nextExit();
        assertThat(selected()).isInstanceOfSatisfying(Exited.class, exit -> assertThat(exit.number()).isEqualTo(5));

        model.nextExit();
        assertThat(selected()).isInstanceOfSatisfying(Exited.class, exit -> assertThat(exit.number()).isEqualTo(6));

        model.nextException();
        assertThat(selected()).isInstanceOf(ExceptionTaken.class)
                .extracting(SessionEvent::retired).isEqualTo(1086L);

        model.previousExit();
        assertThat(selected()).isInstanceOfSatisfying(Exited.class, exit -> assertThat(exit.number()).isEqualTo(6));
    }

    @Test
    void selectingBringsTheEventIntoSight() {
        for (int i = 0; i < 6; i++) {
            model.previousExit();
        }

        assertThat(selected()).isInstanceOfSatisfying(Exited.class, exit -> assertThat(exit.number()).isEqualTo(3));
        assertThat(model.range().from()).isLessThan(442);
    }

    @Test
    void aRestartBeginsAnew() {
        session.append(List.of(new Started(0, 1, 0x4008_0000L)));

        assertThat(model.bars(Lane.EL1).size()).isEqualTo(1);
        assertThat(model.marks(Lane.HOST).size()).isZero();
        assertThat(model.range().from()).isZero();
    }

    @Test
    void zoomingKeepsTheTimeUnderThePointer() {
        double before = (1000 - model.range().from()) / model.range().span();

        model.zoom(3, 1000);

        assertThat((1000 - model.range().from()) / model.range().span()).isCloseTo(before,
                within(1e-9));
        assertThat(model.range().span()).isLessThan(400);
    }

    @Test
    void theWorkOfDrawingDependsOnTheWidthNotOnTheNumberOfEvents() {
        List<SessionEvent> many = new ArrayList<>();
        many.add(new Started(0, 1, 0));
        for (long t = 10; many.size() < 1_000_000; t += 20) {
            many.add(new ExceptionTaken(t, 0x400, 0x5600_0000L, 0, 0, 0, 0, 0, SessionEvent.Before.RESET));
            many.add(new ExceptionReturned(t + 7, 0, 0));
        }
        session.append(many);
        var scale = new TimeScale(0, 10_000_000, 0, 1300);

        assertThat(LaneDrawing.isCrowded(model.marks(Lane.EXCEPTIONS), scale)).isTrue();
        assertThat(LaneDrawing.crowds(model.marks(Lane.EXCEPTIONS), scale)).hasSizeLessThanOrEqualTo(1300);
        assertThat(LaneDrawing.stretches(model.bars(Lane.EL1), scale, model.now())).hasSizeLessThanOrEqualTo(1301)
                .allSatisfy(stretch -> assertThat(stretch.share()).isBetween(0.2, 0.5));
    }

    @Test
    void labelsThatWouldCollideAreLeftOut() {
        var shapes = LaneDrawing.shapes(model.marks(Lane.EXCEPTIONS), new TimeScale(0, 12_000, 0, 1300), model, 8,
                text -> text.length() * 6.0);

        for (int i = 1; i < shapes.size(); i++) {
            var left = shapes.get(i - 1);
            var right = shapes.get(i);
            double leftEnd = left.label().isEmpty() ? left.x() : left.labelX() + left.label().length() * 6.0;
            double rightStart = right.label().isEmpty() ? right.x() : Math.min(right.x(), right.labelX());
            assertThat(Math.max(left.x(), leftEnd)).isLessThanOrEqualTo(rightStart);
        }
    }

    private SessionEvent selected() {
        return ((Subject.Event) selection.selected()).event();
    }

    private static MachineSnapshot at(long retired) {
        var machine = MmioReadMoment.snapshot();
        return new MachineSnapshot(retired, machine.state(), machine.x(), machine.sp(),
                machine.pc(), machine.pstate(), machine.system(), machine.host(), machine.kvmRun(), machine.exits(),
                machine.exceptions(), machine.console(), machine.machine(), machine.memory(), machine.program());
    }
}
