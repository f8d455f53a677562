package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MQTT clients outside see of the broker, with mosquitto's clients over TCP. */
class EmbeddedBrokerTest {
    private static EmbeddedBroker broker;

    /** Each waits for a process of its own. */
    private final ExecutorService publishers = Executors.newCachedThreadPool();

    @AfterEach
    void dismissPublishers() {
        publishers.shutdownNow();
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws BrokerException {
        broker = EmbeddedBroker.start(BrokerOptions.in(directory).withTcp(Endpoint.loopback(0)));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"mqttv311,0", "mqttv311,1", "mqttv311,2", "mqttv5,0", "mqttv5,1", "mqttv5,2"})
    void carriesAMessageToAWildcardSubscription(String version, String qos) throws Exception {
        String topic = "round/" + version + "/" + qos;
        try (var subscriber = Mosquitto.subscribe(
                broker.tcpPort(), "-V", version, "-q", qos, "-t", "round/+/" + qos, "-t", "other/#", "-C", "1", "-v")) {
            assertEquals(
                    0, Mosquitto.publish(broker.tcpPort(), "-V", version, "-q", qos, "-t", topic, "-m", "hello there"));
            assertEquals(topic + " hello there", subscriber.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void keepsARetainedMessageUntilItIsCleared(String version) throws Exception {
        int port = broker.tcpPort();
        String topic = "retained/" + version;
        Mosquitto.publish(port, "-V", version, "-q", "1", "-r", "-t", topic, "-m", "kept");
        assertEquals(
                List.of("kept"), Mosquitto.collect(port, "-V", version, "-q", "1", "-t", topic, "-C", "1", "-W", "5"));

        Mosquitto.publish(port, "-V", version, "-q", "1", "-r", "-t", topic, "-n");
        assertEquals(List.of(), Mosquitto.collect(port, "-V", version, "-q", "1", "-t", topic, "-C", "1", "-W", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void publishesTheWillOfAClientThatIsLost(String version) throws Exception {
        int port = broker.tcpPort();
        String topic = "will/" + version;
        try (var heir = Mosquitto.subscribe(port, "-V", version, "-q", "1", "-t", topic);
                var lost = Mosquitto.subscribe(
                        port,
                        "-V",
                        version,
                        "-t",
                        "nothing",
                        "--will-topic",
                        topic,
                        "--will-payload",
                        "gone",
                        "--will-qos",
                        "1")) {
            lost.kill();
            assertEquals("gone", heir.message());
        }
    }

    @ParameterizedTest
    @CsvSource({"mqttv311,-c", "mqttv5,-x"})
    void queuesForASessionThatIsAway(String version, String persistent) throws Exception {
        int port = broker.tcpPort();
        String[] session = {"-V", version, "-i", "away-" + version, "-c", "-q", "1", "-t", "queue/" + version};
        if (persistent.equals("-x")) {
            session = new String[] {
                "-V", version, "-i", "away-" + version, "-c", "-x", "3600", "-q", "1", "-t", "queue/" + version
            };
        }
        assertEquals(List.of(), Mosquitto.collect(port, append(session, "-E")));
        Mosquitto.publish(port, "-q", "1", "-t", "queue/" + version, "-m", "one");
        Mosquitto.publish(port, "-q", "1", "-t", "queue/" + version, "-m", "two");
        assertEquals(List.of("one", "two"), Mosquitto.collect(port, append(session, "-C", "2", "-W", "5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void keepsTheOrderOfWhatEachOfManyClientsPublishes(String qos) throws Exception {
        int port = broker.tcpPort();
        int clients = 6;
        List<String> numbers =
                IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        try (var subscriber = Mosquitto.subscribe(port, "-q", qos, "-t", "order/" + qos + "/+", "-v")) {
            List<CompletableFuture<Integer>> publishing = IntStream.range(0, clients)
                    .mapToObj(client -> CompletableFuture.supplyAsync(
                            () -> publishLines(numbers, qos, "order/" + qos + "/" + client), publishers))
                    .toList();
            Map<String, List<String>> arrived = new TreeMap<>();
            for (int i = 0; i < clients * numbers.size(); i++) {
                String[] topicAndNumber = subscriber.message().split(" ", 2);
                arrived.computeIfAbsent(topicAndNumber[0], topic -> new ArrayList<>())
                        .add(topicAndNumber[1]);
            }
            publishing.forEach(each -> assertEquals(0, each.join()));
            assertEquals(clients, arrived.size());
            arrived.forEach((topic, order) -> assertEquals(numbers, order, topic));
        }
    }

    private static int publishLines(List<String> lines, String qos, String topic) {
        try {
            return Mosquitto.publishLines(broker.tcpPort(), lines, "-q", qos, "-t", topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Test
    void sharesASubscription() throws Exception {
        int port = broker.tcpPort();
        String filter = "$share/group/shared/#";
        try (var one = Mosquitto.subscribe(port, "-V", "mqttv5", "-q", "1", "-t", filter);
                var two = Mosquitto.subscribe(port, "-V", "mqttv5", "-q", "1", "-t", filter)) {
            Mosquitto.publish(port, "-q", "1", "-t", "shared/x", "-m", "first");
            Mosquitto.publish(port, "-q", "1", "-t", "shared/x", "-m", "second");
            assertNotEquals(one.message(), two.message());
        }
    }

    @Test
    void showsNothingOfItsOwnToASubscriberOfEverything() throws Exception {
        int port = broker.tcpPort();
        try (var everything = Mosquitto.subscribe(port, "-q", "1", "-t", "#", "-t", "$SYS/#", "-v")) {
            Mosquitto.publish(port, "-q", "2", "-t", "marker", "-m", "first of all");
            String line = everything.message();
            // retained and late messages of the other tests may come first
            while (line.startsWith("retained/") || line.startsWith("round/")) {
                line = everything.message();
            }
            assertEquals("marker first of all", line);
        }
    }

    @Test
    void takesTopicsWithDotsAndEmptyLevels() throws Exception {
        int port = broker.tcpPort();
        String topic = "/v1.0/a b/é//x";
        try (var subscriber = Mosquitto.subscribe(port, "-q", "1", "-t", "+/v1.0/#", "-C", "1", "-v")) {
            Mosquitto.publish(port, "-q", "1", "-t", topic, "-m", "odd");
            assertEquals(topic + " odd", subscriber.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void carriesAPayloadOfNearlyTheLargestPacket(String version) throws Exception {
        int port = broker.tcpPort();
        String large = "x".repeat(BrokerOptions.DEFAULT_MAX_PACKET - 100);
        try (var subscriber = Mosquitto.subscribe(port, "-V", version, "-q", "1", "-t", "large", "-C", "1")) {
            assertEquals(0, Mosquitto.publishLines(port, List.of(large), "-V", version, "-q", "1", "-t", "large"));
            assertEquals(large, subscriber.message());
        }
    }

    /** Garbage, a CONNECT that announces 255 MiB, and a CORE client's greeting. */
    @ParameterizedTest
    @ValueSource(strings = {"5353482d322e302d", "10ffffff7f00044d51545405", "4152 54454d4953 0000000000"})
    void hangsUpOnWhatIsNotOrdinaryMqtt(String start) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.tcpPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(HexFormat.of().parseHex(start.replace(" ", "")));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private static String[] append(String[] head, String... tail) {
        String[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
