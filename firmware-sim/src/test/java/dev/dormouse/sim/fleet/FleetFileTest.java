package dev.dormouse.sim.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleet files: what they say, and what is said about wrong ones. */
class FleetFileTest {
    private static FleetPlan read(String... lines) throws FleetException {
        return FleetFile.parse(String.join("\n", lines), "f.toml", Path.of(""));
    }

    private static String refusal(String... lines) {
        return String.valueOf(
                assertThrows(FleetException.class, () -> read(lines)).getMessage());
    }

    @Test
    void allExamplesCanBeRead() throws Exception {
        for (String name : FleetFile.examples()) {
            assertTrue(FleetFile.read(name).devices() > 0, name);
        }
        assertEquals(10_000, FleetFile.read("meters-10k").devices());
    }

    @Test
    void aWrongKeyIsToldWithItsLineAndTheNearestOne() {
        assertEquals(
                "f.toml:3: \"groups.profil\" is unknown; did you mean \"profile\"?",
                refusal("[[groups]]", "name = \"a\"", "profil = \"strict\""));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        String refusal = refusal(
                "[[groups]]",
                "count = 0",
                "profile = \"riot-emcute\"",
                "[groups.sleep]",
                "for = \"10 minutes\"",
                "[[groups.messages]]",
                "topic = \"a\"",
                "qos = 2");
        List<String> lines = refusal.lines().toList();
        assertEquals(4, lines.size(), refusal);
        assertTrue(refusal.contains("f.toml:2: \"groups.count\" must be an integer from 1 to 1000000, not 0"), refusal);
        assertTrue(refusal.contains("f.toml:8: \"groups.messages.qos\" must be 1 or less"), refusal);
        assertTrue(refusal.contains("\"groups.sleep\" is more than profile riot-emcute can do"), refusal);
        assertTrue(refusal.contains("f.toml:5: \"groups.sleep.for\" must be a duration such as"), refusal);
    }

    @Test
    void anEmptyFileNeedsAGroup() {
        assertTrue(refusal("name = \"x\"").contains("needs at least one [[groups]]"));
    }

    @Test
    void commandsHaveAQosOfMqtt() {
        assertEquals(
                "f.toml:4: \"groups.commands.qos\" must be an integer from 0 to 2, not -1",
                refusal("[[groups]]", "[[groups.commands]]", "topic = \"a\"", "qos = -1"));
    }

    @Test
    void groupsMayNotNameTheirDevicesAlike() throws FleetException {
        String[] lines = {
            "[[groups]]", "name = \"a\"", "id = \"m-{n}\"", "[[groups]]", "name = \"b\"", "id = \"m-{n:05}\"", ""
        };
        assertEquals(
                "f.toml:6: \"groups.id\" names devices like those of group \"a\", and each would take over the session of"
                        + " its namesake: write another, such as \"b-{n}\"",
                refusal(lines));
        lines[6] = "connect = false";
        assertEquals(2, read(lines).devices());
    }

    @Test
    void filtersCoverTheTopicsOfAllDevicesWithWildcardsForWholeLevels() throws FleetException {
        FleetPlan plan = read(
                "[[groups]]",
                "id = \"site/{n}\"",
                "count = 2",
                "will = { topic = \"alarm/dev-{n}\" }",
                "[[groups.messages]]",
                "topic = \"meters/{id}\"",
                "[[groups.messages]]",
                "topic = \"all/{n:03}/x\"");
        assertEquals(
                Set.of("alarm/+", "meters/site/+", "all/+/x"),
                plan.groups().get(0).filters());
        assertTrue(refusal("[[groups]]", "will = { topic = \"alarm/+\" }").contains("must not hold wildcards"));
    }

    @Test
    void groupsMayNotHaveTheSameName() {
        assertEquals(
                "f.toml:2: \"groups.name\" is the name of another group too: their devices would have the same ids",
                refusal("[[groups]]", "[[groups]]"));
    }

