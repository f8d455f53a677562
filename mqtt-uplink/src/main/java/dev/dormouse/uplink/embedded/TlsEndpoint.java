package dev.dormouse.uplink.embedded;

import java.nio.file.Path;

/**
 * A listener that speaks TLS 1.2 or later.
 *
 * @param endpoint where
 * @param certificate PEM file: the server's certificate, followed by the intermediate ones
 * @param key PEM file: the private key in PKCS #8 (BEGIN PRIVATE KEY), not encrypted
 */
public record TlsEndpoint(Endpoint endpoint, Path certificate, Path key) {}
