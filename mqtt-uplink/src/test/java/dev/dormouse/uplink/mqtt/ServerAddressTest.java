package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's URL, read and refused. */
class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt://broker.example, mqtt://broker.example:1883",
        "MQTTS://broker.example, mqtts://broker.example:8883",
        "mqtt://127.0.0.1:2000/, mqtt://127.0.0.1:2000",
        "ws://broker, ws://broker:80/mqtt",
        "wss://[::1]/a/b, wss://[::1]:443/a/b",
    })
    void completesWhatIsLeftOut(String url, String complete) {
        assertEquals(complete, ServerAddress.parse(url).toString());
    }

    @Test
    void takesBracketsOffAnAddress() {
        assertEquals("::1", ServerAddress.parse("mqtt://[::1]").host());
    }

    @ParameterizedTest
    @CsvSource({
        "broker:1883, not a URL such as",
        "broker, not a URL such as",
        "tcp://broker, not with mqtt",
        "mqtt://, not a URL",
        "mqtt://broker:0, not between 1 and 65535",
        "mqtt://broker:70000, not between 1 and 65535",
        "mqtt://a broker, not a URL",
        "mqtt://broker/x, has a path",
        "ws://broker/x?y=1, has a query",
        "mqtt://under_score:1883, no valid host",
    })
    void saysWhatIsWrong(String url, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(url))
                .getMessage();
        assertTrue(String.valueOf(said).contains(message), said);
    }

    @ParameterizedTest
    @CsvSource({"mqtt://user:secret@broker", "mqtt://user:sec ret@broker"})
    void neverRepeatsAPassword(String url) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(url))
                .getMessage());
        assertFalse(said.contains("ret"), said);
    }

    @Test
    void neverShowsCredentials() {
        UplinkOptions options = UplinkOptions.to(ServerAddress.parse("mqtt://broker"))
                .with(new Credentials("token", Bytes.ofUtf8("secret")));
        assertFalse(options.toString().contains("secret"));
        assertFalse(options.toString().contains("token"));
    }
}
