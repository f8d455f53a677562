package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.DeafPort;
import dev.dormouse.sim.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the application of a device has the far end do. */
class FirmwareTest {
    @Test
    void theFarEndSendsCommandsAsTheFleetFileSays() throws Exception {
        FleetPlan plan = Plans.of(
                "[[groups]]",
                "name = \"d\"",
                "[[groups.commands]]",
                "topic = \"{id}/set\"",
                "qos = 1",
                "retain = true",
                "[[groups.commands]]",
                "topic = \"{id}/now\"");
        Clock clock = new Clock();
        List<String> sent = new ArrayList<>();
        FarEnd farEnd = (topic, qos, retain, payload) -> sent.add(topic + " " + qos + " " + retain);
        Unit.Surroundings around =
                new Unit.Surroundings(clock, (device, ear) -> new DeafPort(), new Oracle(plan), farEnd);
        new Fleet(plan, clock, 0, 1, group -> around, 1).begin();
        clock.advanceTo(70 * Ticks.SECOND);
        assertEquals(
                List.of("d-1/now 0 false", "d-1/set 1 true"),
                sent.stream().distinct().sorted().toList());
    }
}