    @Test
    void whatIsNoTextIsRefusedByName(@TempDir Path folder) throws Exception {
        Path picture = Files.write(folder.resolve("p.toml"), new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (Path each : List.of(folder, picture)) {
            FleetException refusal = assertThrows(FleetException.class, () -> FleetFile.read(each.toString()));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith(each + ": "), refusal.getMessage());
        }
    }

    @Test
    void oneDirectionMayDifferFromTheOther() throws FleetException {
        FleetPlan plan = read(
                "[[links]]",
                "name = \"air\"",
                "loss = \"5%\"",
                "delay = \"20ms\"",
                "[links.down]",
                "loss = 0.5",
                "[[groups]]",
                "link = \"air\"");
        assertEquals(0.05, plan.groups().get(0).link().up().loss());
        assertEquals(0.5, plan.groups().get(0).link().down().loss());
        assertEquals(20_000, plan.groups().get(0).link().down().delay());
    }

    @Test
    void aLinkMayBeADongle() throws FleetException {
        FleetPlan plan = read(
                "[[links]]",
                "name = \"zigbee\"",
                "type = \"xbee\"",
                "pty = \"/tmp/xbee\"",
                "firmware = \"digimesh-3\"",
                "loss = \"5%\"",
                "duplication = \"1%\"",
                "faults = [\"busy@10s+5s\", \"status-lost*0.1\"]",
                "[[groups]]",
                "count = 20",
                "link = \"zigbee\"");
        LinkPlan link = plan.groups().get(0).link();
        Carrier.RadioDongle dongle = assertInstanceOf(Carrier.RadioDongle.class, link.carrier());
        assertEquals(Path.of("/tmp/xbee"), dongle.pty());
        assertEquals(List.of(Fault.parse("busy@10s+5s"), Fault.parse("status-lost*0.1")), dongle.faults());
        assertEquals(new AirConditions(0.05, 0, 5, 15, 7680), dongle.air());
        assertEquals(0.01, link.up().duplication());
        assertEquals(0, link.up().loss(), "lost once, not twice");
        assertEquals(0, plan.sockets());
    }

    @Test
    void whatADongleCannotBeIsTold() {
        assertEquals(
                "f.toml:1: \"links.pty\" is missing: where the gateway finds the dongle",
                refusal("[[links]]", "type = \"znp\"", "[[groups]]"));
        assertTrue(refusal("[[links]]", "type = \"znp\"", "pty = \"/tmp/z\"", "framing = \"slip\"", "[[groups]]")
                .startsWith("f.toml:4: \"links.framing\" is unknown"));
        assertTrue(refusal("[[links]]", "type = \"xbee\"", "pty = \"/tmp/z\"", "faults = [\"fire\"]", "[[groups]]")
                .startsWith("f.toml:4: \"links.faults\" has a wrong one: "));
        String bare = refusal(
                "[[links]]",
                "name = \"wire\"",
                "type = \"forwarder\"",
                "pty = \"/tmp/z\"",
                "bare = true",
                "[[groups]]",
                "link = \"wire\"",
                "count = 2");
        assertTrue(bare.endsWith("have 2 devices behind the dongle \"wire\", which can have 1"), bare);
        String twice = refusal(
                "[[links]]",
                "name = \"a\"",
                "type = \"znp\"",
                "pty = \"/tmp/z\"",
                "[[links]]",
                "name = \"b\"",
                "type = \"xbee\"",
                "pty = \"/tmp/./z\"",
                "[[groups]]",
                "name = \"g\"",
                "link = \"a\"",
                "[[groups]]",
                "name = \"h\"",
                "link = \"b\"");
        assertTrue(twice.endsWith("\"links\" have two dongles at /tmp/z"), twice);
    }

