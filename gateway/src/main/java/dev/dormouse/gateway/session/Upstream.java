package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The session's way to the MQTT server: opened and left as the states want it, and what is known of the server's side. */
final class Upstream {
    /** As long as the longest sleep with its tolerance (20 hours), an hour for the restart, and some more. */
    private static final Duration OUTAGE = Duration.ofHours(24);

    private final ClientSession session;
    private final UplinkSource uplinks;
    private @Nullable Uplink uplink;
    private @Nullable Will willAtBroker;
    private boolean reachable;

    /** What was handed over stays valid whatever becomes of the connection. */
    private boolean keepsMessages;

    private int lastId;

    Upstream(ClientSession session, UplinkSource uplinks) {
        this.session = session;
        this.uplinks = uplinks;
    }

    /** True when an uplink stands that can serve a client which resumes its session. */
    boolean stands() {
        return uplink != null && reachable;
    }

    /** True when the Will that the server holds is the client's present one. */
    boolean knowsWill() {
        return Objects.equals(willAtBroker, session.will.current());
    }

    /** False: only the gateway knows of the client, and of its Will. */
    boolean serverKnowsClient() {
        return uplinks.serverKnowsClients();
    }

    /** Begins a connection for what the client asks. */
    void open(FromClient.Connect connect) {
        Duration expiry = connect.persistent() ? session.settings().sessionExpiry() : Duration.ZERO;
        begin(connect.cleanStart(), expiry);
    }

    /** Begins a connection for a client that knows nothing of it: the gateway was away. */
    void reopen() {
        begin(false, session.isPersistent() ? session.settings().sessionExpiry() : Duration.ZERO);
    }

    /**
     * MQTT can change how long a session is kept only at the beginning and at the end of a connection, and when a client falls asleep
     * is in between. So each connection begins with what a sleeper needs, and takes it back at the farewell (I-17).
     */
    private void begin(boolean cleanStart, Duration expiry) {
        close(null);
        Uplink opened = uplinks.open(session.id(), session.loop(), session::receive);
        uplink = opened;
        keepsMessages = opened.keepsMessages();
        willAtBroker = session.will.current();
        if (keepsMessages) {
            session.outbound.uplinkResumed(true);
        }
        boolean survives = session.journal.isDurable() && expiry.compareTo(OUTAGE) < 0;
        opened.send(new ToBroker.Connect(cleanStart, expiry, survives ? OUTAGE : expiry, willAtBroker));
    }

    /** Leaves the MQTT server, with a message to the world or without. */
    void close(@Nullable Will lastWords) {
        if (uplink != null) {
            uplink.send(new ToBroker.Disconnect(lastWords));
            gone();
        }
    }

    /** Nobody will miss the client: no messages are kept for it any more. */
    void forgetClient() {
        uplinks.forget(session.id());
    }

    /** The uplink has come to its end by itself. */
    void gone() {
        uplink = null;
        willAtBroker = null;
        reachable = false;
        session.outbound.uplinkInterrupted();
        session.inbound.uplinkClosed();
        session.subscribing.uplinkClosed();
    }

    void interrupted() {
        reachable = false;
        if (!keepsMessages) {
            session.outbound.uplinkInterrupted();
        }
    }

    void connected(boolean sessionPresent) {
        reachable = true;
        if (keepsMessages) {
            session.outbound.pump();
        } else {
            session.outbound.uplinkResumed(sessionPresent);
        }
        if (!sessionPresent) {
            session.subscribing.subscribeAgain();
        }
    }

    /** False while the server is away: requests are answered "congestion" then (1.2 §6.6). */
    boolean isReachable() {
        return reachable;
    }

    /** True while nobody takes the acknowledgement of what an earlier uplink has handed over; the gateway's own queue still will. */
    boolean holdsBack() {
        return !reachable && !keepsMessages;
    }

    /** Sends upstream; without an uplink there is nobody to tell. */
    void send(ToBroker message) {
        if (uplink != null) {
            uplink.send(message);
        }
    }

    /** A packet identifier that no open exchange with the server uses. */
    int nextId() {
        do {
            lastId = lastId % 0xFFFF + 1;
        } while (isUsed(lastId));
        return lastId;
    }

    /** The same for a QoS 2 message, by which the server will know it also after a restart of the gateway. */
    int nextLastingId() {
        int id;
        do {
            id = uplink == null ? 0 : uplink.suggestPacketId();
        } while (id != 0 && isUsed(id));
        return id == 0 ? nextId() : id;
    }

    private boolean isUsed(int id) {
        return session.inbound.uses(id) || session.subscribing.uses(id);
    }

    /** Why one more request cannot be taken on now, or null when it can (1.2 §6.6, "rejected: congestion"). */
    @Nullable
    ReasonCode obstacle() {
        if (!reachable) {
            return ReasonCode.SERVER_UNAVAILABLE;
        }
        int open = session.inbound.open() + session.subscribing.open();
        return open > session.settings().requestsPerClient() ? ReasonCode.QUOTA_EXCEEDED : null;
    }
}
