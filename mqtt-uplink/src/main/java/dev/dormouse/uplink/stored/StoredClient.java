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
import org.tinylog.Logger;

/** One client: its inbox, its uplink to the MQTT server below, and the session above while there is one. Confined to the client's loop. */
final class StoredClient {
    private static final long RETRY_SECONDS = 5;
    private static final int LAST_WORDS_ID = 0xFFFF;

    /** Of our own subscriptions for a client that is away: no session uses it. */
    private static final int OWN_ID = 0;

    private final ClientId id;
    private final EventLoop loop;
    private final StoredUplinks uplinks;
    private final Inbox inbox;
    private final Receipts receipts;
    private final Publications publications;
    private final LastWords lastWords = new LastWords(this::sayBelow);

    /** What the client has subscribed to, as far as it was granted; kept for the time when it is away. */
    private Map<String, Qos> subscriptions = Map.of();

    private final ById<ToBroker.Subscribe> asked = new ById<>();
    private @Nullable Uplink lower;
    private @Nullable StoredUplink session;
    private Duration expiry = Duration.ZERO;

    /** As {@code expiry}, when the server cannot be reached. */
    private Duration outageExpiry = Duration.ZERO;

    private boolean reachable;

    /** The uplink below has begun, and not said yet whether it knows the client's subscriptions. */
    private boolean fresh;

    private @Nullable ScheduledFuture<?> end;

    StoredClient(ClientId id, EventLoop loop, StoredUplinks uplinks) {
        this.id = id;
        this.loop = loop;
        this.uplinks = uplinks;
        this.inbox = uplinks.inbox(id);
        this.receipts = new Receipts(id, uplinks.store(), loop, this::sayBelow);
        this.publications = new Publications(id, uplinks.store(), loop, this::sayBelow);
    }

    /** What was kept of the client; it may stay away for a time. */
    void restore(List<StoredMessage> messages, Set<Integer> held, Duration left) {
        inbox.restore(messages);
        receipts.restore(held, messages);
        endIn(left);
    }

    /** The client was here before a restart: the server's messages for it are taken from the beginning. */
    void resume(
            Map<String, Qos> granted,
            Map<Integer, PublicationStage> published,
            Duration left,
            StoredUplinks.Resumer resumer) {
        granted.forEach((filter, qos) -> subscriptions = SmallMaps.with(subscriptions, filter, qos));
        expiry = left;
        outageExpiry = left;
        publications.restore(published);
        lower = resumer.resume(id, loop, this::hear, granted, Publications.unfinished(published), receipts.held());
        loop.execute(publications::releaseAgain); // The uplink is ready for that only now.
    }

    int suggestPacketId() {
        return lower == null ? 0 : lower.suggestPacketId();
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
        outageExpiry = connect.outageExpiry();
        if (connect.cleanStart()) {
            forget();
        }
        if (lower != null && !connect.cleanStart()) {
            if (reachable) {
                loop.execute(() -> tell(from, new FromBroker.Connected(true)));
            }
        } else {
            leaveBelow();
            open(connect);
        }
        // Never inside of send.
        loop.execute(() -> {
            if (session == from) {
                inbox.attach(from::hear);
            }
        });
    }

