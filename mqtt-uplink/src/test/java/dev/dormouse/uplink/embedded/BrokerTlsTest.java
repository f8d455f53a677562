package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over TLS with a certificate authority made by openssl for the occasion. */
class BrokerTlsTest {
    @Test
    void provesItselfWithTheConfiguredCertificate(@TempDir Path pki, @TempDir Path data) throws Exception {
        openssl(pki, "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
        openssl(
                pki,
                "req -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost"
                        + " -keyout server.key -out server.csr");
        openssl(
                pki,
                "x509 -req -in server.csr -days 2 -CA ca.pem -CAkey ca.key -CAcreateserial -copy_extensions copy"
                        + " -out server.pem");
        openssl(pki, "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=stranger -keyout no.key -out no.pem");
        BrokerOptions options = BrokerOptions.in(data)
                .withTcp(null)
                .withTls(new TlsEndpoint(Endpoint.loopback(0), pki.resolve("server.pem"), pki.resolve("server.key")));
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            assertEquals(0, publish(broker, pki.resolve("ca.pem")));
            assertNotEquals(0, publish(broker, pki.resolve("no.pem")));
        }
    }

    private static int publish(EmbeddedBroker broker, Path authority) throws Exception {
        return Mosquitto.publish(
                broker.tlsPort(), "-h", "localhost", "--cafile", authority.toString(), "-q", "1", "-t", "t", "-m", "m");
    }

    private static void openssl(Path directory, String arguments) throws Exception {
        Process process = new ProcessBuilder(("openssl " + arguments).split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("openssl " + arguments + " failed");
        }
    }
}
