package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.oracle.Oracle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed repeats what a device sends and when, and what of it is lost, whatever comes back. */
class ChancesTest {
    /** What gets through in ten minutes, with its time, while so many datagrams come down in each second. */
    private static List<String> sent(long seed, int heard) throws Exception {
        FleetPlan plan = Plans.of(
                "[[links]]",
                "name = \"air\"",
                "loss = \"30%\"",
                "jitter = \"20ms\"",
                "[[groups]]",
                "connect = false",
                "link = \"air\"",
                "[[groups.messages]]",
                "topic = \"tt\"",
                "topic-type = \"short\"",
                "qos = -1",
                "every = \"5s\"",
                "jitter = \"50%\"",
                "payload = \"{walk 20 1 0 40}\"");
        Clock clock = new Clock();
        List<String> sent = new ArrayList<>();
        Unit.Surroundings around =
                new Unit.Surroundings(clock, (device, ear) -> new Wire(clock, sent), new Oracle(plan), FarEnd.SILENT);
        Unit unit = new Fleet(plan, clock, 0, 1, group -> around, seed).units().get(0);
        unit.begin(0);
        for (int second = 0; second < 600; second++) {
            for (int i = 0; i < heard; i++) {
                unit.hear(new byte[] {2, 0x17});
            }
            clock.advanceTo(clock.now() + Ticks.SECOND);
        }
        return sent;
    }

    private record Wire(Clock clock, List<String> sent) implements Port {
        @Override
        public void send(byte[] datagram) {
            sent.add(clock.now() + " " + HexFormat.of().formatHex(datagram));
        }

        @Override
        public void rebind() {}

        @Override
        public void close() {}
    }

    @Test
    void whatIsHeardDoesNotChangeWhatIsSentOrLost() throws Exception {
        List<String> quiet = sent(1, 0);
        assertTrue(quiet.size() > 60, quiet::toString);
        assertEquals(quiet, sent(1, 3));
        assertNotEquals(quiet, sent(2, 0));
    }
}
