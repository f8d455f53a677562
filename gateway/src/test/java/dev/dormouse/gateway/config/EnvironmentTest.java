package dev.dormouse.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final String HASH =
            "pbkdf2-sha256$210000$gQIcE1guAScRHnX/NVKJ7g==$qnbuD8viasoCzWsvBjKyCv8VtHh7szKFOPt4evJiHhw=";

    private final Path directory;

    EnvironmentTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void setsAnyKey() throws ConfigException {
        GatewayConfig config = ConfigLoader.load(
                null,
                Map.of(
                        "DORMOUSE_DATA", "/data",
                        "DORMOUSE_LINKS__0__PORT", "2000",
                        "DORMOUSE_LINKS__0__QOS_MINUS_1", "false",
                        "DORMOUSE_LINKS__1__NAME", "second",
                        "DORMOUSE_TIMERS__RETRY_INTERVAL", "5s",
                        "DORMOUSE_LIMITS__QUEUE_SIZE", "1MiB",
                        "DORMOUSE_TOPICS__PREDEFINED__7", "seven",
                        "DORMOUSE_TOPICS__CLIENTS__Pump_*__8", "eight",
                        "DORMOUSE_BROKER__USERS__Ann", HASH));

        assertEquals(Path.of("/data"), config.data());
        assertEquals(2000, ((UdpLinkConfig) config.links().get(0)).port());
        assertFalse(config.links().get(0).common().qosMinusOne());
        assertEquals("second", config.links().get(1).name());
        assertEquals(Duration.ofSeconds(5), config.timers().retryInterval());
        assertEquals(1 << 20, config.limits().queueSize());
        assertEquals(Map.of(7, "seven"), config.topics().predefined());
        assertEquals(Map.of("Pump_*", Map.of(8, "eight")), config.topics().clients());
        assertEquals(Map.of("Ann", new Secret(HASH)), config.broker().users());
    }

    @Test
    void winsOverTheFileAndLeavesItsNeighboursAlone() throws Exception {
        Path file = Files.writeString(
                directory.resolve("dormouse.toml"), "[[links]]\nname = \"field\"\nport = 1\n[broker]\nport = 2\n");

        GatewayConfig config = ConfigLoader.load(
                file, Map.of("DORMOUSE_LINKS__0__PORT", "2000", "DORMOUSE_BROKER__WEBSOCKET_PORT", "0"));

        assertEquals(2000, ((UdpLinkConfig) config.links().get(0)).port());
        assertEquals("field", config.links().get(0).name());
        assertEquals(2, config.broker().port());
        assertEquals(0, config.broker().websocketPort());
    }

    @Test
    void leavesTheVariablesOfTheScriptsAlone() throws ConfigException {
        Map<String, String> variables =
                Map.of("DORMOUSE_HOME", "a", "DORMOUSE_CONFIG", "b", "DORMOUSE_JAVA_OPTS", "c", "OTHER", "d");

        assertEquals(
                1884,
                ((UdpLinkConfig) ConfigLoader.load(null, variables).links().get(0)).port());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            DORMOUSE_UPLINK__ULR     | x    | unknown key "uplink.ulr"; did you mean "uplink.url"?
            DORMOUSE_UPLINK_URL      | x    | unknown key "uplink-url"; did you mean "uplink.url"?
            DORMOUSE_BROKER__PORT    | zero | "broker.port" must be an integer from 1 to 65535, not "zero"
            DORMOUSE_LOG__TRACE      | yes  | "log.trace" must be true or false, not "yes"
            DORMOUSE_BROKER          | x    | "broker" must be a table: [broker]
            DORMOUSE_THREADS__0      | 1    | "threads" must be an integer from 0 to 64, not a list
            DORMOUSE_LINKS__1__PORT  | 1    | "links" must be a list of tables: [[links]]
            """)
    void isRefusedLikeTheFile(String variable, String value, String reason) {
        ConfigException refusal =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(null, Map.of(variable, value)));

        assertEquals(variable + ": " + reason, refusal.getMessage());
    }

    @Test
    void refusesAPlaceBehindTheEndOfAList() {
        ConfigException refusal = assertThrows(
                ConfigException.class,
                () -> ConfigLoader.load(null, Map.of("DORMOUSE_LINKS__0__PORT", "1", "DORMOUSE_LINKS__2__PORT", "2")));

        assertEquals(
                "DORMOUSE_LINKS__2__PORT: \"links.2\" is no place of the list, which has 1; the next one is 1",
                refusal.getMessage());
    }
}