    private void open(ToBroker.Connect connect) {
        fresh = true;
        lower = uplinks.lower().open(id, loop, this::hear);
        lower.send(connect);
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
        } else if (!(message instanceof ToBroker.PublishComplete)
                && !publications.takes(message, answer -> loop.execute(() -> tell(from, answer)))) {
            remember(message);
            sayBelow(message);
        }
    }

    private void remember(ToBroker message) {
        if (message instanceof ToBroker.Subscribe subscribe) {
            asked.put(subscribe.packetId(), subscribe);
        } else if (message instanceof ToBroker.Publish publish) {
            lastWords.giveWay(publish);
        } else if (message instanceof ToBroker.Unsubscribe unsubscribe) {
            subscriptions = SmallMaps.without(subscriptions, unsubscribe.filter());
        }
    }

    void disconnect(StoredUplink from, ToBroker.Disconnect disconnect) {
        if (session != from) {
            return;
        }
        detach();
        stayAway(expiry);
        if (!expiry.isZero() && uplinks.keepsAbsent()) {
            say(disconnect.lastWords());
        } else {
            sayBelow(disconnect);
            gone();
            leaveIfIdle();
        }
    }

    private void detach() {
        session = null;
        asked.clear();
        inbox.detach();
        publications.detached();
        cancelEnd();
    }

    private void cancelEnd() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    private void say(@Nullable Will will) {
        if (will != null) {
            lastWords.say(will, lastWordsId());
        }
    }

    private int lastWordsId() {
        int suggested = suggestPacketId();
        return suggested == 0 ? LAST_WORDS_ID : suggested;
    }

    /** Nothing of the client is kept when its time is zero. */
    private void stayAway(Duration time) {
        if (time.isZero()) {
            forget();
        } else {
            endIn(time);
        }
    }

    private void endIn(Duration time) {
        end = loop.schedule(this::end, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Nobody would miss the client. */
    void forgetIfAway() {
        if (session == null) {
            end();
        }
    }

    /** The client stayed away for too long. */
    private void end() {
        cancelEnd();
        forget();
        leaveBelow();
        leaveIfIdle();
    }

    private void forget() {
        inbox.clear();
        receipts.forget();
        publications.forget();
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
        lastWords.clear();
    }

    /** Ends when nothing is known that a later uplink of the client would need. */
    private void leaveIfIdle() {
        if (session == null
                && lower == null
                && inbox.isEmpty()
                && publications.isEmpty()
                && receipts.held().isEmpty()) {
            cancelEnd();
            uplinks.remove(id, this);
        }
    }

    // ---- the server says ----

    private void hear(FromBroker message) {
        if (message instanceof FromBroker.Publish publish) {
            arrived(publish);
        } else if (message instanceof FromBroker.PublishRelease release) {
            receipts.released(release.packetId());
        } else if (message instanceof FromBroker.Refused || message instanceof FromBroker.Ended) {
            over(message);
        } else if (message instanceof FromBroker.SubscribeAck ack && ack.packetId() == OWN_ID) {
            if (ack.reason().isRefusal()) {
                Logger.warn("client {}: the MQTT server refuses what it granted before: {}", id, ack.reason());
            }
        } else if (!lastWords.isAnswer(message)) {
            if (message instanceof FromBroker.Connected connected) {
                reachable = true;
                receipts.connected(connected.sessionPresent());
                if (fresh && session == null && !connected.sessionPresent()) {
                    subscribeAgain();
                }
                if (fresh) {
                    publications.releaseAgain();
                }
                fresh = false;
            } else if (message instanceof FromBroker.Interrupted) {
                reachable = false;
                receipts.disconnected();
            } else if (message instanceof FromBroker.SubscribeAck ack) {
                granted(ack);
            }
            if (!uplinks.keepsAbsent() || !publications.isAnswer(message)) {
                pass(message);
            }
        }
    }

    private void pass(FromBroker message) {
        StoredUplink above = session;
        if (above != null) {
            above.hear(message);
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
            stayAway(message instanceof FromBroker.Refused ? outageExpiry : expiry);
            above.hear(message);
        }
        if (isMissed()) {
            ScheduledFuture<?> ignored = loop.schedule(this::comeBack, RETRY_SECONDS, TimeUnit.SECONDS);
        } else {
            leaveIfIdle();
        }
    }

    /** True while messages would be lost for a client that is away: nobody else tries again for it. */
    private boolean isMissed() {
        return uplinks.keepsAbsent() && session == null && lower == null && end != null && !subscriptions.isEmpty();
    }

    private void comeBack() {
        if (isMissed()) {
            open(new ToBroker.Connect(false, expiry, null));
        }
    }

    /** What a session would do that hears of an uplink which does not know the client. */
    private void subscribeAgain() {
        subscriptions.forEach((filter, qos) -> sayBelow(new ToBroker.Subscribe(OWN_ID, filter, qos)));
    }
}
