package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An authority and the certificates it has signed, made by openssl in a directory of the test. */
final class Certificates {
    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes {@code ca}, {@code localhost}, {@code elsewhere} and {@code client}, each with {@code .crt} and {@code .key}. */
    static Certificates in(Path directory) throws IOException, InterruptedException {
        Certificates certificates = new Certificates(directory);
        certificates.openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Test-CA -keyout ca.key -out ca.crt");
        certificates.sign("localhost", "subjectAltName=DNS:localhost");
        certificates.sign("elsewhere", "subjectAltName=DNS:elsewhere.example");
        certificates.sign("client", "extendedKeyUsage=clientAuth");
        return certificates;
    }

    private void sign(String name, String extension) throws IOException, InterruptedException {
        Files.writeString(directory.resolve(name + ".ext"), extension + "\n");
        openssl("req -newkey rsa:2048 -nodes -subj /CN=" + name + " -keyout " + name + ".key -out " + name + ".csr");
        openssl("x509 -req -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial -in " + name + ".csr -out " + name
                + ".crt -extfile " + name + ".ext");
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        boolean installed = Files.isExecutable(Path.of("/usr/bin/openssl"));
        assumeTrue(installed, "openssl is not installed");
        Process process = new ProcessBuilder(Arrays.asList(("/usr/bin/openssl " + arguments).split(" ", -1)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("openssl.log").toFile()))
                .start();
        assertEquals(0, process.waitFor(), "openssl " + arguments);
    }

    Path certificate(String name) {
        return directory.resolve(name + ".crt");
    }

    Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /** Lines for mosquitto: this certificate, and that of a client demanded or not. */
    String settings(String name, boolean clientCertificate) {
        return "cafile " + certificate("ca") + "\ncertfile " + certificate(name) + "\nkeyfile " + key(name)
                + "\nrequire_certificate " + clientCertificate + "\n";
    }
}
