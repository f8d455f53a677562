package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import java.time.Duration;
import java.util.Objects;

/** The client sleeps: what comes for it waits, and only its sleep time supervises it (1.2 §6.14). Requests are served all the same (I-24). */
final class Asleep extends Serving {
    private final Duration promised;
    private final long heardNanos;
    private final Deadline sleep;

    /** The client has just been heard. */
    Asleep(ClientSession session, Duration promised) {
        this(session, promised, session.loop().nanoTime());
    }

    /**
     * The client sleeps.
     *
     * @param promised how long it means to sleep
     * @param heardNanos when it was heard last, by the loop's clock: its sleep time counts from then
     */
    Asleep(ClientSession session, Duration promised, long heardNanos) {
        super(session);
        this.promised = promised;
        this.heardNanos = heardNanos;
        this.sleep = session.deadline(() -> session.lose("not heard within its sleep time"));
    }

    @Override
    void enter() {
        long passed = session.loop().nanoTime() - heardNanos;
        sleep.setInNanos(Math.max(0, session.rules().patience(promised).toNanos() - passed));
    }

    @Override
    void leave() {
        sleep.clear();
    }

    @Override
    void signOfLife() {
        sleep.setIn(session.rules().patience(promised));
    }

    @Override
    SessionState afresh() {
        return new Asleep(session, promised);
    }

    @Override
    void heardFromElsewhere(FromClient message, Downlink from) {
        if (message instanceof FromClient.Ping ping && ping.clientId() != null) {
            session.moveTo(from);
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
        session.become(new Awake(session, promised));
    }

    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        session.send(new ToClient.Disconnect());
        if (disconnect.sleep() == null) {
            session.part(Parting.FAREWELL);
        } else {
            session.become(new Asleep(session, disconnect.sleep()));
        }
    }

    /** Nobody listens; the client learns it when it wakes. */
    @Override
    void upstreamGivenUp(String why) {
        session.part(Parting.SEVERED);
    }

    @Override
    void shutDown() {
        session.part(Parting.SEVERED);
    }
}
