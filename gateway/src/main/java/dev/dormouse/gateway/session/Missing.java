package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.uplink.FromBroker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The client was connected when the gateway ended, and has to connect again (I-13). Its connection to the MQTT server is restored, so
 * that this does not publish its Will; the gateway does when the client does not come (D-18).
 */
final class Missing extends Serving {
    private final Deadline absence;
    private final Duration patience;
    private final @Nullable Downlink lastSeenAt;
    private boolean hasLeft;

    /**
     * The client is expected.
     *
     * @param keepAlive what it promised when it connected; zero: nothing
     * @param lastSeenAt where it was; null when that is not served any more, or another client's
     */
    Missing(ClientSession session, Duration keepAlive, @Nullable Downlink lastSeenAt) {
        super(session);
        this.lastSeenAt = lastSeenAt;
        this.absence = session.deadline(this::onOverdue);
        this.patience = keepAlive.isZero()
                ? session.settings().idleLimit()
                : session.rules().patience(keepAlive);
    }

    @Override
    void enter() {
        absence.setIn(patience.plus(session.settings().handshakeLimit()));
        if (lastSeenAt != null) {
            session.events().missed(session, lastSeenAt);
        }
    }

    @Override
    void leave() {
        absence.clear();
        if (lastSeenAt != null) {
            session.events().missedNoMore(session, lastSeenAt);
        }
    }

    /** The server gives its copy of the Will up only when a connection ends in order; one has to be there first. */
    @Override
    void heardFromElsewhere(FromClient message, Downlink from) {
        if (!FromClient.Disconnect.isFarewell(message) || lastSeenAt == null || !lastSeenAt.leadsWhere(from)) {
            super.heardFromElsewhere(message, from);
            return;
        }
        from.send(new ToClient.Disconnect());
        hasLeft = true;
        if (session.upstream.stands()) {
            part();
        } else {
            session.reopenUplink();
        }
    }

    private void part() {
        Logger.debug("client {} disconnected without having connected again", session.id());
        session.part(Parting.FAREWELL);
    }

    private void onOverdue() {
        if (session.upstream.stands() || session.will.current() == null) {
            session.lose("not heard since the gateway was started");
        }
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
        if (hasLeft) {
            part();
            return;
        }
        super.onConnected(connected);
        if (!absence.isSet()) {
            onOverdue();
        }
    }

    @Override
    public void onConnect(FromClient.Connect connect) {
        throw new IllegalStateException("a missing client has no address to connect from");
    }

    /** It would be told to connect again if it were there. */
    @Override
    void upstreamGivenUp(String why) {
        session.part(Parting.SEVERED);
    }

    /** What is missing now is missing after the next start. */
    @Override
    void shutDown() {}
}
