package dev.dormouse.gateway.session;

import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionChange.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * QoS 2 messages that the client knows by an identifier, or whose receipt the MQTT server has not let go of yet. What was done about
 * each is written down before the other side is told, so that none is delivered twice when the gateway dies in between (I-55, D-17).
 */
final class OpenDeliveries {
    private final ClientSession session;
    private @Nullable List<Delivery> open;

    OpenDeliveries(ClientSession session) {
        this.session = session;
    }

    /** True when a message is known by this identifier: another must not get it. */
    boolean uses(int clientId) {
        if (open != null) {
            for (Delivery delivery : open) {
                if (delivery.clientId == clientId) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOpen(Delivery delivery) {
        return open != null && open.contains(delivery);
    }

    /**
     * The message has got its identifier. It is durable at once where nothing is written down of the session.
     *
     * @param whenDurable runs later if not, unless the message is forgotten before
     */
    void begin(Delivery delivery, Runnable whenDurable) {
        if (delivery.progress != null) {
            return; // It was interrupted while it was being written down.
        }
        enter(delivery, Progress.SENT);
        if (!session.journal.isKept()) {
            delivery.durable = true;
            return;
        }
        write(delivery, () -> {
            delivery.durable = true;
            whenDurable.run();
        });
    }

    private void enter(Delivery delivery, Progress progress) {
        if (open == null) {
            open = new ArrayList<>(2);
        }
        open.add(delivery);
        delivery.progress = progress;
    }

    /** The client has the message, and neither it nor the server was told that we know. */
    void received(Delivery delivery, Runnable whenDurable) {
        delivery.progress = Progress.RECEIVED;
        write(delivery, whenDurable);
    }

    private void write(Delivery delivery, Runnable whenDurable) {
        session.journal.write(kept(delivery, progressOf(delivery)), () -> {
            if (isOpen(delivery)) {
                whenDurable.run();
            }
        });
    }

    private static Progress progressOf(Delivery delivery) {
        return delivery.progress == null ? Progress.SENT : delivery.progress;
    }

    private static SessionChange kept(Delivery delivery, Progress progress) {
        return new SessionChange.DeliveryOpened(
                delivery.clientId,
                delivery.upstreamId,
                progress,
                delivery.message.topic(),
                delivery.message.payload(),
                delivery.message.retain());
    }

    /** The client has let go of the identifier, or will hear no more of the message. */
    void clientDone(Delivery delivery) {
        if (isOpen(delivery)) {
            if (delivery.upstreamId == 0) {
                close(delivery, () -> {});
            } else {
                delivery.progress = Progress.COMPLETED;
                write(delivery, () -> {});
            }
        }
    }

    /** The message begins anew under another identifier. */
    void withdrawn(Delivery delivery) {
        if (isOpen(delivery)) {
            close(delivery, () -> {});
            delivery.durable = false;
        }
    }

    /** The server now knows the message by another identifier. */
    void renewed(Delivery delivery) {
        if (isOpen(delivery)) {
            write(delivery, () -> {});
        }
    }

    /** The server has let go of the message, or has forgotten it. */
    void serverDone(Delivery delivery, Runnable whenDurable) {
        delivery.forgetUpstream();
        if (!isOpen(delivery)) {
            whenDurable.run();
        } else if (delivery.progress == Progress.COMPLETED) {
            close(delivery, whenDurable);
        } else {
            session.journal.write(kept(delivery, progressOf(delivery)), whenDurable);
        }
    }

    private void close(Delivery delivery, Runnable whenDurable) {
        if (open != null) {
            open.remove(delivery);
            delivery.progress = null;
            session.journal.write(new SessionChange.DeliveryClosed(delivery.clientId), whenDurable);
        }
    }

    /** The server has forgotten the session. */
    void serverForgot() {
        if (open != null) {
            List.copyOf(open).forEach(delivery -> serverDone(delivery, () -> {}));
        }
    }

    void forEach(Consumer<SessionChange> action) {
        if (open != null) {
            open.forEach(delivery -> action.accept(kept(delivery, progressOf(delivery))));
        }
    }

    /** A message as it was written down; the server may send it again. */
    Delivery restore(SessionChange.DeliveryOpened kept) {
        Delivery delivery = Delivery.restored(kept, session);
        enter(delivery, kept.progress());
        return delivery;
    }

    void forget() {
        open = null;
    }
}
