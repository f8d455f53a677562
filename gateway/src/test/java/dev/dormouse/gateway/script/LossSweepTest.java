package dev.dormouse.gateway.script;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One device's day (connect, subscribe, publish, be published to with REGISTER, sleep, wake, leave), told again and again with each
 * datagram of it lost in turn, in both directions: it always comes to its end with nothing lost and QoS 2 exactly once.
 */
@ParameterizedClass
@EnumSource
class LossSweepTest {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int LONGEST_TICKS = 6_000;

    @Parameter
    Mode mode = Mode.PER_CLIENT;

    @Test
    @Requirement({"SN12-104", "SN12-109", "SN12-135", "SN12-137", "SN12-153", "SN12-163", "SN12-171"})
    void survivesTheLossOfAnySingleDatagram() {
        int datagrams = new Day(mode, 0, 1).live();
        assertTrue(datagrams > 30, "a whole day has more than " + datagrams + " datagrams");
        for (int lost = 1; lost <= datagrams; lost++) {
            new Day(mode, lost, 1).live();
        }
    }

    @Test
    @Requirement({"SN12-104", "SN12-135", "SN12-163"})
    void survivesTheLossOfAnyTwoDatagramsInARow() {
        int datagrams = new Day(mode, 0, 2).live();
        for (int lost = 1; lost <= datagrams; lost++) {
            new Day(mode, lost, 2).live();
        }
    }

    /** The day with some datagrams lost, from a number on; 0: none. */
    private static final class Day {
        private final Mode mode;
        private final int firstLost;
        private final int lastLost;
        private final VirtualLoop loop = new VirtualLoop();
        private final Chart chart = new Chart(loop);
        private final ScriptLink link = new ScriptLink(chart);
        private final SimulatedBroker broker = new SimulatedBroker(loop, chart);
        private final SimulatedClient client = new SimulatedClient("dev1", "#");
        private final Deque<Step> steps = new ArrayDeque<>();
        private int datagrams;

        private record Step(String hope, BooleanSupplier reached, Runnable then) {}

        Day(Mode mode, int firstLost, int howMany) {
            this.mode = mode;
            this.firstLost = firstLost;
            this.lastLost = firstLost == 0 ? 0 : firstLost + howMany - 1;
            SessionStore store = mode == Mode.PER_CLIENT ? SessionStore.none() : new MemoryStore(loop);
            SessionSettings settings = SessionSettings.defaults();
            VirtualUplinks uplinks = VirtualUplinks.wire(mode, broker, store, List.of(), settings, loop);
            Reception gateway = new Reception(
                    new V12Dialect(),
                    new Loops(List.of(loop)),
                    new ReceptionSettings(AdmissionLimits.generous(), false),
                    settings,
                    PredefinedTopics.none(),
                    uplinks.source(),
                    store,
                    message -> {},
                    new Counters(),
                    PacketTrace.off());
            uplinks.start();
            link.start(gateway.receiver(link, LinkRules.open()));
        }

        /** Lives it to the end; how many datagrams it had. */
        int live() {
            step("connected and subscribed", () -> client.isActive() && broker.isSubscribed(), () -> {
                client.publishes("up", "u1", 1);
                client.publishes("up", "u2", 2);
            });
            step("everything published", client::hasPublishedAll, () -> {
                broker.publish("down/a", "d1", 1);
                broker.publish("dd", "d2", 2);
            });
            step("everything delivered", () -> client.isActive() && broker.isDone(), () -> client.sleeps(30));
            step("asleep", client::isAsleep, () -> {
                broker.publish("down/b", "d3", 1);
                broker.publish("down/a", "d4", 2);
                broker.publish("dd", "d5", 1);
            });
            step("time to wake", () -> true, client::wakes);
            step("delivered while awake", () -> broker.isDone() && client.isAsleep(), client::connectAgain);
            step("connected again", client::isActive, () -> {});
            while (!steps.isEmpty()) {
                await(steps.remove());
            }
            same("the broker", List.of("up=u1", "up=u2"), broker.published, "up=u2");
            same(
                    "the device",
                    List.of("dd=d2", "dd=d5", "down/a=d1", "down/a=d4", "down/b=d3"),
                    client.delivered,
                    "dd=d2",
                    "down/a=d4");
            return datagrams;
        }

        private void step(String hope, BooleanSupplier reached, Runnable then) {
            steps.add(new Step(hope, reached, then));
        }

        private void await(Step step) {
            int ticks = 0;
            while (!step.reached().getAsBoolean()) {
                ticks++;
                check(ticks < LONGEST_TICKS, "never " + step.hope());
                // A device that gave up waiting for PINGRESP sleeps and wakes again some time later.
                if (client.isAsleep() && !broker.isDone() && ticks % 150 == 0) {
                    client.wakes();
                }
                tick();
            }
            step.then().run();
        }

        private void tick() {
            loop.advance(TICK);
            for (Packet packet = link.poll(client.address()); packet != null; packet = link.poll(client.address())) {
                if (arrives()) {
                    client.hears(packet);
                }
            }
            client.tick(loop.elapsed());
            List<Packet> sent = new ArrayList<>(client.toSend);
            client.toSend.clear();
            for (Packet packet : sent) {
                if (arrives()) {
                    link.hand(client.address(), packet);
                    loop.settle();
                }
            }
        }

        private boolean arrives() {
            datagrams++;
            boolean lost = datagrams >= firstLost && datagrams <= lastLost;
            if (lost) {
                chart.note("      (lost)", datagrams);
            }
            return !lost;
        }

        private void same(String who, List<String> wanted, List<String> came, String... onceOnly) {
            List<String> once = new ArrayList<>(new java.util.TreeSet<>(came));
            check(once.equals(wanted), who + " has " + came + ", not " + wanted);
            for (String message : onceOnly) {
                check(Collections.frequency(came, message) == 1, who + " has " + message + " more than once: " + came);
            }
        }

        private void check(boolean condition, String expectation) {
            if (!condition) {
                throw chart.failure(mode + ", without datagrams " + firstLost + " to " + lastLost + ": " + expectation);
            }
        }
    }
}
