package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import java.time.Duration;

/** A sleeping client has asked for what waits for it; PINGRESP comes last and ends the cycle (1.2 §6.14, I-25). */
final class Awake extends Sleeping implements CycleEnd {
    private static final int MOST_MESSAGES = 100;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Deadline longest;
    private long heardNanos;

    Awake(ClientSession session, Duration promised) {
        super(session, promised);
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
    public void onPing(FromClient.Ping ping) {
        session.outbound.sendAgain();
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