    @Test
    void payloadsAreFilledAnewForEachMessage(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("t.csv");
        Files.writeString(csv, "time,kelvin\n0,271\n1,272\n2,273\n");
        Template template =
                Template.parse("{id}/{n} {counter} {walk 20 0 0 40} {sine 1 1 4} {csv kelvin}", CsvTable.read(csv));
        Template.Values values = template.values("m-3", 3, new SplittableRandom(1));
        assertEquals("m-3/3 0 20.00 2.00 273", template.fill(values, Ticks.SECOND));
        assertEquals("m-3/3 1 20.00 0.00 271", template.fill(values, 3 * Ticks.SECOND));
        assertThrows(IllegalArgumentException.class, () -> Template.parse("{wlak 1 2 3 4}", CsvTable.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> Template.parse("{csv kelvin}", CsvTable.EMPTY));
    }

    @Test
    void idsMayHaveLeadingZeros() {
        assertEquals("m-00042", new IdPattern("m-{n:05}").id(42));
        assertEquals("t/m-42/42", new IdPattern("m-{n}").fill("t/{id}/{n}", 42));
    }

    @Test
    void aScheduleRestsOutsideItsDutyCycle() {
        long second = Ticks.SECOND;
        Schedule schedule = new Schedule(second, 0.5, 1, 10 * second, 50 * second, List.of());
        SplittableRandom random = new SplittableRandom(1);
        long due = schedule.first(0, random);
        int sent = 0;
        for (; due < 600 * second; due = schedule.next(due, random)) {
            assertTrue(due % (60 * second) < 11 * second, "sent at " + due);
            sent++;
        }
        assertTrue(sent > 80 && sent < 130, "sent " + sent);
    }

    @Test
    void aScheduleFollowsTheDay() {
        List<Double> curve = new java.util.ArrayList<>(java.util.Collections.nCopies(24, 0.0));
        curve.set(8, 2.0);
        curve.set(17, 1.0);
        Schedule schedule = new Schedule(60 * Ticks.SECOND, 0, 1, 0, 0, curve);
        SplittableRandom random = new SplittableRandom(1);
        int[] hours = new int[24];
        long hour = 3600 * Ticks.SECOND;
        for (long due = schedule.first(0, random); due < 240 * hour; due = schedule.next(due, random)) {
            hours[(int) (due / hour % 24)]++;
        }
        assertEquals(hours[8] + hours[17], java.util.Arrays.stream(hours).sum());
        assertEquals(2, (double) hours[8] / hours[17], 0.3);
    }

    /** How often a schedule sends on an average day, with the seed of each of some devices. */
    private static double aDay(Schedule schedule) {
        long days = 100 * 24 * 3600 * Ticks.SECOND;
        int sent = 0;
        for (int device = 0; device < 20; device++) {
            SplittableRandom random = new SplittableRandom(device);
            for (long due = schedule.first(0, random); due < days; due = schedule.next(due, random)) {
                sent++;
            }
        }
        return sent / 20.0 / 100;
    }

    @Test
    void aDayCurveDoesNotChangeHowOftenSomethingIsSentOnAWholeDay() {
        List<Double> even = java.util.Collections.nCopies(24, 3.0);
        List<Double> uneven = new java.util.ArrayList<>(java.util.Collections.nCopies(24, 1.0));
        uneven.set(7, 12.0);
        uneven.set(3, 0.0);
        for (int hours : List.of(1, 6, 24, 60)) {
            for (List<Double> curve : List.of(even, uneven)) {
                Schedule schedule = new Schedule(hours * 3600L * Ticks.SECOND, 0.3, 1, 0, 0, curve);
                assertEquals(24.0 / hours, aDay(schedule), 0.01 * 24 / hours, "every " + hours + " h");
            }
        }
        Schedule evenly = new Schedule(6 * 3600 * Ticks.SECOND, 0, 1, 0, 0, even);
        SplittableRandom random = new SplittableRandom(1);
        assertEquals((1 + 6 * 3600) * Ticks.SECOND, evenly.next(Ticks.SECOND, random));
    }
}
