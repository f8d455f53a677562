package dev.dormouse.uplink.embedded;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * A listener that speaks TLS 1.2 or later.
 *
 * @param endpoint where
 * @param certificate PEM file: the server's certificate, followed by the intermediate ones
 * @param key PEM file: the private key in PKCS #8 (BEGIN PRIVATE KEY), not encrypted
 */
public record TlsEndpoint(Endpoint endpoint, Path certificate, Path key) {
    void requireUsable() throws BrokerException {
        requireReadable(certificate, "certificate");
        requireReadable(key, "key");
        try {
            SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new BrokerException(
                    "The broker cannot use the certificate " + certificate + " with the key " + key + ": both must be"
                            + " PEM, the key unencrypted and in PKCS #8 (BEGIN PRIVATE KEY). " + e.getMessage(),
                    e);
        }
    }

    private static void requireReadable(Path file, String what) throws BrokerException {
        if (!Files.isReadable(file)) {
            throw new BrokerException("The broker's TLS " + what + " " + file + " is missing or not readable.");
        }
    }
}
