package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the broker refuses to start, and what it says then. */
class BrokerStartTest {
    @Test
    void refusesStrangersFromOutside(@TempDir Path directory) {
        String reason = refusal(BrokerOptions.in(directory).withTcp(new Endpoint("0.0.0.0", 0)));
        assertTrue(reason.contains("no users are configured"), reason);
        reason = refusal(BrokerOptions.in(directory).withTcp(null).withWebSocket(new Endpoint("::", 0)));
        assertTrue(reason.contains("websocket") && reason.contains("no users are configured"), reason);
    }

    @Test
    void refusesAPortThatIsInUse(@TempDir Path directory) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String reason = refusal(BrokerOptions.in(directory).withTcp(Endpoint.loopback(other.getLocalPort())));
            assertTrue(reason.contains("localhost:" + other.getLocalPort()) && reason.contains("in use"), reason);
        }
    }

    @Test
    void refusesADirectoryThatAnotherBrokerHolds(@TempDir Path directory) throws BrokerException {
        BrokerOptions options = BrokerOptions.in(directory).withTcp(null);
        DataDirectory held = DataDirectory.claim(directory);
        String reason = refusal(options);
        assertTrue(reason.contains("in use by another broker"), reason);
        held.close();
        DataDirectory.claim(directory).close();
    }

    @Test
    void refusesADirectoryThatCannotBeWritten(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        String reason = refusal(BrokerOptions.in(file).withTcp(null));
        assertTrue(reason.contains("not writable"), reason);
    }

    @Test
    void refusesAPasswordInClear(@TempDir Path directory) {
        String reason = refusal(BrokerOptions.in(directory).withTcp(null).withUsers(Map.of("ada", "lovelace")));
        assertTrue(reason.contains("\"ada\" is not hashed") && !reason.contains("lovelace"), reason);
    }

    @Test
    void refusesACertificateThatIsNotThere(@TempDir Path directory) {
        TlsEndpoint tls =
                new TlsEndpoint(Endpoint.loopback(0), directory.resolve("missing.pem"), directory.resolve("key.pem"));
        String reason = refusal(BrokerOptions.in(directory).withTcp(null).withTls(tls));
        assertTrue(reason.contains("missing.pem"), reason);
    }

    @Test
    void refusesACertificateThatIsNone(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
        TlsEndpoint tls = new TlsEndpoint(Endpoint.loopback(0), text, text);
        String reason = refusal(BrokerOptions.in(directory).withTcp(null).withTls(tls));
        assertTrue(reason.contains("text.pem") && reason.contains("PKCS #8"), reason);
    }

    @Test
    void namesTheOptionThatIsOutOfRange(@TempDir Path directory) {
        BrokerOptions options = BrokerOptions.in(directory);
        String reason = String.valueOf(assertThrows(IllegalArgumentException.class, () -> options.withMaxDiskUsage(101))
                .getMessage());
        assertTrue(reason.startsWith("maxDiskUsage must be between 1 and 100"), reason);
        assertThrows(IllegalArgumentException.class, () -> options.withMaxPacket(0));
        assertThrows(IllegalArgumentException.class, () -> options.withMaxMemory(0));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint("a,b", 1));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint("a", 65536));
    }

    @Test
    void keepsTheHashesOutOfItsText(@TempDir Path directory) {
        String text = BrokerOptions.in(directory)
                .withUsers(Map.of("ada", "secret-hash"))
                .toString();
        assertTrue(text.contains("ada") && !text.contains("secret-hash"), text);
    }

    private static String refusal(BrokerOptions options) {
        BrokerException refusal = assertThrows(
                BrokerException.class, () -> EmbeddedBroker.start(options).close());
        return String.valueOf(refusal.getMessage());
    }
}
