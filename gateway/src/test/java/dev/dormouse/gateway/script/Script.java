package dev.dormouse.gateway.script;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.Outcome;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A gateway between devices and an MQTT server that both do what a test says. A test reads as a sequence chart; everything that is
 * said must be expected by it, in its order.
 */
@ParameterizedClass
@EnumSource
class Script {
    static final String DEV1 = "dev1";

    @Parameter
    Mode mode = Mode.PER_CLIENT;

    final VirtualLoop loop = new VirtualLoop();
    final Chart chart = new Chart(loop);
    final ScriptLink link = new ScriptLink(chart);
    final ScriptBroker broker = new ScriptBroker(loop, chart);
    final Counters counters = new Counters();

    /** The lines of the packet trace. */
    final List<String> trace = new ArrayList<>();

    /** What may be changed before the first word is said. */
    SessionSettings settings = SessionSettings.defaults();

    AdmissionLimits limits = AdmissionLimits.generous();
    boolean strictClientIds;
    long queueOctets = 64L << 20;
    SessionStore store = SessionStore.none();
    LinkRules rules = LinkRules.open();
    PredefinedTopics predefined =
            new PredefinedTopics(Map.of(10, "pre/ten", 11, "pre/eleven"), Map.of("special", Map.of(10, "special/ten")));

    private @Nullable Reception reception;
    private @Nullable Wire wire;
    private boolean failed;

    @BeforeEach
    void hasAMeaning(TestInfo test) {
        Stream.of(test.getTestMethod(), test.getTestClass())
                .flatMap(element -> element.stream().map(each -> each.getAnnotation(OnlyIn.class)))
                .filter(Objects::nonNull)
                .forEach(only -> assumeTrue(List.of(only.value()).contains(mode), only.because()));
    }

    private Wire wire() {
        if (wire == null) {
            wire = new Wire(mode, broker);
        }
        return wire;
    }

    Reception gateway() {
        if (reception == null) {
            if (mode != Mode.PER_CLIENT && !store.isDurable()) {
                store = new MemoryStore(loop);
            }
            List<SessionSnapshot> kept = store.loadAll();
            VirtualUplinks uplinks = VirtualUplinks.wire(mode, broker, store, kept, settings, loop);
            reception = new Reception(
                    new V12Dialect(),
                    new Loops(List.of(loop)),
                    new ReceptionSettings(limits, strictClientIds, queueOctets),
                    settings,
                    predefined,
                    uplinks.source(),
                    store,
                    broker.sessionless(),
                    counters,
                    PacketTrace.to(trace::add));
            DatagramLink.Receiver receiver = reception.receiver(link, rules);
            restore(reception, kept);
            uplinks.start();
            loop.settle();
            link.start(receiver);
        }
        return reception;
    }

