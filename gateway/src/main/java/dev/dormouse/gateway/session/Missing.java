package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.uplink.FromBroker;
import java.time.Duration;

/**
 * The client was connected when the gateway ended, and has to connect again (I-13). Its connection to the MQTT server is restored, so
 * that this does not publish its Will; the gateway does when the client does not come (D-18).
 */
final class Missing extends Serving {
    private final Deadline absence;
    private final Duration patience;

    /**
     * The client is expected.
     *
     * @param keepAlive what it promised when it connected; zero: nothing
     */
    Missing(ClientSession session, Duration keepAlive) {
        super(session);
        this.absence = session.deadline(this::onOverdue);
        this.patience = keepAlive.isZero()
                ? session.settings().idleLimit()
                : session.rules().patience(keepAlive);
    }

    @Override
    void enter() {
        absence.setIn(patience.plus(session.settings().handshakeLimit()));
    }

    @Override
    void leave() {
        absence.clear();
    }

    private void onOverdue() {
        if (session.upstream.stands() || session.will.current() == null) {
            session.lose("not heard since the gateway was started");
        }
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
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
        session.part(SessionEvents.Parting.SEVERED);
    }

    /** What is missing now is missing after the next start. */
    @Override
    void shutDown() {}
}
