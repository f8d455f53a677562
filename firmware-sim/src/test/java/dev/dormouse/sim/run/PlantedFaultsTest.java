package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.proxy.Crime;
import dev.dormouse.sim.proxy.Meddler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever breaks one promise between the devices and the gateway is found out, and nobody else is blamed. */
class PlantedFaultsTest {
    /** To the simulated broker and back, in microseconds. */
    private static final long ROUND_TRIP = 100_000;

    private static final long AROUND = 10 * Ticks.SECOND;

    private static final int QOS_1 = 0;
    private static final int QOS_2 = 1;
    private static final int COMMAND = 2;

    private static FleetPlan plan() throws Exception {
        return Plans.of(
                "[[groups]]",
                "name = \"d\"",
                "count = 10",
                "start-within = \"1s\"",
                "clean-session = false",
                "[[groups.messages]]",
                "topic = \"up/{id}/one\"",
                "qos = 1",
                "every = \"10s\"",
                "[[groups.messages]]",
                "topic = \"up/{id}/two\"",
                "qos = 2",
                "every = \"10s\"",
                "[[groups.subscriptions]]",
                "topic = \"down/{id}/command\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"down/{id}/command\"",
                "qos = 1",
                "every = \"10s\"");
    }

    private static List<String> foundWith(Meddler... meddlers) throws Exception {
        FleetStage stage = new FleetStage(plan(), 1, meddlers);
        stage.after(Duration.ofMinutes(2));
        stage.drain();
        stage.after(Duration.ofMinutes(1));
        List<Finding> found = stage.oracle.judge();
        for (Meddler each : meddlers) {
            Finding finding = found.stream()
                    .filter(one -> Math.abs(one.at() - each.at()) < ROUND_TRIP)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(each.crime() + " at " + each.at() + " is not in " + found));
            assertTrue(finding.history().stream().anyMatch(line -> isOf(each, line)), finding::toString);
        }
        return found.stream().map(PlantedFaultsTest::text).sorted().toList();
    }

    /** Whether a packet is the victim's; or, where the device has never seen that, of about the same time. */
    private static boolean isOf(Meddler meddler, String packet) {
        if (meddler.crime() == Crime.DROPS_COMMAND) {
            double second =
                    Double.parseDouble(packet.substring(0, packet.indexOf('s')).strip());
            return Math.abs(second * Ticks.SECOND - meddler.at()) < AROUND;
        }
        byte[] mark = meddler.victim().toString().getBytes(StandardCharsets.UTF_8);
        return packet.contains(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(mark));
    }

    private static String text(Finding finding) {
        return finding.kind() + " " + finding.device() + ", " + finding.message() + ", QoS " + finding.qos();
    }

    @Test
    void nothingIsFoundWhereNobodyMeddles() throws Exception {
        assertEquals(List.of(), foundWith());
    }

    @Test
    void anAcknowledgedMessageThatIsDroppedIsLost() throws Exception {
        assertEquals(
                List.of("LOST d-4, message 0, number 5, QoS 1"),
                foundWith(new Meddler(Crime.DROPS, new Mark(3, QOS_1, 5))));
    }

    @Test
    void ofTwoThatAreSwappedTheLaterToArriveIsOutOfOrder() throws Exception {
        assertEquals(
                List.of("OUT_OF_ORDER d-1, message 0, number 7, QoS 1"),
                foundWith(new Meddler(Crime.SWAPS, new Mark(0, QOS_1, 7))));
    }

    @Test
    void aMessageOfQos2ThatComesTwiceIsDuplicated() throws Exception {
        assertEquals(
                List.of("DUPLICATED d-10, message 1, number 3, QoS 2"),
                foundWith(new Meddler(Crime.DUPLICATES, new Mark(9, QOS_2, 3))));
    }

    @Test
    void aCommandThatIsAcknowledgedForTheDeviceIsLost() throws Exception {
        assertEquals(
                List.of("LOST d-6, message 2, number 4, QoS 1"),
                foundWith(new Meddler(Crime.DROPS_COMMAND, new Mark(5, COMMAND, 4))));
    }

    @Test
    void allAtOnceAreToldApart() throws Exception {
        assertEquals(
                List.of(
                        "DUPLICATED d-2, message 1, number 6, QoS 2",
                        "LOST d-2, message 0, number 8, QoS 1",
                        "LOST d-9, message 2, number 2, QoS 1",
                        "OUT_OF_ORDER d-3, message 0, number 6, QoS 1"),
                foundWith(
                        new Meddler(Crime.DROPS, new Mark(1, QOS_1, 8)),
                        new Meddler(Crime.SWAPS, new Mark(2, QOS_1, 6)),
                        new Meddler(Crime.DUPLICATES, new Mark(1, QOS_2, 6)),
                        new Meddler(Crime.DROPS_COMMAND, new Mark(8, COMMAND, 2))));
    }
}
