package dev.dormouse.gateway.script;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.DatagramLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A correct client and a correct MQTT server, between them air that loses, doubles and reorders, and a connection that breaks: nothing
 * is lost, QoS 2 comes exactly once, each topic keeps its order, one message is in flight towards the client, none follows PINGRESP, and
 * nothing is left over.
 */
@ParameterizedClass
@EnumSource
class LossyAirTest {
    private static final Duration TICK = Duration.ofMillis(100);

    @Parameter
    Mode mode = Mode.PER_CLIENT;

    private int runs() {
        return mode == Mode.PER_CLIENT ? 250 : 120;
    }

    @Test
    @Requirement({"SN12-104", "SN12-109", "SN12-111", "SN12-135", "SN12-171", "SN12-153", "SN12-163"})
    void losesNothingOfTopicsThatMustBeRegistered() {
        for (int seed = 0; seed < runs(); seed++) {
            new Run(mode, seed, "#", "down/", 40, 0).go();
        }
    }

    @Test
    @Requirement({"SN12-104", "SN12-137", "SN12-138", "SN12-161"})
    void losesNothingWhenTheGatewayHoldsMessagesAfterOneRepetition() {
        for (int seed = 0; seed < runs(); seed++) {
            new Run(mode, seed, "#", "d", 1, 0).go();
        }
    }

