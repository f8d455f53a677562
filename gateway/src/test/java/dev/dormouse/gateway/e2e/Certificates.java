package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of the test, made by openssl, and the certificate it gave to a broker on 127.0.0.1. */
final class Certificates {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes both in this folder, which is otherwise empty. */
    static Certificates in(Path folder) {
        Certificates made = new Certificates(folder);
        made.make();
        return made;
    }

    private void make() {
        try {
            Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String newKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        openssl("req -x509 " + newKey + " -days 2 -subj /CN=Dormouse-test-authority -keyout ca.key -out ca.crt");
        openssl("req " + newKey + " -subj /CN=localhost -keyout server.key -out server.csr");
        openssl(
                "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt");
    }

    private void openssl(String arguments) {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(arguments.split(" ")));
        Child child = Child.start("openssl", new ProcessBuilder(words).directory(folder.toFile()));
        try (child) {
            if (child.awaitExit(LIMIT) != 0) {
                throw new AssertionError("openssl " + arguments + ": " + child);
            }
        }
    }

    /** The authority's certificate. */
    String authority() {
        return folder.resolve("ca.crt").toString();
    }

    /** What makes the listener of a mosquitto speak TLS with the broker's certificate. */
    String[] listenerLines() {
        return new String[] {"certfile " + folder.resolve("server.crt"), "keyfile " + folder.resolve("server.key")};
    }
}
