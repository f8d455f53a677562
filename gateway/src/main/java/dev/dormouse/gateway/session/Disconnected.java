package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.uplink.FromBroker;
import java.time.Duration;

/**
 * There is no connection; what a persistent session holds is kept until its time is over (1.2 §6.12). Also the state of a client
 * that nobody has heard of yet, and of one that was lost.
 */
final class Disconnected extends SessionState {
    private final Deadline expiry;
    private final Duration left;

    Disconnected(ClientSession session) {
        this(session, session.settings().sessionExpiry());
    }

    /**
     * There is no connection.
     *
     * @param left how long a persistent session is kept; negative: its time is over
     */
    Disconnected(ClientSession session, Duration left) {
        super(session);
        this.left = left.isNegative() ? Duration.ZERO : left;
        this.expiry = session.deadline(session::end);
    }

    @Override
    void enter() {
        if (session.isPersistent()) {
            expiry.setIn(left);
            session.journal.away(left);
        }
    }

    @Override
    void leave() {
        expiry.clear();
    }

    @Override
    public void onConnect(FromClient.Connect connect) {
        throw new IllegalStateException("a disconnected client has no address to connect from");
    }

    @Override
    void shutDown() {}

    @Override
    public void onConnected(FromBroker.Connected connected) {}

    @Override
    public void onRefused(FromBroker.Refused refused) {}

    @Override
    public void onInterrupted(FromBroker.Interrupted interrupted) {}

    @Override
    public void onEnded(FromBroker.Ended ended) {}
}
