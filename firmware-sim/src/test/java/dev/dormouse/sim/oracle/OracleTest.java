package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.link.DeafPort;
import dev.dormouse.sim.oracle.Finding.Kind;
import dev.dormouse.sim.run.Clock;
import dev.dormouse.sim.run.FarEnd;
import dev.dormouse.sim.run.Fleet;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle finds what is broken, and nothing else. */
class OracleTest {
    private static final int QOS_1 = 0;
    private static final int QOS_2 = 1;
    private static final int COMMAND = 2;
    private static final int OTHER_COMMAND = 3;

    private FleetPlan plan;
    private Oracle oracle;
    private Unit unit;
    private long now;

    @BeforeEach
    void oneDevice() throws Exception {
        oneDevice("strict");
    }

    private void oneDevice(String profile) throws Exception {
        plan = dev.dormouse.sim.fleet.Plans.of(
                "[[groups]]",
                "name = \"d\"",
                "profile = \"" + profile + "\"",
                "clean-session = false",
                "[[groups.messages]]",
                "topic = \"{id}/a\"",
                "qos = 1",
                "[[groups.messages]]",
                "topic = \"{id}/b\"",
                "qos = 2",
                "[[groups.subscriptions]]",
                "topic = \"{id}/c\"",
                "qos = 1",
                "[[groups.subscriptions]]",
                "topic = \"{id}/d/+\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"{id}/c\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"{id}/d/e\"",
                "qos = 1");
        oracle = new Oracle(plan);
        Unit.Surroundings around =
                new Unit.Surroundings(new Clock(), (device, ear) -> new DeafPort(), oracle, FarEnd.SILENT);
        unit = new Fleet(plan, around.clock(), 0, 1, group -> around, 1).units().get(0);
    }

    private static String payload(Mark mark) {
        return "21.5" + mark;
    }

    private Mark sent(int line, int number) {
        Mark mark = new Mark(unit.index(), line, number);
        oracle.sent(unit, mark, Bytes.ofUtf8(payload(mark)).hashCode(), now);
        return mark;
    }

    private Mark confirmed(int line, int number) {
        Mark mark = sent(line, number);
        oracle.confirmed(unit, mark, now);
        return mark;
    }

    private void arrives(Mark mark) {
        String topic = mark.line() == QOS_1 ? "d-1/a" : "d-1/b";
        oracle.arrived(topic, payload(mark).getBytes(StandardCharsets.UTF_8), now);
    }

    private List<Kind> kinds() {
        return oracle.judge().stream().map(Finding::kind).toList();
    }

    @Test
    void aPerfectRunHasNoFindings() {
        for (int number = 1; number <= 100; number++) {
            arrives(confirmed(QOS_1, number));
            arrives(confirmed(QOS_2, number));
        }
        assertEquals(List.of(), kinds());
        assertTrue(oracle.complete());
    }

    @Test
    void anAcknowledgedMessageThatDoesNotArriveIsLost() {
        arrives(confirmed(QOS_1, 1));
        confirmed(QOS_1, 2);
        arrives(confirmed(QOS_1, 3));
        sent(QOS_1, 4);
        Finding finding = oracle.judge().get(0);
        assertEquals(List.of(Kind.LOST), kinds().subList(0, 1));
        assertEquals("message 0, number 2", finding.message());
        assertEquals("d-1", finding.device());
        assertEquals(1, oracle.judge().stream().map(Finding::message).distinct().count());
    }

    @Test
    void aSecondArrivalIsForbiddenAtQos2Only() {
        Mark once = confirmed(QOS_2, 1);
        Mark often = confirmed(QOS_1, 1);
        arrives(often);
        arrives(often);
        assertEquals(0, oracle.found(Kind.DUPLICATED));
        arrives(once);
        arrives(once);
        assertEquals(List.of(Kind.DUPLICATED), kinds());
    }

    @Test
    void aMessageSentAnewMayArriveTwice() {
        Mark mark = sent(QOS_2, 1);
        arrives(mark);
        oracle.sentAnew(unit, mark, now);
        oracle.confirmed(unit, mark, now);
        arrives(mark);
        assertEquals(List.of(), kinds());
    }

    @Test
    void swappedMessagesAreOutOfOrder() {
        Mark first = confirmed(QOS_2, 1);
        Mark second = confirmed(QOS_2, 2);
        arrives(second);
        arrives(first);
        assertEquals(List.of(Kind.OUT_OF_ORDER), kinds());
    }

    @Test
    void lateAndUnexpectedMessagesAreTold() {
        Mark slow = confirmed(QOS_1, 1);
        now += 61 * Ticks.SECOND;
        arrives(slow);
        arrives(new Mark(unit.index(), QOS_1, 9));
        oracle.arrived("d-1/a", "21.5".getBytes(StandardCharsets.UTF_8), now);
        assertEquals(List.of(Kind.LATE, Kind.UNEXPECTED), kinds());
    }

