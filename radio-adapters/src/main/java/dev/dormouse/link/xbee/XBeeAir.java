package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.Sending;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.Flights;
import dev.dormouse.link.zigbee.LearnedSizes;
import dev.dormouse.link.zigbee.NodeTable;
import dev.dormouse.link.zigbee.ShortAddress;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes over the air through a module that is ready: datagrams, their status, and who has which short address. */
final class XBeeAir {
    private static final int MOST_NODES = 4096;
    private static final ShortAddress EVERYONE = new ShortAddress(0xFFFF);
    private static final int FROM_END_DEVICE = 0x40;
    private static final int ADDRESS_NOT_FOUND = 0x24;
    private static final int ROUTE_NOT_FOUND = 0x25;

    private final Radio radio;
    private final XBeeOptions options;
    private final Consumer<XBeeFrame> writer;
    private final Flights flights = new Flights();
    private final NodeTable nodes = new NodeTable(MOST_NODES);
    private final LearnedSizes sizes = new LearnedSizes();
    private final SplittableRandom random = new SplittableRandom();
    private XBeeProtocol protocol = XBeeProtocol.ZIGBEE;

    /** Until the module has told: what cannot go yet is not too long. */
    private volatile int largestDatagram;

    private volatile int largestBroadcast;

    XBeeAir(Radio radio, XBeeOptions options, Consumer<XBeeFrame> writer) {
        this.radio = radio;
        this.options = options;
        this.writer = writer;
        this.largestDatagram = options.largestDatagram();
        this.largestBroadcast = options.largestDatagram();
    }

    void onModule(XBeeModule module) {
        protocol = module.protocol();
        largestDatagram = Math.min(options.largestDatagram(), module.largestDatagram());
        largestBroadcast = Math.min(options.largestDatagram(), module.largestBroadcast());
    }

    /** Whether the module must first be told to say to which application data belong. */
    boolean needsApplicationOf(XBeeModule module) {
        return isExplicit() && !module.tellsApplication();
    }

    /** Nothing is awaited any more. */
    void reset() {
        flights.clear();
        sizes.clear();
    }

    // ---- out ----

    void transmit(Sending sending) {
        long now = radio.loop().ticker().nanoTime();
        int id = flights.begin(sending, now);
        if (flights.count() >= options.window()) {
            ScheduledFuture<?> unused =
                    radio.loop().schedule(radio::windowGrew, Flights.SLOW.toNanos(), TimeUnit.NANOSECONDS);
        }
        writer.accept(sending.isBroadcast() ? broadcast(id, sending) : unicast(id, sending));
    }

    private XBeeFrame unicast(int id, Sending sending) {
        Bytes data = Bytes.of(sending.datagram());
        if (sending.to() instanceof Eui64 eui) {
            if (protocol == XBeeProtocol.IEEE_802_15_4) {
                return new Transmit64(id, eui, 0, data);
            }
            ShortAddress known = nodes.shortAddress(eui);
            return request(id, eui, known == null ? XBeeAddresses.UNKNOWN_SHORT : known, 0, data);
        }
        ShortAddress address = (ShortAddress) sending.to();
        return protocol == XBeeProtocol.IEEE_802_15_4
                ? new Transmit16(id, address, 0, data)
                : request(id, XBeeAddresses.USE_SHORT, address, 0, data);
    }

    private XBeeFrame broadcast(int id, Sending sending) {
        Bytes data = Bytes.of(sending.datagram());
        return protocol == XBeeProtocol.IEEE_802_15_4
                ? new Transmit16(id, EVERYONE, 0, data)
                : request(id, XBeeAddresses.BROADCAST, XBeeAddresses.UNKNOWN_SHORT, sending.radius(), data);
    }

    private XBeeFrame request(int id, Eui64 to, ShortAddress toShort, int radius, Bytes data) {
        if (!isExplicit()) {
            return new TransmitRequest(id, to, toShort, radius, 0, data);
        }
        Application there = options.application();
        return new ExplicitTransmitRequest(
                id, to, toShort, there.endpoint(), there.endpoint(), there.cluster(), there.profile(), radius, 0, data);
    }

