package dev.dormouse.gateway;

import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.config.LinkConfig;
import dev.dormouse.gateway.control.Commands;
import dev.dormouse.gateway.control.ControlSocket;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.loop.NettyLoops;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.store.StoreException;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.DropReport;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.udp.LinkException;
import dev.dormouse.link.udp.UdpLink;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.embedded.BrokerException;
import dev.dormouse.uplink.embedded.EmbeddedBroker;
import dev.dormouse.uplink.stored.StoredUplinks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The running program: starts its parts from the inside out, and stops them in the opposite order. */
public final class Gateway implements AutoCloseable {
    private final GatewayConfig config;
    private final Wiring wiring;
    private final Counters counters = new Counters();
    private final DropReport drops = new DropReport(this::counted);
    private final Deque<Part> started = new ArrayDeque<>();
    private final List<DatagramLink> links = new CopyOnWriteArrayList<>();
    private @Nullable EmbeddedBroker broker;
    private @Nullable Uplinks uplinks;
    private @Nullable StoredUplinks queues;

    private Gateway(GatewayConfig config) {
        this.config = config;
        this.wiring = new Wiring(config);
    }

    /** Something that was started and has to be stopped. */
    private record Part(String name, AutoCloseable stop) {}

    /**
     * Starts a gateway; returns when everything listens.
     *
     * @throws StartException saying what to change; whatever had been started is stopped again
     */
    public static Gateway start(GatewayConfig config) throws StartException {
        Gateway gateway = new Gateway(config);
        try {
            gateway.startParts();
            return gateway;
        } catch (BrokerException | LinkException | StoreException e) {
            gateway.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StartException | RuntimeException | Error e) {
            gateway.close();
            throw e;
        }
    }

    private void startParts() throws StartException, BrokerException, StoreException {
        NettyLoops loops = wiring.loops();
        started.push(new Part("loops", loops));
        if (wiring.isEmbedded()) {
            broker = EmbeddedBroker.start(wiring.brokerOptions());
            started.push(new Part("embedded broker", broker));
        }
        Uplinks opened = wiring.uplinks(broker, loops);
        uplinks = opened;
        // The links go after the sessions and the uplinks, so that what these still say can be sent.
        started.push(new Part("links", () -> links.forEach(DatagramLink::close)));
        started.push(new Part("uplinks", opened));
        SessionStore store = wiring.store();
        started.push(new Part("session store", store));
        List<SessionSnapshot> kept = store.loadAll();
        Uplinks storing = wiring.storing(opened, store, kept, loops);
        queues = storing instanceof StoredUplinks stored ? stored : null;
        Reception reception = wiring.reception(loops, storing, store, counters);
        started.push(new Part("sessions", reception::close));
        Map<DatagramLink, DatagramLink.Receiver> receivers = new LinkedHashMap<>();
        for (LinkConfig each : config.links()) {
            DatagramLink link = LinkWiring.link(each, loops.forLink(receivers.size()), null);
            receivers.put(link, reception.receiver(link, LinkWiring.rules(each, config.gatewayId())));
        }
        restore(reception, kept);
        opened.start();
        receivers.forEach((link, receiver) -> {
            link.start(receiver);
            links.add(link);
        });
        if (wiring.canBeFound()) {
            opened.watchServer(reception::serverIsThere);
        }
        listenForCommands(loops.all().get(0));
        reportDropsEachMinute(loops.all().get(0));
    }

    private void listenForCommands(Loop clock) {
        try {
            started.push(new Part("control socket", ControlSocket.open(config.data(), new Commands(links), clock)));
        } catch (IOException e) {
            Logger.warn("Commands such as \"dormouse permit-join\" will not reach this gateway: {}", e.getMessage());
        }
    }

    private static void restore(Reception reception, List<SessionSnapshot> kept) throws StartException {
        try {
            int sessions = reception.restore(kept);
            if (sessions > 0) {
                Logger.info("{} sessions restored", sessions);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while sessions were restored.", e);
        }
    }

    private void reportDropsEachMinute(Loop loop) {
        loop.schedule(Duration.ofMinutes(1), () -> {
            reportDrops();
            reportDropsEachMinute(loop);
        });
    }

    /** What the sessions, the links and the uplinks have counted. */
    private Map<String, Long> counted() {
        Map<String, Long> all = new TreeMap<>(counters.nonZero());
        for (DatagramLink link : links) {
            link.counts().forEach((reason, count) -> all.put("link " + link.name() + ": " + reason, count));
        }
        if (uplinks != null) {
            all.put("dropped: QoS 0 towards the broker", uplinks.dropped());
        }
        StoredUplinks storing = queues;
        if (storing != null) {
            for (StoredUplinks.Loss loss : StoredUplinks.Loss.values()) {
                String reason = loss.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                all.put("dropped: " + reason + ", the client away", storing.lost(loss));
            }
        }
        return all;
    }

    private void reportDrops() {
        drops.sinceLastTime().ifPresent(line -> Logger.info("since the last report: {}", line));
    }

    /** One line on what listens where, which MQTT server is used and where the data is. */
    public String banner() {
        String listening = config.links().stream().map(this::listening).collect(Collectors.joining(", "));
        return "Dormouse: " + listening + "; " + brokerWords() + "; data in "
                + config.data().toAbsolutePath().normalize();
    }

    private String listening(LinkConfig config) {
        for (DatagramLink link : links) {
            if (link instanceof UdpLink udp && link.name().equals(config.name())) {
                return "MQTT-SN on UDP " + udp.boundAddress().text();
            }
        }
        return "MQTT-SN on " + config.where();
    }

    private String brokerWords() {
        if (broker == null) {
            return "forwarding to " + wiring.serverUrl();
        }
        String host = config.broker().host();
        StringBuilder words = new StringBuilder("embedded broker");
        addPort(words, " MQTT", host, broker.tcpPort());
        addPort(words, " WebSocket", host, broker.webSocketPort());
        addPort(words, " TLS", host, broker.tlsPort());
        return words.toString();
    }

    private static void addPort(StringBuilder words, String what, String host, int port) {
        if (port > 0) {
            words.append(what).append(" on ").append(host).append(':').append(port);
        }
    }

    /** Tells the devices, says farewell to the MQTT server and stops; within some ten seconds. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            Part part = started.pop();
            try {
                part.stop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                Logger.warn(e, "{} did not stop cleanly", part.name());
            }
        }
        reportDrops();
    }
}
