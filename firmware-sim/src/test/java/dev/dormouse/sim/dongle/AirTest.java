package dev.dormouse.sim.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dormouse.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AirTest {
    private static final NodeAddress ADDRESS = NodeAddress.numbered(0);
    private static final Bytes DATAGRAM = Bytes.ofHex("0217");

    private final Timeline time = new Timeline();
    private final Ear ear = new Ear();

    @Test
    void aDatagramArrivesAfterItsDelayAndIsAcknowledged() {
        Air air = air(new AirConditions(0, 0, 20, 20, 1000));
        List<String> outcomes = new ArrayList<>();
        air.unicast(ADDRESS, DATAGRAM, delivery -> outcomes.add(time.now() + " " + delivery));
        time.advanceTo(19);
        assertTrue(ear.heard.isEmpty());
        time.advanceTo(5000);
        assertEquals(List.of(DATAGRAM), ear.heard);
        assertEquals(List.of("20 DELIVERED"), outcomes);
    }

    @Test
    void aFifthIsLostWhereAFifthIsToBeLostAndTheSameFifthEachTime() {
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Timeline clock = new Timeline();
            Air air = new Air(clock, AirConditions.CLEAR.withLoss(0.2), 4711);
            air.add(ADDRESS, new Ear());
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                air.unicast(ADDRESS, DATAGRAM, delivery -> outcomes.add(clock.now() + " " + delivery));
                clock.advanceTo(clock.now() + 100);
            }
            runs.add(outcomes);
        }
        assertEquals(runs.get(0), runs.get(1));
        long lost = runs.get(0).stream()
                .filter(outcome -> outcome.endsWith("NO_ACKNOWLEDGEMENT"))
                .count();
        assertTrue(lost > 150 && lost < 250, lost + " of 1000");
    }

    @Test
    void aLostAcknowledgementLooksLikeALostDatagramToTheSender() {
        Air air = air(new AirConditions(0, 1, 5, 5, 1000));
        List<Delivery> outcomes = new ArrayList<>();
        air.unicast(ADDRESS, DATAGRAM, outcomes::add);
        time.advanceTo(100);
        assertEquals(List.of(DATAGRAM), ear.heard);
        assertEquals(List.of(Delivery.NO_ACKNOWLEDGEMENT), outcomes);
    }

    @Test
    void aSleepingNodeGetsWhatWasHeldWhenItWakes() {
        ear.alarm = 5000;
        Air air = air(AirConditions.CLEAR);
        ear.listening = false;
        List<Delivery> outcomes = new ArrayList<>();
        air.unicast(ADDRESS, DATAGRAM, outcomes::add);
        air.broadcast(Bytes.ofHex("030201"));
        time.advanceTo(4999);
        assertTrue(outcomes.isEmpty());
        time.advanceTo(5100);
        assertEquals(List.of(DATAGRAM), ear.heard);
        assertEquals(List.of(Delivery.DELIVERED), outcomes);
    }

    @Test
    void aNodeThatIsSwitchedOnByHandGetsWhatWasHeld() {
        Air air = air(AirConditions.CLEAR);
        ear.listening = false;
        air.unicast(ADDRESS, DATAGRAM, delivery -> {});
        time.advanceTo(1000);
        ear.switchOn();
        time.advanceTo(1100);
        assertEquals(List.of(DATAGRAM), ear.heard);
    }

    @Test
    void oneDirectionMayLoseWhatTheOtherDoesNot() {
        Air air = air(new AirConditions(new AirConditions.Way(1, 5, 5), new AirConditions.Way(0, 5, 5), 0, 1000));
        air.attach((from, datagram, broadcast) -> fail("nothing comes up"));
        ear.say(DATAGRAM);
        air.unicast(ADDRESS, DATAGRAM, delivery -> {});
        time.advanceTo(100);
        assertEquals(List.of(DATAGRAM), ear.heard);
    }

    @Test
    void whatIsHeldForTooLongExpires() {
        Air air = air(AirConditions.CLEAR);
        ear.listening = false;
        List<String> outcomes = new ArrayList<>();
        air.unicast(ADDRESS, DATAGRAM, delivery -> outcomes.add(time.now() + " " + delivery));
        time.advanceTo(60_000);
        assertEquals(List.of("7680 EXPIRED"), outcomes);
        assertTrue(ear.heard.isEmpty());
    }

    @Test
    void anUnknownAddressIsSaidToBeUnknown() {
        Air air = air(AirConditions.CLEAR);
        List<Delivery> outcomes = new ArrayList<>();
        air.unicast(NodeAddress.numbered(1), DATAGRAM, outcomes::add);
        time.advanceTo(1000);
        assertEquals(List.of(Delivery.UNKNOWN_ADDRESS), outcomes);
    }

    @Test
    void theDatagramsOfANodeDoNotOvertakeEachOther() {
        Air air = air(new AirConditions(0, 0, 1, 500, 1000));
        List<Integer> heard = new ArrayList<>();
        air.attach((from, datagram, broadcast) -> heard.add(datagram.at(1)));
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ear.say(Bytes.of((byte) 2, (byte) i));
            sent.add(i);
        }
        time.advanceTo(1000);
        assertEquals(sent, heard);
    }

    private Air air(AirConditions conditions) {
        Air air = new Air(time, conditions, 1);
        air.add(ADDRESS, ear);
        return air;
    }

    /** A node that only listens, or wakes to do so. */
    private static final class Ear implements Node {
        private final List<Bytes> heard = new ArrayList<>();
        private boolean listening = true;
        private long alarm = Timeline.NEVER;
        private @org.jspecify.annotations.Nullable Radio radio;

        void say(Bytes datagram) {
            java.util.Objects.requireNonNull(radio).send(datagram);
        }

        void switchOn() {
            listening = true;
            java.util.Objects.requireNonNull(radio).wake();
        }

        @Override
        public void start(Radio given, long now) {
            radio = given;
        }

        @Override
        public void hear(Bytes datagram, long now) {
            heard.add(datagram);
        }

        @Override
        public void poll(long now) {
            listening = true;
            alarm = Timeline.NEVER;
        }

        @Override
        public long nextPoll() {
            return alarm;
        }

        @Override
        public boolean listening() {
            return listening;
        }
    }
}
