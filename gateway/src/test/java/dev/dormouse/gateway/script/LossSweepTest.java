package dev.dormouse.gateway.script;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.Requirement;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Days of a device, each told again and again with each datagram of it lost in turn, in both directions, or the gateway killed after it: it always comes to its end with
 * nothing lost and QoS 2 exactly once.
 */
@ParameterizedClass
@EnumSource
class LossSweepTest {
    @Parameter
    Mode mode = Mode.PER_CLIENT;

    @Test
    @Requirement({"SN12-104", "SN12-109", "SN12-135", "SN12-137", "SN12-153", "SN12-163", "SN12-171"})
    void survivesTheLossOfAnySingleDatagram() {
        sweep(30, 1, Day.Way.PLAIN, LossSweepTest::subscriber, LossSweepTest::messagesBothWaysAndSleep);
    }

    @Test
    @Requirement({"SN12-104", "SN12-135", "SN12-163"})
    void survivesTheLossOfAnyTwoDatagramsInARow() {
        sweep(30, 2, Day.Way.PLAIN, LossSweepTest::subscriber, LossSweepTest::messagesBothWaysAndSleep);
    }

    @Test
    void survivesTheLossOfAnyDatagramBehindAForwarder() {
        sweep(30, 1, Day.Way.ENVELOPED, LossSweepTest::subscriber, LossSweepTest::messagesBothWaysAndSleep);
    }

    @Test
    void publishesTheLatestWillOnceWhateverWasLost() {
        for (int lost = 1; lost <= 2; lost++) {
            sweep(12, lost, Day.Way.PLAIN, LossSweepTest::withWill, LossSweepTest::willsAndDeath);
        }
        sweep(12, 1, Day.Way.ENVELOPED, LossSweepTest::withWill, LossSweepTest::willsAndDeath);
    }

    @Test
    void unsubscribesAndLeavesWhateverWasLost() {
        for (int lost = 1; lost <= 2; lost++) {
            sweep(12, lost, Day.Way.PLAIN, LossSweepTest::withWill, LossSweepTest::unsubscribesAndLeaves);
        }
        sweep(12, 1, Day.Way.ENVELOPED, LossSweepTest::withWill, LossSweepTest::unsubscribesAndLeaves);
    }

    @Test
    @Requirement({"SN12-094", "SN12-104", "SN12-171"})
    void survivesAKillOfTheGatewayAfterAnyDatagram() {
        killSweep(LossSweepTest::subscriber, LossSweepTest::messagesBothWaysAndSleep);
        killSweep(LossSweepTest::withWill, LossSweepTest::willsAndDeath);
        killSweep(LossSweepTest::withWill, LossSweepTest::unsubscribesAndLeaves);
    }

    private void killSweep(Supplier<SimulatedClient> client, Consumer<Day> plan) {
        for (Day.Way way : Day.Way.values()) {
            int datagrams = new Day(mode, way, client.get(), 0, 0).live(plan);
            for (int last = 1; last <= datagrams; last++) {
                new Day(mode, way, client.get(), 0, 0).killedAfter(last).live(plan);
            }
        }
    }

    /** Lives the day without loss, and then with so many datagrams lost from each on. */
    private void sweep(int atLeast, int lost, Day.Way way, Supplier<SimulatedClient> client, Consumer<Day> plan) {
        int datagrams = new Day(mode, way, client.get(), 0, 0).live(plan);
        assertTrue(datagrams >= atLeast, "the day has more than " + datagrams + " datagrams");
        for (int first = 1; first <= datagrams; first++) {
            new Day(mode, way, client.get(), first, lost).live(plan);
        }
    }

    private static SimulatedClient subscriber() {
        return new SimulatedClient("dev1", "#");
    }

    private static SimulatedClient withWill() {
        return new SimulatedClient("dev1", "#", "w1", "bye 1");
    }

    // ---- the days ----

    private static void messagesBothWaysAndSleep(Day day) {
        SimulatedClient client = day.client;
        SimulatedBroker broker = day.broker;
        day.step("connected and subscribed", () -> client.isActive() && client.isSubscribed(), () -> {
            client.publishes("up", "u1", 1);
            client.publishes("up", "u2", 2);
        });
        day.step("everything published", client::hasPublishedAll, () -> {
            broker.publish("down/a", "d1", 1);
            broker.publish("dd", "d2", 2);
        });
        day.step(
                "everything delivered",
                () -> client.isActive() && broker.isDone() && client.delivered.size() >= 2,
                () -> client.sleeps(30));
        // A gateway that was just started cannot say "sleep well" to a device that has not connected.
        day.step("asleep, or connected again", () -> client.isAsleep() || client.isActive(), () -> {
            broker.publish("down/b", "d3", 1);
            broker.publish("down/a", "d4", 2);
            broker.publish("dd", "d5", 1);
        });
        day.step("time to wake", () -> true, () -> {
            if (client.isAsleep()) {
                client.wakes();
            }
        });
        day.step(
                "delivered",
                () -> broker.isDone() && Set.copyOf(client.delivered).size() == 5,
                client::connectAgain);
        day.step("connected again", client::isActive, () -> {});
        day.step("come to its end", () -> true, () -> {
            day.same("the broker", List.of("up=u1", "up=u2"), broker.published, "up=u2");
            day.same(
                    "the device",
                    List.of("dd=d2", "dd=d5", "down/a=d1", "down/a=d4", "down/b=d3"),
                    client.delivered,
                    "dd=d2",
                    "down/a=d4");
        });
    }

    private static void willsAndDeath(Day day) {
        SimulatedClient client = day.client;
        List<String> published = day.broker.published;
        day.step("connected and subscribed", client::waitsForNothing, () -> client.changesWillTopic("w2"));
        day.step("told of the topic", client::waitsForNothing, () -> client.changesWillMessage("bye 2"));
        day.step("told of the message", client::waitsForNothing, client::dies);
        day.step("missed", () -> !published.isEmpty(), () -> {
            day.isForgotten();
            day.same("the broker", List.of("w2=bye 2"), published, "w2=bye 2");
        });
    }

    private static void unsubscribesAndLeaves(Day day) {
        SimulatedClient client = day.client;
        day.step("connected and subscribed", client::waitsForNothing, client::unsubscribes);
        day.step("unsubscribed", client::waitsForNothing, () -> day.broker.publish("down/a", "d", 1));
        day.step("time to leave", () -> true, client::leaves);
        day.step("gone", client::isGone, () -> {
            day.isForgotten();
            day.same("the broker", List.of(), day.broker.published);
            day.same("the device", List.of(), client.delivered);
        });
    }
}
