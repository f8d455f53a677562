package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * QoS 2 messages of a client whose connection to the server others share. The server releases each as soon as it has it and that is
 * durable; PUBREC and PUBREL of the session are answered here then. A message that waits for a client which sleeps or stays away would
 * take a place of the server's Receive Maximum (MQTT 5 §4.9) from all the others.
 */
final class Publications {
    private final ClientId client;
    private final MessageStore store;
    private final Executor loop;
    private final Consumer<ToBroker> server;

    /** Those that the server has, by packet identifier. */
    private final ById<Publication> open = new ById<>();

    private static final class Publication {
        /** It is on the disk that the server has it, so PUBREL was sent. */
        boolean durable;

        boolean completed;

        /** The session has said PUBREL and waits for PUBCOMP. */
        boolean awaited;
    }

    /** Nothing is open. */
    Publications(ClientId client, MessageStore store, Executor loop, Consumer<ToBroker> server) {
        this.client = client;
        this.store = store;
        this.loop = loop;
        this.server = server;
    }

    /** What was open when the program ended. */
    void restore(Map<Integer, PublicationStage> kept) {
        kept.forEach((id, stage) -> {
            if (stage != PublicationStage.PUBLISHED) {
                Publication publication = new Publication();
                publication.durable = true;
                publication.completed = stage == PublicationStage.COMPLETED;
                open.put(id, publication);
            }
        });
    }

    /** Those of which the server holds or needs the packet identifier. */
    static Set<Integer> unfinished(Map<Integer, PublicationStage> kept) {
        return kept.keySet().stream()
                .filter(id -> kept.get(id) != PublicationStage.COMPLETED)
                .collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return open.size() == 0;
    }

    // ---- the session says ----

    /**
     * True when the server need not hear it, for it has the message.
     *
     * @param session hears the answer if there is one already
     */
    boolean takes(ToBroker message, Consumer<FromBroker> session) {
        if (message instanceof ToBroker.Publish publish) {
            return isRepetition(publish, session);
        }
        return message instanceof ToBroker.PublishRelease release && isReleased(release.packetId(), session);
    }

    private boolean isRepetition(ToBroker.Publish publish, Consumer<FromBroker> session) {
        int id = publish.packetId();
        if (!open.contains(id)) {
            return false;
        }
        if (publish.duplicate()) {
            session.accept(new FromBroker.PublishReceived(id, ReasonCode.SUCCESS));
        } else {
            close(id);
        }
        return publish.duplicate();
    }

    private boolean isReleased(int id, Consumer<FromBroker> session) {
        Publication known = open.get(id);
        if (known != null && known.completed) {
            close(id);
            session.accept(new FromBroker.PublishComplete(id));
        } else if (known != null) {
            known.awaited = true;
        }
        return known != null;
    }

    /** The session is gone; the next one says everything again. */
    void detached() {
        open.all().values().forEach(publication -> publication.awaited = false);
    }

    private void close(int id) {
        open.remove(id);
        store.closed(client, id);
    }

    // ---- the server says ----

    /** True when the session need not hear it. */
    boolean isAnswer(FromBroker message) {
        if (message instanceof FromBroker.PublishReceived received) {
            received(received);
        }
        return message instanceof FromBroker.PublishComplete complete && completed(complete.packetId());
    }

    private void received(FromBroker.PublishReceived received) {
        int id = received.packetId();
        if (!received.reason().isRefusal() && !open.contains(id)) {
            Publication publication = new Publication();
            open.put(id, publication);
            store.received(client, id, () -> loop.execute(() -> durable(id, publication)));
        }
    }

    private void durable(int id, Publication publication) {
        if (open.get(id) == publication && !publication.completed) {
            publication.durable = true;
            server.accept(new ToBroker.PublishRelease(id));
        }
    }

    private boolean completed(int id) {
        Publication known = open.get(id);
        if (known == null) {
            return false;
        }
        if (known.awaited) {
            close(id);
            return false;
        }
        if (!known.completed) {
            known.completed = true;
            store.completed(client, id);
        }
        return true;
    }

    /** The uplink below is another one, which has heard nothing yet. */
    void releaseAgain() {
        open.all().forEach((id, publication) -> {
            if (publication.durable && !publication.completed) {
                server.accept(new ToBroker.PublishRelease(id));
            }
        });
    }

    /** The client begins anew. */
    void forget() {
        open.ids().forEach(this::close);
    }
}
