package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.store.Binding;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionChange.Stage;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.TopicAlias;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the session writes down so that it survives the program: a persistent session always, a clean one while it sleeps (I-17, I-55),
 * or as long as it has a Will or the MQTT server does not know the client (D-18).
 * Nothing is written for a message of QoS 0 or 1.
 */
final class Journal {
    private final ClientSession session;
    private final SessionStore store;
    private Duration keepAlive = Duration.ZERO;
    private SessionChange.@Nullable Standing standing;
    private boolean kept;
    private boolean resuming;

    Journal(ClientSession session, SessionStore store) {
        this.session = session;
        this.store = store;
    }

    boolean isDurable() {
        return store.isDurable();
    }

    /** True while the session would be there again after a restart. */
    boolean isKept() {
        return kept;
    }

    void keepAlive(Duration promised) {
        keepAlive = promised;
    }

    // ---- how the session stands ----

    /** The client sleeps, and is lost when it is not heard within a time. */
    void asleep(Duration promised, Duration patience) {
        keep(Stage.ASLEEP, promised, patience);
    }

    void active() {
        if (session.isPersistent() || mayHaveToBeMissed()) {
            keep(Stage.ACTIVE, Duration.ZERO, Duration.ZERO);
        } else {
            drop();
        }
    }

    /** True when there would be something to do for an active client that does not come back after a restart (D-18). */
    boolean mayHaveToBeMissed() {
        return session.will.current() != null || !session.upstream.serverKnowsClient();
    }

    void away(Duration expiry) {
        if (session.isPersistent()) {
            keep(Stage.AWAY, Duration.ZERO, expiry);
        }
    }

    private void keep(Stage stage, Duration promised, Duration left) {
        if (resuming || !store.isDurable()) {
            return;
        }
        if (!kept) {
            kept = true;
            session.aliases.forEach(this::alias);
            session.subscribing.forEach(this::subscribed);
            session.inbound.forEachExchange(this::write);
            session.outbound.forEachExchange(this::write);
            if (session.will.current() != null) {
                will();
            }
        }
        Downlink downlink = session.downlink();
        Instant until = Instant.ofEpochMilli(session.loop().now().plus(left).toEpochMilli());
        standing = new SessionChange.Standing(
                session.isPersistent(),
                session.connection(),
                keepAlive,
                stage,
                promised,
                until,
                downlink == null ? null : new Binding(downlink.link(), downlink.text()));
        write(standing);
    }

    /** The address has become another client's. Else that one would be taken for this client after a restart. */
    void lostAddress() {
        if (standing != null && standing.binding() != null) {
            standing = standing.nowhere();
            write(standing);
        }
    }

    /** The session is over; nothing of it is kept. */
    void drop() {
        if (kept) {
            kept = false;
            store.remove(session.id());
        }
    }

    /** Runs what puts a session together from what was kept, which need not be written down again. */
    void resume(SessionChange.Standing written, Runnable restoring) {
        standing = written;
        resuming = true;
        restoring.run();
        resuming = false;
        kept = true;
    }

    // ---- what belongs to it ----

    void alias(TopicAlias alias) {
        if (kept) {
            write(new SessionChange.Alias(alias.number(), alias.name(), alias.knownIn()));
        }
    }

    void subscribed(Subscription subscription) {
        if (kept) {
            write(subscription.kept());
        }
    }

    void will() {
        if (kept) {
            write(new SessionChange.Will(session.will.current()));
        }
    }

    /** Writes a change behind, if the session is kept. */
    void write(SessionChange change) {
        if (kept) {
            store.append(session.id(), change);
        }
    }

    /** Writes a change, and comes back to the client's loop when it is durable; at once when the session is not kept. */
    void write(SessionChange change, Runnable whenDurable) {
        if (kept) {
            store.append(
                    session.id(), change, () -> session.loop().execute(() -> session.guarded(whenDurable, change)));
        } else {
            whenDurable.run();
        }
    }
}
