package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.fleet.FleetException;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.oracle.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Simulated fleets against the gateway for days, in seconds. */
class FleetInVirtualTimeTest {
    private static FleetPlan meters(int count) throws FleetException {
        return Plans.of(
                "late = \"1d\"",
                "[[links]]",
                "name = \"air\"",
                "loss = \"2%\"",
                "[[groups]]",
                "name = \"m\"",
                "count = " + count,
                "link = \"air\"",
                "clean-session = false",
                "keep-alive = \"15m\"",
                "start-within = \"1h\"",
                "sleep = { for = \"4h\", wake-every = \"3h\" }",
                "[[groups.messages]]",
                "topic = \"meters/{id}/energy\"",
                "qos = 1",
                "every = \"6h\"",
                "jitter = \"20%\"",
                "[[groups.messages]]",
                "topic = \"meters/{id}/alarm\"",
                "qos = 2",
                "every = \"1d\"",
                "jitter = \"50%\"",
                "[[groups.subscriptions]]",
                "topic = \"meters/{id}/command\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"meters/{id}/command\"",
                "qos = 1",
                "every = \"12h\"");
    }

    private static String run(FleetPlan plan, int days, long seed) {
        FleetStage stage = new FleetStage(plan, seed);
        for (int day = 0; day < days; day++) {
            stage.after(Duration.ofHours(13));
            stage.outage(Duration.ofMinutes(30));
            stage.after(Duration.ofHours(11).minusMinutes(30));
        }
        stage.drain();
        stage.after(Duration.ofHours(1));
        List<Finding> findings = stage.oracle.judge();
        assertEquals(List.of(), findings.stream().limit(3).toList(), findings.size() + " findings");
        StringBuilder counts = new StringBuilder();
        AtomicLong sent = new AtomicLong();
        stage.oracle.read(tally -> {
            counts.append(tally.sent()).append(' ').append(tally.arrived()).append(' ');
            counts.append(tally.commandsDelivered())
                    .append(' ')
                    .append(tally.traffic().datagramsUp());
            counts.append(' ')
                    .append(tally.traffic().datagramsDown())
                    .append(' ')
                    .append(tally.wakes());
            sent.set(tally.sent());
        });
        assertTrue(sent.get() > 4L * plan.devices() * days, counts.toString());
        return counts.toString();
    }

    @Test
    void aWeekOfAThousandSleepingMetersWithABrokerThatIsAwayEveryDay() throws Exception {
        run(meters(1000), 7, 1);
    }

    @Test
    void whatIsDueDuringAWakeUpIsPublishedAfterItAndSleepersFetchUntilTheEnd() throws Exception {
        FleetPlan plan = Plans.of(
                "[[links]]",
                "name = \"air\"",
                "loss = \"20%\"",
                "[[groups]]",
                "count = 50",
                "link = \"air\"",
                "clean-session = false",
                "sleep = { for = \"5m\", wake-every = \"20s\" }",
                "[[groups.messages]]",
                "topic = \"up/{id}\"",
                "qos = 1",
                "every = \"90s\"",
                "[[groups.subscriptions]]",
                "topic = \"down/{id}/command\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"down/{id}/command\"",
                "qos = 1",
                "every = \"30s\"");
        FleetStage stage = new FleetStage(plan, 1);
        stage.after(Duration.ofMinutes(10));
        stage.drain();
        stage.after(Duration.ofMinutes(10));
        assertTrue(stage.idle());
        assertEquals(List.of(), stage.oracle.judge());
    }

    @Test
    void theSameSeedGivesTheSameDay() throws Exception {
        String first = run(meters(100), 1, 5);
        assertEquals(first, run(meters(100), 1, 5));
        assertTrue(!first.equals(run(meters(100), 1, 6)));
    }
}
