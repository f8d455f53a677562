package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.uplink.ReasonCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Brings a sleeping client's connection to the MQTT server back after a restart of the gateway: in its turn, or as soon as the client
 * is heard. A wake that falls into this time waits for what the server has kept, so that PINGRESP does not come before it.
 */
final class Reopening {
    /** The server sends what it has kept right after CONNACK; when nothing comes for so long, that was all. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private enum Phase {
        NONE,
        /** Not begun; others are before us, or the server was not there. */
        WAITING,
        CONNECTING,
        /** Connected, and the server's messages may be under way. */
        BACKLOG
    }

    private final ClientSession session;
    private @Nullable Deadline awaited;
    private @Nullable Deadline retry;
    private Phase phase = Phase.NONE;

    Reopening(ClientSession session) {
        this.session = session;
    }

    void begin() {
        phase = Phase.WAITING;
        session.events().uplinkWanted(session);
    }

    /** Begins to connect; false when that is not needed (any more). */
    boolean go() {
        if (phase != Phase.WAITING) {
            return false;
        }
        clear(retry);
        phase = Phase.CONNECTING;
        session.upstream.reopen();
        return true;
    }

    /** The client has asked for its messages. */
    void clientWaits() {
        if (phase == Phase.WAITING || phase == Phase.CONNECTING) {
            go();
            await(session.settings().connectTimeout());
        }
    }

    /** True while messages may still come that a waking client has to get before PINGRESP. */
    boolean isAwaited() {
        return awaited != null && awaited.isSet();
    }

    void connected() {
        if (phase == Phase.CONNECTING) {
            phase = Phase.BACKLOG;
            await(QUIET);
            session.events().uplinkSettled(session);
        }
    }

    void messageArrived() {
        if (phase == Phase.BACKLOG) {
            await(QUIET);
        }
    }

    /** The server did not take us; true when it will be asked again. */
    boolean refused(ReasonCode reason) {
        boolean again = phase == Phase.CONNECTING && reason.isTemporary();
        cancel();
        if (again) {
            phase = Phase.WAITING;
            if (retry == null) {
                retry = session.deadline(() -> session.events().uplinkWanted(session));
            }
            retry.setIn(RETRY);
            session.outbound.pump();
        }
        return again;
    }

    private void await(Duration time) {
        if (awaited == null) {
            awaited = session.deadline(this::onWaitedEnough);
        }
        awaited.setIn(time);
    }

    private static void clear(@Nullable Deadline deadline) {
        if (deadline != null) {
            deadline.clear();
        }
    }

    private void onWaitedEnough() {
        if (phase == Phase.BACKLOG) {
            phase = Phase.NONE;
        }
        session.outbound.pump();
    }

    /** The client begins anew, or is gone. */
    void cancel() {
        boolean wasConnecting = phase == Phase.CONNECTING;
        phase = Phase.NONE;
        clear(awaited);
        clear(retry);
        if (wasConnecting) {
            session.events().uplinkSettled(session);
        }
    }
}
