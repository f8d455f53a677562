package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once there are users, the broker may face the network and lets nobody else in, except the gateway itself. */
class BrokerUsersTest {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws BrokerException {
        broker = EmbeddedBroker.start(BrokerOptions.in(directory)
                .withTcp(new Endpoint("127.0.0.1", 0))
                .withUsers(Map.of("ada", PasswordHash.hash("right".toCharArray()))));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void letsInWhoKnowsThePasswordOnly(String version) throws Exception {
        assertEquals(0, publish("-V", version, "-u", "ada", "-P", "right"));
        assertNotEquals(0, publish("-V", version, "-u", "ada", "-P", "wrong"));
        assertNotEquals(0, publish("-V", version, "-u", "ada"));
        assertNotEquals(0, publish("-V", version, "-u", "bob", "-P", "right"));
        assertNotEquals(0, publish("-V", version));
    }

    @Test
    void doesNotHashThePasswordForEachMessage() {
        List<String> lines = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        // hashing for each took half a minute
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertEquals(
                        0,
                        Mosquitto.publishLines(
                                broker.tcpPort(), lines, "-q", "1", "-t", "many", "-u", "ada", "-P", "right")));
    }

    @Test
    void trustsTheGatewayAndDoesNotLetStrangersInAfterIt() throws Exception {
        try (var gateway = new InVmClient(broker.localAddress(), InVmClient.nio())) {
            gateway.connect("gateway");
            assertNotEquals(0, publish("-V", "mqttv5"));
        }
    }

    private static int publish(String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 6);
        System.arraycopy(new String[] {"-q", "1", "-t", "t", "-m", "m"}, 0, all, arguments.length, 6);
        return Mosquitto.publish(broker.tcpPort(), all);
    }
}
