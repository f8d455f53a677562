package dev.dormouse.gateway.script;

import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One device's day between the gateway and an MQTT server, in steps that a test plans, with a mishap: datagrams that are lost, or a kill. */
final class Day {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int LONGEST_TICKS = 6_000;
    private static final String NODE = "0A0B";

    /** How datagrams come to the gateway. */
    enum Way {
        PLAIN,
        /** Through a forwarder (1.2 section 5.5). */
        ENVELOPED
    }

    final SimulatedClient client;
    final SimulatedBroker broker;

    private final Mode mode;
    private final Way way;
    private final int firstLost;
    private final int lastLost;
    private final VirtualLoop loop = new VirtualLoop();
    private final Chart chart = new Chart(loop);
    private final ScriptLink link = new ScriptLink(chart);
    private final SessionStore store;
    private Reception gateway;
    private int killedAfter;
    private String mishap;
    private final Deque<Step> steps = new ArrayDeque<>();
    private int datagrams;

    private record Step(String hope, BooleanSupplier reached, Runnable then) {}

    /**
     * A morning.
     *
     * @param firstLost the number of the first datagram that is lost, from 1 on; 0: none
     * @param lost so many are lost one after the other
     */
    Day(Mode mode, Way way, SimulatedClient client, int firstLost, int lost) {
        this.mode = mode;
        this.way = way;
        this.client = client;
        this.firstLost = firstLost;
        this.lastLost = firstLost + lost - 1;
        this.mishap = "without datagrams " + firstLost + " to " + lastLost;
        this.broker = new SimulatedBroker(loop, chart);
        this.store = new MemoryStore(loop);
        this.gateway = start();
    }

    private Reception start() {
        return OpenGateway.start(mode, broker, store, SessionSettings.defaults(), loop, link);
    }

    /** The gateway is killed when so many datagrams have arrived, and starts again with what it has written down. */
    Day killedAfter(int datagram) {
        killedAfter = datagram;
        mishap = "killed after datagram " + datagram;
        return this;
    }

    private void killIfItIsTime() {
        if (datagrams == killedAfter) {
            killedAfter = 0;
            chart.note("the gateway is killed", "");
            loop.dropEverything();
            broker.losesGateway();
            gateway = start();
        }
    }

    /** What is hoped for next, and what the world does then. */
    void step(String hope, BooleanSupplier reached, Runnable then) {
        steps.add(new Step(hope, reached, then));
    }

    /** Lives it as planned, and a week longer; how many datagrams it had. */
    int live(Consumer<Day> plan) {
        plan.accept(this);
        while (!steps.isEmpty()) {
            await(steps.remove());
        }
        return datagrams;
    }

    private void await(Step step) {
        int ticks = 0;
        while (!step.reached().getAsBoolean()) {
            ticks++;
            check(ticks < LONGEST_TICKS, "never " + step.hope());
            // A device that gave up waiting for PINGRESP sleeps and wakes again some time later.
            if (client.isAsleep() && ticks % 150 == 0) {
                client.wakes();
            }
            tick();
        }
        step.then().run();
    }

    private void tick() {
        loop.advance(TICK);
        for (Packet packet = link.poll(client.address()); packet != null; packet = link.poll(client.address())) {
            check(packet.isWrapped() == (way == Way.ENVELOPED), packet + " came in the other way");
            if (arrives()) {
                client.hears(packet.isWrapped() ? packet.unwrapped() : packet);
            }
            killIfItIsTime();
        }
        client.tick(loop.elapsed());
        List<Packet> sent = new ArrayList<>(client.toSend);
        client.toSend.clear();
        for (Packet packet : sent) {
            if (arrives()) {
                link.hand(client.address(), way == Way.ENVELOPED ? packet.inEnvelope(0, NODE) : packet);
                loop.settle();
            }
            killIfItIsTime();
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

    // ---- what came of it ----

    /** All the messages came, in any order, and those that may come only once did. */
    void same(String who, List<String> wanted, List<String> came, String... onceOnly) {
        check(List.copyOf(new TreeSet<>(came)).equals(wanted), who + " has " + came + ", not " + wanted);
        for (String message : onceOnly) {
            check(Collections.frequency(came, message) == 1, who + " has " + message + " more than once: " + came);
        }
    }

    /** When the time of its session is over, nothing is left of it. */
    void isForgotten() {
        loop.advance(SessionSettings.defaults().sessionExpiry().plusMinutes(5));
        check(gateway.sessions() == 0, "no session should be left");
        check(loop.timers() == 0, "no timer should be left over, but there are " + loop.timers());
    }

    private void check(boolean condition, String expectation) {
        if (!condition) {
            throw chart.failure(mode + ", " + way + ", " + mishap + ": " + expectation);
        }
    }
}