    private boolean isExplicit() {
        return protocol != XBeeProtocol.IEEE_802_15_4 && !options.application().equals(Application.DIGI_DATA);
    }

    void onGivenUp(Sending sending) {
        flights.giveUp(sending);
    }

    int window() {
        return flights.window(options.window(), radio.loop().ticker().nanoTime());
    }

    Duration patience(Sending sending) {
        boolean sleepy = !sending.isBroadcast() && sending.to() instanceof Eui64 eui && nodes.isSleepy(eui);
        return sleepy ? options.sleepyPatience() : options.patience();
    }

    int largestDatagram(LinkAddress to) {
        return sizes.largest(to, largestDatagram);
    }

    int largestBroadcast() {
        return largestBroadcast;
    }

    // ---- in ----

    void on(XBeeFrame frame) {
        if (frame instanceof ReceivePacket packet) {
            received(packet.from(), packet.fromShort(), packet.options(), packet.data());
        } else if (frame instanceof ExplicitReceivePacket packet) {
            onExplicit(packet);
        } else if (frame instanceof TransmitStatus status) {
            onStatus(status.frameId(), status.delivery(), status.toShort());
        } else if (frame instanceof TransmitStatus154 status) {
            onStatus(status.frameId(), status.delivery() == 1 ? 0x21 : status.delivery(), null);
        } else if (frame instanceof Receive64 packet) {
            tell(packet.from(), packet.data());
        } else if (frame instanceof Receive16 packet) {
            tell(packet.from(), packet.data());
        } else if (frame instanceof NodeIdentification node) {
            nodes.put(node.node(), node.nodeShort());
            radio.count("nodes joined");
        } else {
            radio.count("unexpected frames");
        }
    }

    private void onExplicit(ExplicitReceivePacket packet) {
        Application ours = options.application();
        if (packet.endpoint() == ours.endpoint()
                && packet.cluster() == ours.cluster()
                && packet.profile() == ours.profile()) {
            received(packet.from(), packet.fromShort(), packet.options(), packet.data());
        } else {
            radio.count("for another application");
        }
    }

    private void received(Eui64 from, ShortAddress fromShort, int rxOptions, Bytes data) {
        if (from.equals(XBeeAddresses.USE_SHORT)) {
            Eui64 known = nodes.eui64(fromShort);
            tell(known == null ? fromShort : known, data);
            return;
        }
        nodes.put(from, fromShort);
        nodes.sleepy(from, (rxOptions & FROM_END_DEVICE) != 0);
        tell(from, data);
    }

    private void tell(LinkAddress from, Bytes data) {
        if (data.isEmpty()) {
            radio.count("empty");
        } else {
            radio.received(from, data.toArray());
        }
    }

    private void onStatus(int frameId, int delivery, @Nullable ShortAddress toShort) {
        Sending sending = flights.end(frameId);
        if (sending == null) {
            radio.count("stale answers");
            return;
        }
        if (!sending.isBroadcast() && sending.to() instanceof Eui64 eui) {
            learn(eui, delivery, toShort);
        }
        Outcome outcome = Delivery.outcome(delivery);
        if (outcome == null) {
            radio.retry(sending, Duration.ofMillis(random.nextInt(100, 500)));
        } else {
            if (outcome == Outcome.TOO_LARGE) {
                sizes.tooLong(sending);
            }
            boolean nothingKnown = sending.isBroadcast() && outcome == Outcome.DELIVERED;
            radio.settle(sending, nothingKnown ? Outcome.SENT : outcome);
        }
    }

    private void learn(Eui64 eui, int delivery, @Nullable ShortAddress toShort) {
        if (delivery == 0 && toShort != null) {
            nodes.put(eui, toShort);
        } else if (delivery == ADDRESS_NOT_FOUND || delivery == ROUTE_NOT_FOUND) {
            nodes.forget(eui); // it may have come back with another short address
        }
    }
}
