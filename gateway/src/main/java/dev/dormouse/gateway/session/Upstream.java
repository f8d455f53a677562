package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session's way to the MQTT server: whether there is one, what the server knows by it, and the identifiers used on it. */
final class Upstream {
    private final ClientSession session;
    private final UplinkSource source;
    private @Nullable Uplink uplink;
    private @Nullable Will willAtBroker;
    private boolean reachable;
    private int lastId;

    Upstream(ClientSession session, UplinkSource source) {
        this.session = session;
        this.source = source;
    }

    /** True when an uplink stands that can serve a client which resumes its session. */
    boolean stands() {
        return uplink != null && reachable;
    }

    /** False while the server is away: requests are answered "congestion" then (1.2 §6.6). */
    boolean isReachable() {
        return reachable;
    }

    /** True when the Will that the server holds is the client's present one. */
    boolean knowsWill() {
        return Objects.equals(willAtBroker, session.will.current());
    }

    void open(FromClient.Connect connect) {
        close(null);
        Uplink opened = source.open(session.id(), session.loop(), session::receive);
        uplink = opened;
        willAtBroker = session.will.current();
        Duration expiry = connect.persistent() ? session.settings().sessionExpiry() : Duration.ZERO;
        opened.send(new ToBroker.Connect(connect.cleanStart(), expiry, willAtBroker));
    }

    /** Leaves the MQTT server, with a message to the world or without. */
    void close(@Nullable Will lastWords) {
        if (uplink != null) {
            uplink.send(new ToBroker.Disconnect(lastWords));
            gone();
        }
    }

    /** The uplink has come to its end by itself. */
    void gone() {
        uplink = null;
        willAtBroker = null;
        interrupted();
        session.inbound.uplinkClosed();
        session.subscribing.uplinkClosed();
    }

    void interrupted() {
        reachable = false;
        session.outbound.uplinkInterrupted();
    }

    void connected(boolean sessionPresent) {
        reachable = true;
        session.outbound.uplinkResumed(sessionPresent);
        if (!sessionPresent) {
            session.subscribing.subscribeAgain();
        }
    }

    /** Without an uplink there is nobody to tell. */
    void send(ToBroker message) {
        if (uplink != null) {
            uplink.send(message);
        }
    }

    /** A packet identifier that no open exchange with the server uses. */
    int nextId() {
        do {
            lastId = lastId % 0xFFFF + 1;
        } while (session.inbound.uses(lastId) || session.subscribing.uses(lastId));
        return lastId;
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
