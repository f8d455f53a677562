package dev.dormouse.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void understandsAddresses(String text, String address) {
        InetAddress parsed = IpLiteral.parse(text);
        assertEquals(address, parsed == null ? null : parsed.getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "256.1.1.1", "1.2.3.4.5", "host.example", "dead", ":::", "2001:db8:::1", "1:2"})
    void asksNobodyAboutWhatIsNone(String text) {
        assertNull(IpLiteral.parse(text));
    }
}