    @Test
    @Requirement({"SN12-094", "SN12-104", "SN12-171"})
    void losesAndDoublesNothingWhenTheGatewayIsKilled() {
        for (int seed = 0; seed < runs(); seed++) {
            new Run(mode, seed, "#", "down/", 40, 5).go();
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
        private final SimulatedBroker broker = new SimulatedBroker(loop, chart);
        private final SimulatedClient client;
        private final SessionSettings settings;
        private final SlowStore slow;
        private Reception gateway;
        private final List<Packet> toClient = new ArrayList<>();
        private final Map<String, Integer> up = new HashMap<>();
        private final Map<String, Integer> down = new HashMap<>();
        private int inFlight;
        private boolean asleep;
        private boolean toldToSleepOn;
        private int lossPercent = 30;
        private int number;

        Run(Mode mode, int seed, String filter, String topicPrefix, int retryCount, int killsIn1000) {
            this.mode = mode;
            this.killsIn1000 = killsIn1000;
            this.seed = seed;
            this.random = new Random(seed);
            this.topicPrefix = topicPrefix;
            this.client = new SimulatedClient("dev1", filter);
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
                    d.queueMessages(),
                    d.queueOctets());
            this.slow = new SlowStore(loop, random);
            this.gateway = start(killsIn1000 > 0 || mode == Mode.ON_STORE ? slow : SessionStore.none());
        }

        private Reception start(SessionStore store) {
            List<SessionSnapshot> kept = store.loadAll();
            VirtualUplinks uplinks = VirtualUplinks.wire(mode, broker, store, kept, settings, loop);
            Reception started = new Reception(
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
            DatagramLink.Receiver receiver = started.receiver(link, LinkRules.open());
            try {
                started.restore(kept);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            uplinks.start();
            link.start(receiver);
            return started;
        }

        private void kill() {
            collect();
            chart.note("the gateway is killed", "");
            inFlight = 0;
            toldToSleepOn = false;
            slow.loseWhatIsNotWritten();
            loop.dropEverything();
            broker.losesGateway();
            gateway = start(slow);
        }

        void go() {
            for (int tick = 0; tick < 3000; tick++) {
                if (random.nextInt(20) == 0) {
                    something();
                }
                if (random.nextInt(1000) < killsIn1000) {
                    kill();
                }
                tick();
            }
            lossPercent = 0;
            broker.resume();
            for (int tick = 0; tick < 20_000 && !isDone(); tick++) {
                if (client.isAsleep()) {
                    client.connectAgain();
                }
                tick();
            }
            check(isDone(), "everything should be delivered in the end, but " + whatIsLeft());
            compare("broker", up, broker.published);
            compare("client", down, client.delivered);
            leave();
        }

        private boolean isDone() {
            return client.isActive()
                    && client.hasPublishedAll()
                    && broker.isDone()
                    && client.delivered.containsAll(down.keySet())
                    && slow.loadAll().stream().allMatch(Run::isNothingOpen);
        }

        private String whatIsLeft() {
            Set<String> missing = new TreeSet<>(down.keySet());
            missing.removeAll(client.delivered);
            return "the client misses " + missing + ", the broker " + (broker.isDone() ? "is done" : "waits")
                    + ", and the store holds " + slow.loadAll();
        }

        private static boolean isNothingOpen(SessionSnapshot kept) {
            return kept.messages().isEmpty() && kept.held().isEmpty();
        }

        /** The world has an idea. */
        private void something() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> {
                    int qos = 1 + random.nextInt(2);
                    String payload = "u" + ++number;
                    up.put("up=" + payload, qos);
                    client.publishes("up", payload, qos);
                }
                case 3, 4, 5 -> {
                    if (client.isSubscribed()) {
                        int qos = 1 + random.nextInt(2);
                        String topic = topicPrefix + random.nextInt(3);
                        String payload = "d" + ++number;
                        down.put(topic + "=" + payload, qos);
                        broker.publish(topic, payload, qos);
                    }
                }
                case 6 -> broker.interrupt();
                case 7, 8 -> broker.resume();
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

        private void tick() {
            loop.advance(TICK);
            collect();
            for (Packet packet : disturbed(toClient)) {
                client.hears(packet);
            }
            toClient.clear();
            client.tick(loop.elapsed());
            List<Packet> sent = new ArrayList<>(client.toSend);
            client.toSend.clear();
            for (Packet packet : disturbed(sent)) {
                noteHeardByGateway(packet);
                link.hand(client.address(), packet);
                loop.settle();
                collect();
            }
        }

        /** Takes what the gateway has sent into the air, and sees that it keeps to one message at a time and to PINGRESP as the last. */
        private void collect() {
            for (Packet packet = link.poll(client.address()); packet != null; packet = link.poll(client.address())) {
                toClient.add(packet);
                noteSleep(packet);
                int id = packet.type() == 0x0A ? packet.twoAt(4) : packet.type() == 0x0C ? packet.twoAt(5) : 0;
                if (packet.type() == 0x05) {
                    inFlight = 0;
                } else if (id != 0) {
                    check(inFlight == 0 || inFlight == id, "message " + id + " while " + inFlight + " is in flight");
                    inFlight = id;
                }
            }
        }

        private void noteSleep(Packet packet) {
            switch (packet.type()) {
                case 0x05 -> asleep = false;
                case 0x18 -> asleep = true;
                case 0x17 -> toldToSleepOn = asleep;
                case 0x0A, 0x0C -> check(!toldToSleepOn, packet + " after PINGRESP");
                default -> {
                    // Answers to what the client said.
                }
            }
        }

        private void noteHeardByGateway(Packet packet) {
            toldToSleepOn = false;
            int id =
                    switch (packet.type()) {
                        case 0x0B, 0x0D -> packet.twoAt(4);
                        case 0x0E -> packet.twoAt(2);
                        default -> 0;
                    };
            if (id != 0 && id == inFlight) {
                inFlight = 0;
            }
        }

        /** Loses some, doubles some, and lets neighbours change places that are not of one exchange. */
        private List<Packet> disturbed(List<Packet> packets) {
            List<Packet> result = new ArrayList<>();
            for (Packet packet : packets) {
                if (random.nextInt(100) >= lossPercent) {
                    result.add(packet);
                    if (random.nextInt(100) < lossPercent / 2) {
                        result.add(packet);
                    }
                }
            }
            for (int i = 1; i < result.size(); i++) {
                if (random.nextInt(4) == 0 && mayChangePlaces(result.get(i - 1), result.get(i))) {
                    Collections.swap(result, i - 1, i);
                }
            }
            return result;
        }

        /** What depends on what came before must not: QoS 2 survives that in no version of MQTT. */
        private static boolean mayChangePlaces(Packet one, Packet other) {
            return !isOfExchange(one) || !isOfExchange(other);
        }

        /** CONNACK, REGISTER, PUBLISH and PUBREL. */
        private static boolean isOfExchange(Packet packet) {
            return switch (packet.type()) {
                case 0x05, 0x0A, 0x0C, 0x10 -> true;
                default -> false;
            };
        }

        private void compare(String who, Map<String, Integer> wanted, List<String> came) {
            Map<String, Integer> counts = new HashMap<>();
            came.forEach(message -> counts.merge(message, 1, Integer::sum));
            wanted.forEach((message, qos) -> {
                int times = counts.getOrDefault(message, 0);
                check(
                        times == 1 || (times > 1 && qos == 1),
                        who + ": " + message + " of QoS " + qos + " came " + times + " times");
            });
            check(wanted.keySet().containsAll(counts.keySet()), who + ": something came that nobody sent");
            Map<String, Integer> last = new HashMap<>();
            for (String message : new LinkedHashSet<>(came)) {
                int end = message.indexOf('=');
                int next = Integer.parseInt(message.substring(end + 2));
                Integer before = last.put(message.substring(0, end), next);
                check(before == null || before < next, who + ": " + message + " came after " + before);
            }
        }

        private void leave() {
            link.hand(client.address(), Packets.disconnect());
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
