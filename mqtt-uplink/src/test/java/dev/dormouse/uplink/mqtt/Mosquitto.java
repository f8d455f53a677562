package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real mosquitto as a child process, on a free port of the loopback interface. */
final class Mosquitto implements AutoCloseable {
    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private Mosquitto(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts one that lets everybody in. */
    static Mosquitto open(Path directory) {
        return start(directory, "allow_anonymous true\n");
    }

    /** Starts one with these lines after its {@code listener} line. */
    static Mosquitto start(Path directory, String settings) {
        assumeTrue(executable() != null, "mosquitto is not installed");
        Mosquitto mosquitto = new Mosquitto(directory, freePort());
        String listener = "listener " + mosquitto.port + " 127.0.0.1\n";
        // Started by root, mosquitto would become another user, who cannot read the files of the test.
        String user = "root".equals(System.getProperty("user.name")) ? "user root\n" : "";
        try {
            Files.writeString(mosquitto.configuration(), user + listener + settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mosquitto.begin();
        return mosquitto;
    }

    private static @Nullable String executable() {
        for (String path :
                new String[] {"/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"}) {
            if (Files.isExecutable(Path.of(path))) {
                return path;
            }
        }
        return null;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path configuration() {
        return directory.resolve("mosquitto.conf");
    }

    int port() {
        return port;
    }

    void begin() {
        try {
            process = new ProcessBuilder(
                            executable(), "-v", "-c", configuration().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("mosquitto.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("mosquitto, log in " + directory)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it as an administrator would; a persistent one saves its sessions. */
    void end() {
        Process running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(5, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
