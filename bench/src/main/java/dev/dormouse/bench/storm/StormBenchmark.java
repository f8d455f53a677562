package dev.dormouse.bench.storm;

import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Reactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Outages with thousands of devices; the script bench/storm starts this, and documents the options. */
@Command(name = "storm", mixinStandardHelpOptions = false)
public final class StormBenchmark implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE_MILLIS = 180_000;
    private static final long ARRIVAL_MILLIS = 40_000;

    /** The gateway's longest wait between two attempts to reach the broker, and the time from one wake to the next. */
    private static final long CALM_MILLIS = 60_000 + 20_000;

    private static final int CONNECTING_SECONDS = 30;

    @Option(names = "--program", required = true)
    private Path program = Path.of("");

    @Option(names = "--work", required = true)
    private Path work = Path.of("");

    @Option(names = "--connections")
    private String connections = "per-client";

    @Option(names = "--embedded")
    private boolean embedded;

    @Option(names = "--clients")
    private int clients = 10_000;

    @Option(names = "--away")
    private int away = 20;

    private @Nullable MqttPeer peer;

    /** Runs it; exit code 1 when it could not be measured. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new StormBenchmark());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench: " + e);
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    /** What is done to a server. */
    private enum Outage {
        BROKER_RESTARTED,
        GATEWAY_KILLED,
        BROKER_AWAY
    }

    @Override
    public Integer call() throws IOException {
        boolean shared = connections.equals("shared");
        System.out.printf(
                "%d clients, %s broker, %s connections%n", clients, embedded ? "embedded" : "mosquitto", connections);
        try (Servers servers = new Servers(program, work, embedded, shared);
                Reactor reactor = new Reactor()) {
            servers.startBroker();
            servers.startGateway();
            servers.awaitEmbeddedBroker();
            String prefix = "storm-" + ProcessHandle.current().pid();
            try (Herd herd = new Herd(reactor, servers.gatewayAddress(), prefix, clients, CONNECTING_SECONDS)) {
                openPeer(reactor, servers, herd).subscribe(1, herd.topics());
                long begin = System.nanoTime();
                boolean all = reactor.turnUntil(() -> herd.ready() == clients, PATIENCE_MILLIS);
                report("beginning", herd, servers, begin, all);
                for (Outage outage : embedded ? List.of(Outage.GATEWAY_KILLED) : List.of(Outage.values())) {
                    suffer(outage, reactor, servers, herd);
                }
            }
        }
        return 0;
    }

    private MqttPeer openPeer(Reactor reactor, Servers servers, Herd herd) throws IOException {
        MqttPeer opened = MqttPeer.lasting(reactor, servers.brokerAddress(), "storm-peer", herd::onArrival);
        peer = opened;
        return opened;
    }

    private void suffer(Outage outage, Reactor reactor, Servers servers, Herd herd) throws IOException {
        herd.refusals().reset();
        herd.farewells().reset();
        herd.connects().reset();
        MqttPeer publisher = peer == null ? openPeer(reactor, servers, herd) : peer;
        long before = publisher.acknowledged();
        int sent = herd.publishToSleepers(publisher, reactor);
        if (!reactor.turnUntil(() -> publisher.acknowledged() - before >= sent, ARRIVAL_MILLIS)) {
            throw new IOException(
                    "the broker has acknowledged %d of %d messages".formatted(publisher.acknowledged() - before, sent));
        }
        if (outage != Outage.GATEWAY_KILLED || servers.embedded()) {
            publisher.close();
            peer = null;
        }
        switch (outage) {
            case BROKER_RESTARTED -> servers.stopBroker();
            case GATEWAY_KILLED -> servers.killGateway();
            case BROKER_AWAY -> {
                servers.stopBroker();
                reactor.turnUntil(() -> false, away * 1000L);
            }
        }
        long back = System.nanoTime();
        if (outage == Outage.GATEWAY_KILLED) {
            servers.startGateway();
            servers.awaitEmbeddedBroker();
        } else {
            servers.startBroker();
        }
        if (peer == null) {
            openPeer(reactor, servers, herd);
        }
        boolean all =
                reactor.turnUntil(() -> herd.servedSince(back) == clients && herd.ready() == clients, PATIENCE_MILLIS);
        long served = System.nanoTime();
        boolean complete = reactor.turnUntil(herd::isAllThere, CALM_MILLIS - millisSince(back));
        long arrived = System.nanoTime();
        report(outage.name().toLowerCase(Locale.ROOT).replace('_', ' '), herd, servers, back, all);
        System.out.printf(
                "  served again after %.1f s; %s after %.1f s; %d messages for sleepers; not come of devices: %s;"
                        + " for lasting sessions: %s; for clean ones: %s; so far forgotten with clean sessions that were begun"
                        + " anew: %s%n",
                (served - back) / (double) SECOND,
                complete ? "all messages there" : "messages missing",
                (arrived - back) / (double) SECOND,
                sent,
                herd.lostUp().text(),
                herd.lostDown(false).text(),
                herd.lostDown(true).text(),
                herd.forgotten());
        // A client that is not back at the broker yet may have no session there, and would miss the next messages by
        // right.
        reactor.turnUntil(() -> false, CALM_MILLIS - millisSince(back));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private void report(String name, Herd herd, Servers servers, long begin, boolean all) throws IOException {
        System.out.printf(
                "%s: %s after %.1f s; congestion %s, DISCONNECT %s, CONNECT %s, peak RSS %d MiB%n",
                name,
                all ? "all ready" : herd.servedSince(begin) + " served, " + herd.ready() + " ready",
                (System.nanoTime() - begin) / (double) SECOND,
                herd.refusals().text(),
                herd.farewells().text(),
                herd.connects().text(),
                servers.peakMib());
    }
}
