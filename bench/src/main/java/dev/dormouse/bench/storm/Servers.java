package dev.dormouse.bench.storm;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged gateway and a mosquitto with persistence, as processes on loopback ports of their own. */
final class Servers implements Closeable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path program;
    private final Path work;
    private final boolean embedded;
    private final boolean shared;
    private final int brokerPort;
    private final int gatewayPort;
    private volatile @Nullable Process broker;
    private volatile @Nullable Process gateway;

    /** Starts nothing yet. The program is the packaged gateway's start script; files go to the work directory. */
    Servers(Path program, Path work, boolean embedded, boolean shared) throws IOException {
        this.program = program;
        this.work = work;
        this.embedded = embedded;
        this.shared = shared;
        brokerPort = freePort();
        gatewayPort = freePort();
        // Nothing is left behind when the benchmark is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
        Files.writeString(work.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                persistence true
                persistence_location %s/
                max_inflight_messages 0
                max_queued_messages 0
                set_tcp_nodelay true
                sys_interval 0
                log_type error
                """.formatted(brokerPort, work));
    }

    /** One that the system gives to none of the thousands of sockets of the devices. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(port, loopback)) {
                if (tcp.isBound() && udp.isBound()) {
                    return port;
                }
            } catch (BindException e) {
                // Taken: the next one.
            }
        }
    }

    boolean embedded() {
        return embedded;
    }

    InetSocketAddress gatewayAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort);
    }

    InetSocketAddress brokerAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort);
    }

    /** Returns when it accepts connections. Nothing to do when the broker is embedded. */
    void startBroker() throws IOException {
        if (!embedded) {
            broker = start(
                    List.of("mosquitto", "-c", work.resolve("mosquitto.conf").toString()), Map.of(), "mosquitto.log");
            awaitBroker(broker);
        }
    }

    /** Lets it write what it keeps, and returns when it has ended. */
    void stopBroker() throws IOException {
        stop(broker, false);
    }

    /** Returns at once. */
    void startGateway() throws IOException {
        String limit = "20000";
        Map<String, String> embeddedBroker = Map.of(
                "DORMOUSE_BROKER__PORT",
                Integer.toString(brokerPort),
                "DORMOUSE_BROKER__WEBSOCKET_PORT",
                "0",
                "DORMOUSE_LIMITS__CLIENTS",
                limit);
        Map<String, String> upstream =
                Map.of("DORMOUSE_UPLINK__URL", "mqtt://127.0.0.1:" + brokerPort, "DORMOUSE_LIMITS__CLIENTS", limit);
        ProcessBuilder common = new ProcessBuilder();
        common.environment().clear();
        Map<String, String> all = common.environment();
        all.putAll(embedded ? embeddedBroker : upstream);
        all.put("DORMOUSE_UPLINK__MODE", embedded ? "embedded" : "upstream");
        all.put("DORMOUSE_UPLINK__CONNECTIONS", shared ? "shared" : "per-client");
        all.put("DORMOUSE_LINKS__0__HOST", "127.0.0.1");
        all.put("DORMOUSE_LINKS__0__PORT", Integer.toString(gatewayPort));
        all.put("DORMOUSE_DATA", work.resolve("data").toString());
        gateway = start(List.of(program.toString(), "run"), all, "gateway.log");
    }

    /** Returns when the embedded broker accepts connections. */
    void awaitEmbeddedBroker() throws IOException {
        if (embedded && gateway != null) {
            awaitBroker(gateway);
        }
    }

    /** As {@code kill -9} does. */
    void killGateway() throws IOException {
        stop(gateway, true);
    }

    /** The most memory it ever had resident, in MiB. */
    long peakMib() throws IOException {
        if (gateway == null || !gateway.isAlive()) {
            throw new IOException("the gateway has ended, see " + work.resolve("gateway.log"));
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + gateway.pid() + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmHWM in /proc");
    }

    private Process start(List<String> command, Map<String, String> environment, String log) throws IOException {
        File file = work.resolve(log).toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void stop(@Nullable Process process, boolean atOnce) throws IOException {
        if (process == null) {
            return;
        }
        if (atOnce) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void awaitBroker(Process process) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("a server did not start, see " + work, e);
                }
                Thread.onSpinWait();
            }
        }
        throw new IOException("no broker at port " + brokerPort);
    }

    private void abandon() {
        for (Process each : new Process[] {gateway, broker}) {
            if (each != null) {
                each.destroyForcibly();
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop(gateway, false);
        stop(broker, false);
    }
}
