package dev.dormouse.gateway.script;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Correct clients and a correct MQTT server, between them air that loses, doubles and reorders, and connections that break: nothing
 * is lost, QoS 2 comes exactly once, each topic keeps its order, one message is in flight towards a client, none follows PINGRESP, and
 * nothing is left over.
 */
@ParameterizedClass
@EnumSource
class LossyAirTest {
    private static final int RUNS = 250;
    private static final Duration TICK = Duration.ofMillis(100);

    /** More than comes: what does not fit is not lost by mistake. */
    private static final int MOST_QUEUED = 1000;

    @Parameter
    Mode mode = Mode.PER_CLIENT;

    @Test
    @Requirement({"SN12-104", "SN12-109", "SN12-111", "SN12-135", "SN12-171", "SN12-153", "SN12-163"})
    void losesNothingOfTopicsThatMustBeRegistered() {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(mode, seed, "down/", 40, 0, "#").go();
        }
    }

    @Test
    @Requirement({"SN12-104", "SN12-137", "SN12-138", "SN12-161"})
    void losesNothingWhenTheGatewayHoldsMessagesAfterOneRepetition() {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(mode, seed, "d", 1, 0, "#").go();
        }
    }

    @Test
    @Requirement({"SN12-094", "SN12-104", "SN12-171"})
    void losesAndDoublesNothingWhenTheGatewayIsKilled() {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(mode, seed, "down/", 40, 5, "#").go();
        }
    }

    @Test
    @Requirement({"SN12-002", "SN12-094", "SN12-104", "SN12-171"})
    void bringsEachOfManyClientsWhatItWants() {
        for (int seed = 0; seed < RUNS / 4; seed++) {
            new Run(mode, seed, "down/", 40, 3, "down/#", "down/1", "+/2", "down/#", "#").go();
        }
    }

    /** One random history. */
    private static final class Run {
        private final Mode mode;
        private final int killsIn1000;
        private final int seed;
        private final Random random;
        private final String topicPrefix;
        private final VirtualLoop loop = new VirtualLoop();
        private final Chart chart = new Chart(loop);
        private final ScriptLink link = new ScriptLink(chart);
        private final SimulatedServer server = new SimulatedServer(loop, chart);
        private final List<LossyDevice> devices = new ArrayList<>();
        private final Map<String, Integer> up = new HashMap<>();
        private final SessionSettings settings;
        private final SlowStore slow;
        private Reception gateway;
        private int number;

        Run(Mode mode, int seed, String topicPrefix, int retryCount, int killsIn1000, String... filters) {
            this.mode = mode;
            this.killsIn1000 = killsIn1000;
            this.seed = seed;
            this.random = new Random(seed);
            this.topicPrefix = topicPrefix;
            for (String filter : filters) {
                devices.add(new LossyDevice("dev" + (devices.size() + 1), filter, link, chart, random));
            }
            SessionSettings d = SessionSettings.defaults();
            this.settings = new SessionSettings(
                    d.retryInterval(),
                    retryCount,
                    d.congestionWait(),
                    d.connectTimeout(),
                    d.upstreamLostAfter(),
                    d.idleLimit(),
                    d.sessionExpiry(),
                    d.topicsPerClient(),
                    d.requestsPerClient(),
                    d.subscriptionsPerClient(),
                    MOST_QUEUED,
                    d.queueOctets());
            this.slow = new SlowStore(loop, random);
            this.gateway = start(killsIn1000 > 0 || mode == Mode.ON_STORE ? slow : SessionStore.none());
        }

        private Reception start(SessionStore store) {
            return OpenGateway.start(mode, server, store, settings, loop, link);
        }

        private void kill() {
            devices.forEach(LossyDevice::gatewayDies);
            chart.note("the gateway is killed", "");
            slow.loseWhatIsNotWritten();
            loop.dropEverything();
            server.losesGateway();
            gateway = start(slow);
        }

        void go() {
            for (int tick = 0; tick < 3000; tick++) {
                for (LossyDevice each : devices) {
                    if (random.nextInt(20) == 0) {
                        something(each);
                    }
                }
                if (random.nextInt(1000) < killsIn1000) {
                    kill();
                }
                tick();
            }
            devices.forEach(LossyDevice::airClears);
            server.resumeAll();
            for (int tick = 0; tick < 20_000 && !isDone(); tick++) {
                for (LossyDevice each : devices) {
                    if (each.client.isAsleep()) {
                        each.client.connectAgain();
                    }
                }
                tick();
            }
            check(isDone(), "everything should be delivered in the end, but " + whatIsLeft());
            compare("broker", up, up.keySet(), server.published);
            devices.forEach(each -> compare(each.id(), each.possible, each.wanted, each.client.delivered));
            leave();
        }

        private void tick() {
            loop.advance(TICK);
            devices.forEach(each -> each.tick(loop));
        }

        private boolean isDone() {
            return devices.stream().allMatch(LossyDevice::hasAll)
                    && server.isDone()
                    && slow.loadAll().stream().allMatch(Run::isNothingOpen);
        }

        private String whatIsLeft() {
            StringBuilder left = new StringBuilder();
            devices.forEach(each -> left.append(each.id())
                    .append(" misses ")
                    .append(each.missing())
                    .append(", "));
            return left + "the broker " + (server.isDone() ? "is done" : "waits") + ", and the store holds "
                    + slow.loadAll();
        }

        private static boolean isNothingOpen(SessionSnapshot kept) {
            return kept.messages().isEmpty() && kept.held().isEmpty();
        }

        /** The world has an idea about a device. */
        private void something(LossyDevice device) {
            SimulatedClient client = device.client;
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> {
                    int qos = 1 + random.nextInt(2);
                    String topic = "u" + (1 + devices.indexOf(device));
                    String payload = "u" + ++number;
                    up.put(topic + "=" + payload, qos);
                    client.publishes(topic, payload, qos);
                }
                case 3, 4, 5 -> {
                    if (client.isSubscribed()) {
                        publish(topicPrefix + random.nextInt(3), "d" + ++number, 1 + random.nextInt(2));
                    }
                }
                case 6 -> server.interruptOne(random);
                case 7, 8 -> server.resumeOne(random);
                case 9 -> {
                    if (client.isActive() && client.hasPublishedAll()) {
                        client.sleeps(30);
                    } else if (client.isAsleep()) {
                        client.wakes();
                    }
                }
                case 10 -> {
                    if (client.isAsleep()) {
                        client.wakes();
                    }
                }
                default -> {
                    if (random.nextInt(3) == 0 && (client.isActive() || client.isAsleep())) {
                        if (random.nextBoolean()) {
                            client.moves();
                        } else {
                            client.connectAgain();
                        }
                    }
                }
            }
        }

        private void publish(String topic, String payload, int qos) {
            devices.forEach(each -> each.mayGet(topic, payload, qos));
            server.publish(topic, payload, qos);
        }

        private void compare(String who, Map<String, Integer> possible, Set<String> wanted, List<String> came) {
            Map<String, Integer> counts = new HashMap<>();
            came.forEach(message -> counts.merge(message, 1, Integer::sum));
            possible.forEach((message, qos) -> {
                int times = counts.getOrDefault(message, 0);
                check(
                        times == 1 || (times > 1 && qos == 1) || (times == 0 && !wanted.contains(message)),
                        who + ": " + message + " of QoS " + qos + " came " + times + " times");
            });
            check(possible.keySet().containsAll(counts.keySet()), who + ": something came that nobody sent");
            Map<String, Integer> last = new HashMap<>();
            for (String message : new LinkedHashSet<>(came)) {
                int end = message.indexOf('=');
                int next = Integer.parseInt(message.substring(end + 2));
                Integer before = last.put(message.substring(0, end), next);
                check(before == null || before < next, who + ": " + message + " came after " + before);
            }
        }

        private void leave() {
            devices.forEach(each -> link.hand(each.client.address(), Packets.disconnect()));
            loop.advance(Duration.ofDays(8));
            check(gateway.sessions() == 0, "no session should be left");
            check(slow.loadAll().isEmpty(), "nothing should be kept of it");
            check(loop.timers() == 0, "no timer should be left over, but there are " + loop.timers());
        }

        private void check(boolean condition, String expectation) {
            if (!condition) {
                throw chart.failure(mode + ", seed " + seed + ": " + expectation);
            }
        }
    }
}
