package dev.dormouse.link.znp;

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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What goes over the air through an adapter whose network is up: datagrams, their confirmations, and who has which short address. */
final class ZnpAir {
    private static final int MOST_NODES = 4096;
    private static final ShortAddress COORDINATOR = new ShortAddress(0x0000);
    private static final ShortAddress ALL_THAT_LISTEN = new ShortAddress(0xFFFD);
    private static final int ACKNOWLEDGED = 0x10;
    private static final int FARTHEST = 30;
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    private final Radio radio;
    private final Requests requests;
    private final Application application;
    private final Runnable unanswered;
    private final Flights flights = new Flights();
    private final NodeTable nodes = new NodeTable(MOST_NODES);
    private final LearnedSizes sizes = new LearnedSizes();
    private final AddressSearch search;
    private int window = 1;

    /**
     * The air of one adapter.
     *
     * @param unanswered runs when the adapter does not respond to a request in time
     */
    ZnpAir(Radio radio, Requests requests, Application application, Runnable unanswered) {
        this.radio = radio;
        this.requests = requests;
        this.application = application;
        this.unanswered = unanswered;
        this.search = new AddressSearch(radio, requests, nodes, this::tell);
    }

    void onUp(Adapter adapter) {
        window = adapter.window();
    }

    /** Nothing is awaited any more. */
    void reset() {
        flights.clear();
        sizes.clear();
        search.clear();
    }

    // ---- out ----

    void transmit(Sending sending) {
        int transaction = flights.begin(sending, now());
        if (flights.count() >= window) {
            ScheduledFuture<?> unused =
                    radio.loop().schedule(radio::windowGrew, Flights.SLOW.toNanos(), TimeUnit.NANOSECONDS);
        }
        requests.ask(request(transaction, sending), Requests.RUNNING_MILLIS, answer -> onResponse(transaction, answer));
    }

    private MtMessage request(int transaction, Sending sending) {
        Bytes data = Bytes.of(sending.datagram());
        if (sending.isBroadcast()) {
            int radius = sending.radius() == 0 ? FARTHEST : Math.min(FARTHEST, sending.radius());
            return request(ALL_THAT_LISTEN, transaction, 0, radius, data);
        }
        ShortAddress address =
                sending.to() instanceof Eui64 eui ? nodes.shortAddress(eui) : (ShortAddress) sending.to();
        if (address != null) {
            return request(address, transaction, ACKNOWLEDGED, FARTHEST, data);
        }
        int endpoint = application.endpoint();
        return new AfDataRequestExt(
                AfDataRequestExt.BY_EUI,
                (Eui64) sending.to(),
                endpoint,
                0,
                endpoint,
                application.cluster(),
                transaction,
                ACKNOWLEDGED,
                FARTHEST,
                data);
    }

    private AfDataRequest request(ShortAddress to, int transaction, int options, int radius, Bytes data) {
        int endpoint = application.endpoint();
        return new AfDataRequest(to, endpoint, endpoint, application.cluster(), transaction, options, radius, data);
    }

    private void onResponse(int transaction, @Nullable MtMessage answer) {
        if (answer == null) {
            unanswered.run();
            return; // most likely only the response was lost: the confirmation tells
        }
        if (answer instanceof StatusResponse response && response.status() == ZStatus.SUCCESS) {
            return; // the confirmation follows, or has come already
        }
        int status = answer instanceof StatusResponse response ? response.status() : ZStatus.UNKNOWN_REQUEST;
        Sending sending = flights.end(transaction);
        if (sending != null) {
            end(sending, status);
        }
    }

    private void onConfirm(AfDataConfirm confirm) {
        Sending sending = flights.end(confirm.transaction());
        if (sending == null || confirm.endpoint() != application.endpoint()) {
            radio.count("stale answers");
        } else {
            end(sending, confirm.status());
        }
    }

    private void end(Sending sending, int status) {
        Outcome outcome = ZStatus.outcome(status);
        if (outcome == null) {
            radio.retry(sending, BUSY_PAUSE);
        } else {
            if (outcome == Outcome.TOO_LARGE) {
                sizes.tooLong(sending);
            }
            boolean nothingKnown = sending.isBroadcast() && outcome == Outcome.DELIVERED;
            radio.settle(sending, nothingKnown ? Outcome.SENT : outcome);
        }
    }

    void onGivenUp(Sending sending) {
        flights.giveUp(sending);
    }

    int window() {
        return flights.window(window, now());
    }

    /** The most octets to a node, when it would be this many by what is known otherwise. Any thread. */
    int largestDatagram(LinkAddress to, int otherwise) {
        return sizes.largest(to, otherwise);
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }

    // ---- in ----

    void on(MtMessage message) {
        if (message instanceof AfIncoming incoming) {
            if (isOurs(incoming.endpoint(), incoming.cluster())) {
                received(incoming.from(), incoming.data());
            }
        } else if (message instanceof AfIncomingExt incoming) {
            if (isOurs(incoming.endpoint(), incoming.cluster())) {
                onExtended(incoming);
            }
        } else if (message instanceof AfDataConfirm confirm) {
            onConfirm(confirm);
        } else if (message instanceof ZdoEndDeviceAnnounce node) {
            search.learned(node.node(), node.address());
        } else if (message instanceof ZdoTcDevice node) {
            search.learned(node.node(), node.address());
        } else if (message instanceof ZdoIeeeAddrResponse answer) {
            search.onAnswer(answer);
        } else if (message instanceof ZdoLeave node) {
            nodes.forget(node.node());
        } else {
            radio.count("unexpected messages");
        }
    }

    private boolean isOurs(int endpoint, int cluster) {
        boolean ours = endpoint == application.endpoint() && cluster == application.cluster();
        if (!ours) {
            radio.count("for another application");
        }
        return ours;
    }

    private void onExtended(AfIncomingExt incoming) {
        if (incoming.mode() == AfDataRequestExt.BY_EUI) {
            tell(incoming.from(), incoming.data());
        } else {
            received(new ShortAddress((int) incoming.from().value() & 0xFFFF), incoming.data());
        }
    }

    private void received(ShortAddress from, Bytes data) {
        if (from.equals(COORDINATOR)) {
            radio.count("from ourselves");
        } else {
            search.received(from, data);
        }
    }

    private void tell(LinkAddress from, Bytes data) {
        if (data.isEmpty()) {
            radio.count("empty");
        } else {
            radio.received(from, data.toArray());
        }
    }
}
