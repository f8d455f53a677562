package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sleeping client has asked for what waits for it; PINGRESP comes last and ends the cycle (1.2 §6.14, I-25). */
final class Awake extends Serving implements CycleEnd {
    private static final int MOST_MESSAGES = 100;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration promised;
    private final Deadline longest;
    private long heardNanos;

    Awake(ClientSession session, Duration promised) {
        super(session);
        this.promised = promised;
        this.longest = session.deadline(session.outbound::beginNoMore);
    }

    @Override
    void enter() {
        signOfLife();
        longest.setIn(LONGEST);
        session.reopening.clientWaits();
        session.outbound.runCycle(MOST_MESSAGES, this);
    }

    @Override
    void leave() {
        longest.clear();
        session.outbound.pause();
    }

    @Override
    public void cycleDone() {
        session.send(new ToClient.PingResponse());
        session.become(new Asleep(session, promised));
    }

    /** The sleep time counts from when the client was heard last, not from when we stopped trying. */
    @Override
    public void cycleUnanswered() {
        session.become(new Asleep(session, promised, heardNanos));
    }

    @Override
    void signOfLife() {
        heardNanos = session.loop().nanoTime();
    }

    @Override
    SessionState afresh() {
        return new Asleep(session, promised);
    }

    @Override
    void heardFromElsewhere(FromClient message, Downlink from) {
        if (message instanceof FromClient.Ping ping && ping.clientId() != null) {
            session.moveTo(from);
            signOfLife();
            ping.deliverTo(this);
        } else {
            super.heardFromElsewhere(message, from);
        }
    }

    @Override
    public void onConnect(FromClient.Connect connect) {
        session.connect(connect, Objects.requireNonNull(session.downlink()));
    }

    @Override
    public void onPing(FromClient.Ping ping) {
        session.outbound.sendAgain();
    }

    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        session.send(new ToClient.Disconnect());
        @Nullable Duration sleepTime = disconnect.sleep();
        if (sleepTime == null) {
            session.part(Parting.FAREWELL);
        } else {
            session.become(new Asleep(session, sleepTime));
        }
    }

    @Override
    void upstreamGivenUp(String why) {
        session.send(new ToClient.Disconnect());
        session.part(Parting.SEVERED);
    }

    @Override
    void shutDown() {
        if (session.journal.isKept()) {
            return;
        }
        session.send(new ToClient.Disconnect());
        session.part(Parting.SEVERED);
    }
}
