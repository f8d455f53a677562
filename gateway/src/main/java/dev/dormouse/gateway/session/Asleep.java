package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.uplink.FromBroker;
import java.time.Duration;

/** The client sleeps: what comes for it waits, and only its sleep time supervises it (1.2 §6.14). Requests are served all the same (I-24). */
final class Asleep extends Sleeping {
    private final long heardNanos;
    private final Deadline sleep;
    private long writtenNanos;

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
        super(session, promised);
        this.heardNanos = heardNanos;
        this.sleep = session.deadline(this::onOverdue);
    }

    /**
     * The client sleeps on after a restart of the gateway. While that was away the client cannot have been heard, so it gets the time
     * that it needs to repeat itself.
     *
     * @param left what is left of its sleep time, tolerance included
     */
    static Asleep restored(ClientSession session, Duration promised, Duration left) {
        Duration patience = session.rules().patience(promised);
        Duration grace = session.settings().handshakeLimit();
        Duration granted = left.compareTo(grace) < 0 ? grace : left.compareTo(patience) > 0 ? patience : left;
        return new Asleep(
                session,
                promised,
                session.loop().nanoTime() - patience.minus(granted).toNanos());
    }

    @Override
    void enter() {
        long passed = session.loop().nanoTime() - heardNanos;
        supervise(Math.max(0, session.rules().patience(promised).toNanos() - passed));
    }

    private void supervise(long patienceNanos) {
        sleep.setInNanos(patienceNanos);
        writtenNanos = session.loop().nanoTime();
        session.journal.asleep(promised, Duration.ofNanos(sleep.remainingNanos()));
    }

    /** A Will cannot be published without a server; it is when that is back, unless the client is heard before (D-17). */
    private void onOverdue() {
        if (session.upstream.stands() || session.will.current() == null) {
            session.lose("not heard within its sleep time");
        }
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
        super.onConnected(connected);
        if (!sleep.isSet()) {
            onOverdue();
        }
    }

    @Override
    void leave() {
        sleep.clear();
    }

    /** What is written down follows when it has become half wrong: not with every message. */
    @Override
    void signOfLife() {
        long patience = session.rules().patience(promised).toNanos();
        if (session.loop().nanoTime() - writtenNanos > patience / 2) {
            supervise(patience);
        } else {
            sleep.setInNanos(patience);
        }
    }

    @Override
    void heardFromClient(FromClient message) {
        super.heardFromClient(message);
        session.reopenUplink();
    }

    @Override
    public void onPing(FromClient.Ping ping) {
        session.become(new Awake(session, promised));
    }

    /** Nobody listens; the client learns it when it wakes. */
    @Override
    void upstreamGivenUp(String why) {
        session.part(Parting.SEVERED);
    }

    @Override
    void shutDown() {
        if (session.journal.isKept()) {
            return;
        }
        session.part(Parting.SEVERED);
    }
}
