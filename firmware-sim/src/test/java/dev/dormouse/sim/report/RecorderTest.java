package dev.dormouse.sim.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.oracle.Oracle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static FleetPlan plan() throws Exception {
        return Plans.of("[[groups]]", "name = \"d\"");
    }

    @Test
    void theDevicesDoNotWaitForTheTerminal() throws Exception {
        Oracle oracle = new Oracle(plan());
        StringBuilder drawn = new StringBuilder();
        PrintWriter terminal = new PrintWriter(new StringWriter() {
            @Override
            public void write(String text, int offset, int length) {
                assertFalse(Thread.holdsLock(oracle));
                drawn.append(text, offset, offset + length);
            }
        });
        new Recorder(oracle, () -> 0, terminal, new LiveView(false))
                .during("running", Duration.ofMillis(1), () -> false);
        assertTrue(drawn.toString().contains("running"), drawn::toString);
    }

    private static String report(Oracle oracle) throws Exception {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Report(plan(), oracle, List.of(), new Recorder(oracle, () -> 0, out, null), 1, 1).print(out, 5);
        return text.toString();
    }

    @Test
    void messagesThatAreNotOfTheFleetAreToldIfThereAreAny() throws Exception {
        Oracle oracle = new Oracle(plan());
        assertFalse(report(oracle).contains("foreign"));
        oracle.arrived("a", "hello".getBytes(StandardCharsets.UTF_8), 0);
        assertTrue(report(oracle).contains("foreign messages             1"), () -> "no foreigners");
    }
}
