package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.SmallMaps;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Will;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client: its inbox, its uplink to the MQTT server below, and the session above while there is one. Confined to the client's loop. */
final class StoredClient {
    private static final long RETRY_SECONDS = 5;
    private static final int LAST_WORDS_ID = 0xFFFF;

    private final ClientId id;
    private final EventLoop loop;
    private final StoredUplinks uplinks;
    private final Inbox inbox;
    private final Receipts receipts;

    /** What the client has subscribed to, as far as it was granted; kept for the time when it is away. */
    private Map<String, Qos> subscriptions = Map.of();

    private final ById<ToBroker.Subscribe> asked = new ById<>();
    private @Nullable Uplink lower;
    private @Nullable StoredUplink session;
    private Duration expiry = Duration.ZERO;
    private boolean reachable;
    private @Nullable ScheduledFuture<?> end;

    StoredClient(ClientId id, EventLoop loop, StoredUplinks uplinks) {
        this.id = id;
        this.loop = loop;
        this.uplinks = uplinks;
        this.inbox = uplinks.inbox(id);
        this.receipts = new Receipts(id, uplinks.store(), this::sayBelow);
    }

    /** What was kept of the client; it may stay away for a time. */
    void restore(List<StoredMessage> messages, Set<Integer> held, Duration left) {
        inbox.restore(messages);
        receipts.restore(held, messages);
        endIn(left);
    }

    /** The client was here before a restart: the server's messages for it are taken from the beginning. */
    void resume(Map<String, Qos> granted, Duration left, StoredUplinks.Resumer resumer) {
        granted.forEach((filter, qos) -> subscriptions = SmallMaps.with(subscriptions, filter, qos));
        expiry = left;
        lower = resumer.resume(id, loop, this::hear, granted);
    }

    private void sayBelow(ToBroker message) {
        if (lower != null) {
            lower.send(message);
        }
    }

    // ---- the session says ----

    void connect(StoredUplink from, ToBroker.Connect connect) {
        detach();
        session = from;
        expiry = connect.sessionExpiry();
        if (connect.cleanStart()) {
            inbox.clear();
            receipts.forget();
            subscriptions = Map.of();
        }
        if (lower != null && !connect.cleanStart()) {
            if (reachable) {
                loop.execute(() -> tell(from, new FromBroker.Connected(true)));
            }
        } else {
            leaveBelow();
            lower = uplinks.lower().open(id, loop, this::hear);
            lower.send(connect);
        }
        // Never inside of send.
        loop.execute(() -> {
            if (session == from) {
                inbox.attach(from::hear);
            }
        });
    }

    private void tell(StoredUplink to, FromBroker message) {
        if (session == to) {
            to.hear(message);
        }
    }

    void say(StoredUplink from, ToBroker message) {
        if (session != from) {
            return;
        }
        if (message instanceof ToBroker.PublishAck ack) {
            inbox.acknowledged(ack.packetId());
        } else if (message instanceof ToBroker.PublishReceived received) {
            if (inbox.acknowledged(received.packetId())) {
                loop.execute(() -> tell(from, new FromBroker.PublishRelease(received.packetId())));
            }
        } else if (!(message instanceof ToBroker.PublishComplete)) {
            remember(message);
            sayBelow(message);
        }
    }

    private void remember(ToBroker message) {
        if (message instanceof ToBroker.Subscribe subscribe) {
            asked.put(subscribe.packetId(), subscribe);
        } else if (message instanceof ToBroker.Unsubscribe unsubscribe) {
            subscriptions = SmallMaps.without(subscriptions, unsubscribe.filter());
        }
    }

    void disconnect(StoredUplink from, ToBroker.Disconnect disconnect) {
        if (session != from) {
            return;
        }
        detach();
        if (expiry.isZero()) {
            forget();
        } else {
            endIn(expiry);
        }
        if (!expiry.isZero() && uplinks.keepsAbsent()) {
            publish(disconnect.lastWords());
        } else {
            sayBelow(disconnect);
            gone();
            uplinks.forgetIfIdle(id, this);
        }
    }

