package dev.dormouse.bench.radio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A pair of pseudo-terminals made by socat, and the adapter's end of it as a plain file. */
final class Cable implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path gatewayEnd;
    private final Path adapterEnd;
    private final Process socat;
    private final InputStream in;
    private final OutputStream out;

    Cable(Path directory) throws IOException, InterruptedException {
        gatewayEnd = directory.resolve("gateway");
        adapterEnd = directory.resolve("adapter");
        socat = new ProcessBuilder(
                        "socat", "PTY,link=" + gatewayEnd + ",raw,echo=0", "PTY,link=" + adapterEnd + ",raw,echo=0")
                .inheritIO()
                .start();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(adapterEnd) || !Files.exists(gatewayEnd)) {
            if (System.nanoTime() - deadline > 0 || socat.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException("socat has made no pseudo-terminals");
            }
        }
        in = Files.newInputStream(adapterEnd);
        out = Files.newOutputStream(adapterEnd);
    }

    String gatewayEnd() {
        return gatewayEnd.toString();
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    @Override
    public void close() throws IOException {
        socat.destroy();
        socat.onExit().join();
        Files.deleteIfExists(gatewayEnd);
        Files.deleteIfExists(adapterEnd);
    }
}
