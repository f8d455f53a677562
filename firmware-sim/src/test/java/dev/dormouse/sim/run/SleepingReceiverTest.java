package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.oracle.Oracle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sleeper hears nothing, and a gateway that speaks to it in its sleep is found out, unless the air or the device may be the cause. */
class SleepingReceiverTest {
    private static final String SUBACK = "08 13 20 00 01 %s 00";
    private static final String CONSENT = "02 18";
    private static final String PUBLISH = "09 0C 20 00 01 00 02 68 69";
    private static final String REGISTER = "09 0A 00 09 00 03 61 2F 62";
    private static final String PINGRESP = "02 17";

    /** A device that has connected and subscribed, and asks to sleep for a minute; and a gateway played by hand. */
    private static final class Sleeper implements Port {
        private final List<String> said = new ArrayList<>();
        private final Clock clock = new Clock();
        private final Oracle oracle;
        private final Unit unit;

        Sleeper(String profile, String air) throws Exception {
            FleetPlan plan = Plans.of(
                    "[[links]]",
                    "name = \"air\"",
                    air,
                    "[[groups]]",
                    "name = \"d\"",
                    "link = \"air\"",
                    "profile = \"" + profile + "\"",
                    "start-within = \"1ms\"",
                    "sleep = { for = \"1m\", wake-every = \"50s\" }",
                    "[[groups.subscriptions]]",
                    "topic = \"a/b\"",
                    "qos = 1");
            oracle = new Oracle(plan);
            Unit.Surroundings around = new Unit.Surroundings(clock, (device, ear) -> this, oracle, FarEnd.SILENT);
            unit = new Fleet(plan, clock, 0, 1, group -> around, 1).units().get(0);
            unit.begin(0);
            after(1);
            hears("03 05 00");
            after(1);
            hears(SUBACK.formatted(said.get(said.size() - 1).substring(9, 14)));
            after(1);
            assertTrue(said.get(said.size() - 1).startsWith("04 18"), said::toString);
        }

        static Sleeper asleep(String air) throws Exception {
            Sleeper sleeper = new Sleeper("strict", air);
            sleeper.hears(CONSENT);
            sleeper.after(1);
            assertEquals(DeviceState.ASLEEP, sleeper.state());
            sleeper.said.clear();
            return sleeper;
        }

        DeviceState state() {
            return unit.device().state();
        }

        void hears(String octets) {
            unit.hear(HexFormat.ofDelimiter(" ").parseHex(octets));
        }

        void after(int seconds) {
            clock.advanceTo(clock.now() + seconds * Ticks.SECOND);
        }

        List<String> findings() {
            return oracle.judge().stream()
                    .map(found -> found.kind() + " " + found.device() + ", " + found.message())
                    .toList();
        }

        @Override
        public void send(byte[] datagram) {
            said.add(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(datagram));
        }

        @Override
        public void rebind() {}

        @Override
        public void close() {}
    }

    @Test
    void whatComesInItsSleepIsNotHeardAndIsAFinding() throws Exception {
        Sleeper sleeper = Sleeper.asleep("");
        sleeper.hears(PUBLISH);
        sleeper.hears(REGISTER);
        sleeper.hears(PINGRESP);
        sleeper.after(5);
        assertEquals(List.of(), sleeper.said);
        assertTrue(
                sleeper.unit.history().get(sleeper.unit.history().size() - 1).endsWith("(not heard)"),
                sleeper.unit.history()::toString);
        assertEquals(List.of("ASLEEP d-1, PUBLISH", "ASLEEP d-1, REGISTER"), sleeper.findings());
    }

    @Test
    void awakeItHears() throws Exception {
        Sleeper sleeper = Sleeper.asleep("");
        sleeper.after(50);
        sleeper.hears(PUBLISH);
        assertEquals(List.of("05 16 64 2D 31", "07 0D 00 01 00 02 00"), sleeper.said);
        sleeper.hears(PINGRESP);
        sleeper.hears(PUBLISH);
        assertEquals(List.of("ASLEEP d-1, PUBLISH"), sleeper.findings());
    }

    @Test
    void whatTheAirMayHaveHeldBackIsNotBlamed() throws Exception {
        for (String air :
                List.of("delay = \"10ms\"", "jitter = \"10ms\"", "duplication = \"1%\"", "reordering = \"1%\"")) {
            Sleeper sleeper = Sleeper.asleep(air);
            sleeper.hears(PUBLISH);
            sleeper.after(1);
            assertEquals(List.of(), sleeper.said);
            assertEquals(List.of(), sleeper.findings(), air);
        }
    }

    @Test
    void afterAWakeUpInWhichItSpokeTwiceTheGatewayMayTakeItForAwake() throws Exception {
        Sleeper sleeper = Sleeper.asleep("");
        sleeper.after(61);
        sleeper.hears(PINGRESP);
        assertEquals(DeviceState.ASLEEP, sleeper.state());
        sleeper.hears(PUBLISH);
        assertEquals(List.of("05 16 64 2D 31", "05 16 64 2D 31"), sleeper.said);
        assertEquals(List.of(), sleeper.findings());
    }

    @Test
    void theConsentIsHeardByWhoBelievesToSleepAlreadyAndByWhoLeavesFromSleep() throws Exception {
        Sleeper zephyr = new Sleeper("zephyr", "");
        assertEquals(DeviceState.ASLEEP, zephyr.state());
        zephyr.hears(CONSENT);
        assertEquals(DeviceState.LOST, zephyr.state());
        Sleeper sleeper = Sleeper.asleep("");
        sleeper.unit.end(sleeper.clock.now());
        sleeper.hears(CONSENT);
        assertEquals(DeviceState.DISCONNECTED, sleeper.state());
    }
}