    private void detach() {
        session = null;
        asked.clear();
        inbox.detach();
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    private void publish(@Nullable Will lastWords) {
        if (lastWords != null) {
            int packetId = lastWords.qos() == Qos.AT_MOST_ONCE ? 0 : LAST_WORDS_ID;
            sayBelow(new ToBroker.Publish(
                    packetId, lastWords.topic(), lastWords.payload(), lastWords.qos(), lastWords.retain(), false));
        }
    }

    private void endIn(Duration time) {
        end = loop.schedule(this::end, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** The client stayed away for too long. */
    private void end() {
        forget();
        leaveBelow();
        uplinks.forgetIfIdle(id, this);
    }

    private void forget() {
        inbox.clear();
        receipts.forget();
        subscriptions = Map.of();
    }

    private void leaveBelow() {
        if (lower != null) {
            lower.send(new ToBroker.Disconnect(null));
            gone();
        }
    }

    private void gone() {
        lower = null;
        reachable = false;
        receipts.disconnected();
    }

    /** True when nothing is known that a later uplink of the client would need. */
    boolean isIdle() {
        return session == null
                && lower == null
                && inbox.isEmpty()
                && receipts.held().isEmpty();
    }

    // ---- the server says ----

    private void hear(FromBroker message) {
        if (message instanceof FromBroker.Publish publish) {
            arrived(publish);
        } else if (message instanceof FromBroker.PublishRelease release) {
            receipts.released(release.packetId());
        } else if (message instanceof FromBroker.Refused || message instanceof FromBroker.Ended) {
            over(message);
        } else {
            if (message instanceof FromBroker.Connected connected) {
                reachable = true;
                receipts.connected(connected.sessionPresent());
            } else if (message instanceof FromBroker.Interrupted) {
                reachable = false;
                receipts.disconnected();
            } else if (message instanceof FromBroker.SubscribeAck ack) {
                granted(ack);
            }
            pass(message);
        }
    }

    private void pass(FromBroker message) {
        StoredUplink above = session;
        if (above != null) {
            above.hear(message);
        } else if (message instanceof FromBroker.PublishReceived received) {
            sayBelow(new ToBroker.PublishRelease(received.packetId())); // of the last words
        }
    }

    private void granted(FromBroker.SubscribeAck ack) {
        ToBroker.Subscribe request = asked.remove(ack.packetId());
        if (request != null && !ack.reason().isRefusal()) {
            subscriptions = SmallMaps.with(subscriptions, request.filter(), request.qos());
        }
    }

    private void arrived(FromBroker.Publish publish) {
        if (publish.qos() == Qos.AT_MOST_ONCE) {
            inbox.add(publish, uplinks.life(publish), () -> {});
        } else if (!receipts.isRepetition(publish)) {
            receipts.begin(publish);
            inbox.add(publish, uplinks.life(publish), () -> loop.execute(() -> receipts.durable(publish)));
        }
    }

    /** The uplink below has come to its end by itself. */
    private void over(FromBroker message) {
        gone();
        StoredUplink above = session;
        if (above != null) {
            detach();
            if (!expiry.isZero()) {
                endIn(expiry);
            }
            above.hear(message);
            uplinks.forgetIfIdle(id, this);
        } else if (uplinks.keepsAbsent()) {
            ScheduledFuture<?> ignored = loop.schedule(this::comeBack, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Nobody else tries again for a client that is away. */
    private void comeBack() {
        if (session == null && lower == null && end != null) {
            lower = uplinks.lower().open(id, loop, this::hear);
            lower.send(new ToBroker.Connect(false, expiry, null));
            int packetId = 0;
            for (Map.Entry<String, Qos> each : subscriptions.entrySet()) {
                packetId++;
                lower.send(new ToBroker.Subscribe(packetId, each.getKey(), each.getValue()));
            }
        }
    }
}
