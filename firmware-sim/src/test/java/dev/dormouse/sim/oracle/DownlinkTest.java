package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.oracle.Finding.Kind;
import dev.dormouse.sim.run.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands to devices are judged by topic, payload, time, order and number, and nobody is blamed for what the air or the client did. */
class DownlinkTest {
    private static final int MESSAGE = 0;
    private static final int COMMAND = 1;
    private static final String[] NONE = {};

    /** Two devices of a group with more keys, with subscriptions and commands of these QoS. */
    private static Trial trial(int subscription, int command, String[] group, String... link) throws Exception {
        List<String> lines = new ArrayList<>(List.of("[[links]]", "name = \"air\""));
        lines.addAll(Arrays.asList(link));
        lines.addAll(List.of("[[groups]]", "name = \"d\"", "count = 2", "link = \"air\""));
        lines.addAll(Arrays.asList(group));
        lines.addAll(List.of(
                "[[groups.messages]]",
                "topic = \"up/{id}\"",
                "[[groups.subscriptions]]",
                "topic = \"down/{id}\"",
                "qos = " + subscription,
                "[[groups.commands]]",
                "topic = \"down/{id}\"",
                "qos = " + command));
        Trial trial = new Trial(lines.toArray(String[]::new));
        trial.connect(0);
        trial.connect(1);
        return trial;
    }

    private static String[] keys(String... keys) {
        return keys;
    }

    // ---- what is found ----

    @Test
    void aWrongTopicIsUnexpected() throws Exception {
        Trial trial = trial(1, 1, NONE);
        trial.delivered(0, "down/d-1", trial.commanded(0, COMMAND, 1));
        assertEquals(List.of(), trial.kinds());
        trial.delivered(0, "down/d-2", trial.commanded(0, COMMAND, 2));
        assertEquals(Kind.UNEXPECTED, trial.kinds().get(0));
    }

    @Test
    void anotherPayloadIsUnexpected() throws Exception {
        Trial trial = trial(1, 1, NONE);
        trial.delivered(0, "down/d-1", "12.5" + trial.commanded(0, COMMAND, 1));
        assertEquals(List.of(Kind.UNEXPECTED), trial.kinds());
    }

    @Test
    void whatADeviceHasNotSubscribedToIsUnexpected() throws Exception {
        Trial trial = trial(1, 1, NONE);
        Mark mark = trial.commanded(0, COMMAND, 1);
        trial.delivered(1, "down/d-1", mark);
        trial.delivered(0, "down/d-1", mark);
        trial.delivered(0, "down/d-1", new Mark(0, COMMAND, 7));
        assertEquals(List.of(Kind.UNEXPECTED, Kind.UNEXPECTED), trial.kinds());
    }

    @Test
    void aCommandThatTakesTooLongIsLate() throws Exception {
        Trial trial = trial(1, 1, NONE);
        Mark mark = trial.commanded(0, COMMAND, 1);
        trial.now += 61 * Ticks.SECOND;
        trial.delivered(0, "down/d-1", mark);
        assertEquals(List.of(Kind.LATE), trial.kinds());
    }

    @Test
    void aCleanDeviceThatWasLostOnceIsPromisedSomethingAgainWithItsNextSubscription() throws Exception {
        Trial trial = trial(1, 1, NONE);
        trial.powerCut(0);
        trial.connect(0);
        trial.commanded(0, COMMAND, 1);
        assertEquals(List.of(Kind.LOST), trial.kinds());
    }

    // ---- what others may hear ----

    @Test
    void aCommandUnderASharedTopicIsADeliveryToOneAndNoFindingForTheOthers() throws Exception {
        Trial trial = new Trial(
                "[[groups]]",
                "name = \"d\"",
                "count = 2",
                "[[groups.subscriptions]]",
                "topic = \"lights/+\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"lights/all\"",
                "qos = 1");
        trial.connect(0);
        trial.connect(1);
        Mark mark = trial.commanded(0, 0, 1);
        trial.delivered(1, "lights/all", mark);
        trial.delivered(0, "lights/all", mark);
        trial.delivered(1, "lights/all", mark);
        assertEquals(List.of(), trial.kinds());
        trial.oracle.read(tally -> {
            assertEquals(1, tally.commandsDelivered());
            assertEquals(0, tally.foreign());
        });
    }

    @Test
    void devicesMayListenToEachOther() throws Exception {
        Trial trial = new Trial(
                "[[groups]]",
                "name = \"talks\"",
                "[[groups.messages]]",
                "topic = \"heat/one\"",
                "[[groups.messages]]",
                "topic = \"heat/two\"",
                "[[groups]]",
                "name = \"listens\"",
                "[[groups.subscriptions]]",
                "topic = \"heat/#\"",
                "[[groups.commands]]",
                "topic = \"none\"",
                "[[groups.commands]]",
                "topic = \"heat/set\"");
        trial.connect(1);
        trial.delivered(1, "heat/two", trial.sent(0, 1, 1));
        assertEquals(List.of(), trial.kinds());
        trial.delivered(1, "heat/three", trial.sent(0, 1, 2));
        assertEquals(List.of(Kind.UNEXPECTED), trial.kinds());
    }

