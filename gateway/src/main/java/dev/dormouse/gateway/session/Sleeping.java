package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import java.time.Duration;
import java.util.Objects;

/** What asleep and awake share (1.2 §6.14): the client has promised to come back, if need be from another address (I-10). */
abstract class Sleeping extends Serving {
    final Duration promised;

    /**
     * The client sleeps, on the whole.
     *
     * @param promised how long it means to sleep
     */
    Sleeping(ClientSession session, Duration promised) {
        super(session);
        this.promised = promised;
    }

    @Override
    final SessionState afresh() {
        return new Asleep(session, promised);
    }

    @Override
    final void heardFromElsewhere(FromClient message, Downlink from) {
        if (message instanceof FromClient.Ping ping && ping.clientId() != null && from.takesSleepers()) {
            session.moveTo(from);
            session.outbound.addressUnproven();
            signOfLife();
            ping.deliverTo(this);
        } else {
            super.heardFromElsewhere(message, from);
        }
    }

    @Override
    public final void onConnect(FromClient.Connect connect) {
        session.connect(connect, Objects.requireNonNull(session.downlink()));
    }

    @Override
    public final void onDisconnect(FromClient.Disconnect disconnect) {
        session.send(new ToClient.Disconnect());
        Duration sleepTime = disconnect.sleep();
        if (sleepTime == null) {
            session.part(Parting.FAREWELL);
        } else {
            session.become(new Asleep(session, sleepTime));
        }
    }
}