    @Test
    void whatIsLateIsSoByTheClockThatTheGatewayGoesByToo() {
        oracle = new Oracle(plan, 60);
        Mark slow = confirmed(QOS_1, 1);
        now += 3599 * Ticks.SECOND;
        arrives(slow);
        assertEquals(List.of(), kinds());
        Mark slower = confirmed(QOS_1, 2);
        now += 3601 * Ticks.SECOND;
        arrives(slower);
        assertEquals(List.of(Kind.LATE), kinds());
    }

    @Test
    void aMessageThatTheDeviceHasGivenUpMayArriveWhenever() {
        Mark first = sent(QOS_2, 1);
        oracle.abandoned(unit, first, "switched off", now);
        arrives(confirmed(QOS_2, 2));
        now += 61 * Ticks.SECOND;
        arrives(first);
        assertEquals(List.of(), kinds());
    }

    @Test
    void theTimeWithoutPowerDoesNotMakeAMessageLate() {
        Mark interrupted = sent(QOS_2, 1);
        Mark delivered = confirmed(QOS_1, 1);
        oracle.stateChanged(unit, DeviceState.ACTIVE, DeviceState.OFF, now);
        now += 61 * Ticks.SECOND;
        oracle.stateChanged(unit, DeviceState.OFF, DeviceState.CONNECTING, now);
        arrives(interrupted);
        arrives(delivered);
        List<Finding> findings = oracle.judge();
        assertEquals(List.of(Kind.LATE), findings.stream().map(Finding::kind).toList());
        assertEquals(1, findings.get(0).qos());
    }

    @Test
    void aChangedPayloadIsUnexpected() {
        Mark mark = confirmed(QOS_1, 1);
        oracle.arrived("d-1/a", ("99.9" + mark).getBytes(StandardCharsets.UTF_8), now);
        assertEquals(List.of(Kind.UNEXPECTED), kinds());
    }

    private void connect() throws Exception {
        unit.device().start(now);
        unit.device().hear(new ConnAck(ReturnCode.ACCEPTED), now);
    }

    private Mark commanded(int line, int number) {
        Mark mark = new Mark(unit.index(), line, number);
        oracle.commanded(unit, mark, payload(mark).hashCode(), now);
        return mark;
    }

    private void command(int number) {
        oracle.subscribed(unit, unit.device().setup().subscriptions().get(0), true, now);
        commanded(COMMAND, number);
    }

    @Test
    void whoIsGoneForGoodIsNotWaitedForAndNobodyIsBlamed() throws Exception {
        oneDevice("zephyr");
        connect();
        command(1);
        assertEquals(false, oracle.complete());
        unit.device().powerOff(true, now);
        assertTrue(oracle.complete());
        assertEquals(List.of(), kinds());
    }

    @Test
    void whoConnectsAgainIsWaitedForButNobodyIsBlamedWhileItIsAway() throws Exception {
        connect();
        command(1);
        unit.device().powerOff(true, now);
        assertEquals(false, oracle.complete());
        assertEquals(List.of(), kinds());
    }

    @Test
    void aCommandIsPromisedOnceTheDeviceHasSubscribed() {
        commanded(COMMAND, 1);
        oracle.subscribed(unit, unit.device().setup().subscriptions().get(0), true, now);
        Mark promised = commanded(COMMAND, 2);
        assertEquals(false, oracle.complete());
        oracle.delivered(unit, "d-1/c", payload(promised), now);
        assertEquals(List.of(), kinds());
    }

    @Test
    void aCommandIsNotPromisedByASubscriptionToSomethingElse() throws Exception {
        connect();
        oracle.subscribed(unit, unit.device().setup().subscriptions().get(0), true, now);
        commanded(OTHER_COMMAND, 1);
        assertTrue(oracle.complete());
        oracle.subscribed(unit, unit.device().setup().subscriptions().get(1), true, now);
        commanded(OTHER_COMMAND, 2);
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void theTimeInWhichTheFarEndWasAwayDoesNotMakeAMessageLate() {
        Mark published = confirmed(QOS_1, 1);
        Mark lost = confirmed(QOS_2, 1);
        now += 100 * Ticks.SECOND;
        oracle.hearsAgain(true, now);
        arrives(published);
        assertEquals(false, oracle.complete());
        assertEquals(List.of(Kind.LOST), kinds());
        now += 61 * Ticks.SECOND;
        arrives(lost);
        assertEquals(List.of(Kind.LOST, Kind.LATE), kinds());
    }

    @Test
    void whatTheBrokerHasNotKeptForTheFarEndIsNotLost() {
        confirmed(QOS_1, 1);
        Mark underWay = sent(QOS_2, 1);
        oracle.hearsAgain(false, now);
        oracle.confirmed(unit, underWay, now);
        assertTrue(oracle.complete());
        assertEquals(List.of(), kinds());
        confirmed(QOS_1, 2);
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void aBrokerThatHasForgottenItsSessionsKnowsNoSubscriptionEither() throws Exception {
        connect();
        command(1);
        oracle.hearsAgain(false, now);
        oracle.commanded(unit, new Mark(unit.index(), COMMAND, 2), 0, now);
        assertEquals(List.of(), kinds());
        command(3);
        assertEquals(List.of(Kind.LOST), kinds());
    }
}