    private static void restore(Reception fresh, List<SessionSnapshot> kept) {
        try {
            fresh.restore(kept);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The gateway is stopped in good order. Waits for its loop; so the loop has to go on meanwhile. */
    void closing() throws InterruptedException {
        Thread closer = new Thread(
                () -> {
                    try {
                        gateway().close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "closer");
        closer.start();
        while (closer.isAlive()) {
            loop.settle();
            closer.join(1);
        }
    }

    /** The gateway is killed in the middle of whatever it does; only its store is left. */
    void gatewayDies() {
        loop.settle();
        reception = null;
        loop.dropEverything();
        broker.losesConnections();
    }

    /** A new gateway begins with what the store holds. */
    void gatewayStarts() {
        gateway();
        loop.settle();
    }

    // ---- the client ----

    /** The device at an address. */
    Station at(String address) {
        return new Station(new At(address));
    }

    /** What most scripts mean: the device at address A. */
    void clientSays(Packet... packets) {
        at("A").says(packets);
    }

    void clientHears(Packet... packets) {
        at("A").hears(packets);
    }

    void clientHearsNothing() {
        at("A").hearsNothing();
    }

    /** A device, told by where its datagrams come from. */
    final class Station {
        private final At address;

        Station(At address) {
            this.address = address;
        }

        void says(Packet... packets) {
            gateway();
            for (Packet packet : packets) {
                link.hand(address, packet);
                loop.settle();
            }
        }

        /** The network tells what became of a datagram to here. */
        void wasSent(Outcome outcome) {
            link.tell(address, outcome);
            loop.settle();
        }

        void hears(Packet... packets) {
            for (Packet expected : packets) {
                Packet heard = link.poll(address);
                if (!expected.equals(heard)) {
                    throw fail(address.text() + " should hear\n  " + expected + "\nbut heard\n  "
                            + (heard == null ? "nothing" : heard));
                }
            }
        }

        /** What comes next, for scripts that take a number from it. */
        Packet hearsAny() {
            Packet heard = link.poll(address);
            if (heard == null) {
                throw fail(address.text() + " should hear something");
            }
            return heard;
        }

        void hearsNothing() {
            Packet heard = link.poll(address);
            if (heard != null) {
                throw fail(address.text() + " should hear nothing, but heard\n  " + heard);
            }
        }
    }

    // ---- the MQTT server ----

    /** The next thing that the server hears from dev1; returns the packet identifier that the gateway chose. */
    int brokerHears(ToBroker expected) {
        return brokerHears(DEV1, expected);
    }

    int brokerHears(String client, ToBroker expected) {
        if (!wire().hears(client, expected)) {
            ScriptBroker.Said said = wire().unexpected();
            throw fail("the broker should hear\n  [" + client + "] " + expected + "\nbut heard\n  "
                    + (said == null ? "nothing" : said));
        }
        return wire().lastId();
    }

    void brokerHearsNothing() {
        ScriptBroker.Said said = wire().unexpected();
        if (said != null) {
            throw fail("the broker should hear nothing, but heard\n  " + said);
        }
    }

    /** The next thing that the server has heard, or null. */
    @Nullable
    ToBroker brokerHeard() {
        return wire().next();
    }

    /** Whatever the broker heard is of no interest. */
    void brokerHearsAnything() {
        broker.unheard().clear();
    }

    void brokerSays(FromBroker message) {
        brokerSays(DEV1, message);
    }

    void brokerSays(String client, FromBroker message) {
        wire().says(client, message);
        loop.settle();
    }

    // ---- time ----

    void after(Duration time) {
        loop.advance(time);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    // ---- the end ----

    @AfterEach
    void nothingElseHeard() {
        if (!failed) {
            brokerHearsNothing();
            String heard = link.anyUnheard();
            if (heard != null) {
                throw fail("nothing else was to be heard, but " + heard);
            }
        }
    }

    AssertionError fail(String expectation) {
        failed = true;
        return chart.failure(expectation);
    }

    void require(boolean condition, String expectation) {
        if (!condition) {
            throw fail(expectation);
        }
    }

    // ---- beginnings that many scripts share ----

    /** dev1 is connected from address A with a clean session and no Will, at a broker that accepts everything. */
    void connectedClean() {
        broker.acceptsEverything();
        clientSays(Packets.connect(DEV1).clean());
        clientHears(Packets.connack(0));
    }

    /** dev1 is connected from address A with a lasting session and no Will, at a broker that accepts everything. */
    void connectedLasting() {
        broker.acceptsEverything();
        clientSays(Packets.connect(DEV1));
        clientHears(Packets.connack(0));
    }

    /** dev1 has subscribed to a name and knows its topic id, which is returned. */
    int subscribed(String name, int qos) {
        clientSays(Packets.subscribe(77, name).qos(qos));
        if (mode == Mode.SHARED) {
            untilWritten();
        }
        Packet suback = at("A").hearsAny();
        if (!suback.equals(Packets.suback(qos, suback.twoAt(3), 77, 0))) {
            throw fail("SUBACK for " + name + " expected, not " + suback);
        }
        return suback.twoAt(3);
    }

    /** For scripts with a slow disk: it has written. */
    void untilWritten() {}

    /** dev1 has registered a name; returns its topic id. */
    int registered(String name) {
        clientSays(Packets.register(0, 78, name));
        Packet regack = at("A").hearsAny();
        if (!regack.equals(Packets.regack(regack.twoAt(2), 78, 0))) {
            throw fail("REGACK for " + name + " expected, not " + regack);
        }
        return regack.twoAt(2);
    }
}