    @Test
    void whatHasNoMarkIsForeign() throws Exception {
        Trial trial = trial(1, 1, NONE);
        trial.delivered(0, "down/d-1", "hello");
        trial.delivered(0, "down/d-1", new Mark(77, 0, 1));
        assertEquals(List.of(), trial.kinds());
        trial.oracle.read(tally -> assertEquals(2, tally.foreign()));
    }

    // ---- what is nobody's fault ----

    @Test
    void aCleanSessionTakesItsCommandsWithIt() throws Exception {
        Trial trial = trial(1, 1, NONE);
        trial.commanded(0, COMMAND, 1);
        trial.powerCut(0);
        trial.connect(0);
        assertTrue(trial.oracle.complete());
        assertEquals(List.of(), trial.kinds());
    }

    @Test
    void timeWithoutAConnectionDoesNotMakeACommandLate() throws Exception {
        Trial trial = trial(1, 1, keys("clean-session = false"));
        Mark mark = trial.commanded(0, COMMAND, 1);
        trial.powerCut(0);
        trial.now += 300 * Ticks.SECOND;
        trial.connect(0);
        trial.now += 59 * Ticks.SECOND;
        trial.delivered(0, "down/d-1", mark);
        assertEquals(List.of(), trial.kinds());
    }

    @Test
    void whoSleepsGetsItsCommandsWhenItWakes() throws Exception {
        Trial trial = trial(1, 1, keys("clean-session = false", "sleep = { for = \"4h\", wake-every = \"3h\" }"));
        Mark mark = trial.commanded(0, COMMAND, 1);
        trial.now += 7200 * Ticks.SECOND;
        trial.delivered(0, "down/d-1", mark);
        assertEquals(List.of(), trial.kinds());
    }

    private static List<Kind> afterTwoDeliveries(Trial trial) {
        Mark mark = trial.commanded(0, COMMAND, 1);
        trial.delivered(0, "down/d-1", mark);
        trial.delivered(0, "down/d-1", mark);
        return trial.kinds();
    }

    @Test
    void atQos0TheAirMayDoubleACommand() throws Exception {
        assertEquals(List.of(Kind.DUPLICATED), afterTwoDeliveries(trial(0, 1, NONE)));
        assertEquals(List.of(), afterTwoDeliveries(trial(0, 1, NONE, "duplication = 0.1")));
        assertEquals(List.of(), afterTwoDeliveries(trial(1, 0, NONE, "duplication = 0.1")));
        assertEquals(
                List.of(),
                afterTwoDeliveries(trial(0, 1, NONE, "type = \"xbee\"", "pty = \"/tmp/x\"", "ack-loss = 0.1")));
    }

    @Test
    void theLowerQosOfCommandAndSubscriptionPromises() throws Exception {
        Trial trial = trial(0, 1, NONE);
        Mark first = trial.commanded(0, COMMAND, 1);
        Mark second = trial.commanded(0, COMMAND, 2);
        trial.commanded(0, COMMAND, 3);
        trial.delivered(0, "down/d-1", second);
        trial.delivered(0, "down/d-1", first);
        assertEquals(List.of(), trial.kinds());
    }

    @Test
    void whoRefusesRepetitionsIsPromisedNothingWhereTheAirLosesSomething() throws Exception {
        Trial sound = trial(1, 1, keys("profile = \"riot-emcute\""));
        sound.commanded(0, COMMAND, 1);
        assertEquals(List.of(Kind.LOST), sound.kinds());
        Trial lossy = trial(1, 1, keys("profile = \"riot-emcute\""), "loss = 0.1");
        lossy.commanded(0, COMMAND, 1);
        assertEquals(List.of(), lossy.kinds());
    }

    @Test
    void whoForgetsWhatItHasHalfReceivedMayGetItTwice() throws Exception {
        String[] forgets =
                keys("clean-session = false", "power-cuts = { every = \"1h\", for = \"1m\", keeps-memory = false }");
        Trial trial = trial(2, 2, forgets);
        Mark done = trial.commanded(0, COMMAND, 1);
        trial.delivered(0, "down/d-1", done);
        Mark half = trial.commanded(0, COMMAND, 2);
        trial.delivered(0, "down/d-1", half);
        trial.powerCut(0);
        trial.connect(0);
        trial.delivered(0, "down/d-1", half);
        assertEquals(List.of(), trial.kinds());
        trial.delivered(0, "down/d-1", done);
        assertEquals(List.of(Kind.DUPLICATED), trial.kinds());
    }

    @Test
    void whereBitsAreTurnedNobodyIsBlamed() throws Exception {
        Trial trial = trial(2, 2, NONE, "corruption = 0.1");
        Mark first = trial.commanded(0, COMMAND, 1);
        trial.commanded(0, COMMAND, 2);
        trial.delivered(0, "down/d-1", first);
        trial.delivered(0, "down/d-1", first);
        trial.delivered(0, "down/d-2", "1" + new Mark(0, COMMAND, 9));
        trial.delivered(0, "down/d-1", new Mark(1, COMMAND, 9));
        trial.delivered(0, "down/d-1", new Mark(0, MESSAGE, 9));
        trial.delivered(0, "down/d-1", " #0.1.-5");
        trial.delivered(0, "down/d-1", " #0.1.zzzzzz");
        assertEquals(List.of(), trial.kinds());
    }
}
