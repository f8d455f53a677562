package dev.dormouse.link.serial;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Two serial devices with a cable between them: pseudo-terminals of socat. Ending it is pulling the plug, for both ends. */
public final class PseudoTerminals implements AutoCloseable {
    private final Path gatewayEnd;
    private final Path adapterEnd;
    private @Nullable Process socat;

    /** Not plugged in yet; the ends will be links in this directory. */
    public PseudoTerminals(Path directory) {
        gatewayEnd = directory.resolve("gateway");
        adapterEnd = directory.resolve("adapter");
    }

    public static boolean areAvailable() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(directory, "socat"))) {
                return true;
            }
        }
        return false;
    }

    public String gatewayEnd() {
        return gatewayEnd.toString();
    }

    public String adapterEnd() {
        return adapterEnd.toString();
    }

    public void plugIn() throws IOException {
        socat = new ProcessBuilder(
                        "socat", "PTY,link=" + gatewayEnd + ",raw,echo=0", "PTY,link=" + adapterEnd + ",raw,echo=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(gatewayEnd) && Files.exists(adapterEnd));
    }

    public void unplug() throws IOException {
        Process running = socat;
        if (running == null) {
            return;
        }
        socat = null;
        running.destroy();
        try {
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(gatewayEnd);
        Files.deleteIfExists(adapterEnd);
    }

    @Override
    public void close() throws IOException {
        unplug();
    }
}
