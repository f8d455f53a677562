package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The connection that everybody without a session shares (MQTT-SN 1.2 §7.1), opened with the first message. Any thread may send; at
 * most a fixed number of messages is on its way to the loop or waits for the server, the rest is dropped.
 */
final class SessionlessUplink implements Uplink {
    private static final int MAX_HANDED_OVER = 1000;

    private final LoopUplinks uplinks;
    private final ClientId client;
    private final AtomicInteger handedOver = new AtomicInteger();
    private @Nullable ClientUplink uplink;
    private @Nullable Consumer<Boolean> watcher;
    private boolean pausing;
    private int failures;

    SessionlessUplink(LoopUplinks uplinks) {
        this.uplinks = uplinks;
        this.client = new ClientId(uplinks.route().options().sessionlessClient());
    }

    @Override
    public void send(ToBroker message) {
        if (!(message instanceof ToBroker.Publish publish) || publish.qos() != Qos.AT_MOST_ONCE) {
            throw new IllegalArgumentException("without a session there is only PUBLISH at QoS 0, not " + message);
        }
        if (handedOver.incrementAndGet() > MAX_HANDED_OVER) {
            handedOver.decrementAndGet();
            uplinks.route().dropped().increment();
            return;
        }
        uplinks.loop().execute(() -> {
            handedOver.decrementAndGet();
            publish(publish);
        });
    }

    private void publish(ToBroker.Publish publish) {
        if (pausing || uplinks.isClosed()) {
            uplinks.route().dropped().increment();
            return;
        }
        open().send(publish);
    }

    /** As {@link dev.dormouse.uplink.Uplinks#watchServer} says. Any thread. */
    void watch(Consumer<Boolean> listener) {
        uplinks.loop().execute(() -> {
            watcher = listener;
            open();
        });
    }

    private ClientUplink open() {
        ClientUplink current = uplink;
        if (current == null) {
            current = new ClientUplink(client, uplinks, this::hear);
            uplink = current;
            current.send(new ToBroker.Connect(true, Duration.ZERO, null));
        }
        return current;
    }

    private void hear(FromBroker message) {
        tellWatcher(message instanceof FromBroker.Connected);
        if (message instanceof FromBroker.Connected) {
            failures = 0;
        } else if (message instanceof FromBroker.Refused refused) {
            pause(refused.reason());
        } else if (message instanceof FromBroker.Ended ended) {
            pause(ended.reason());
        }
    }

    private void tellWatcher(boolean there) {
        if (watcher != null) {
            watcher.accept(there);
        }
    }

    /** A first refusal ends a client's uplink; this one has nobody else who would try again. */
    @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
    private void pause(ReasonCode reason) {
        Logger.debug("Messages without a session are dropped for a while: {}", reason);
        uplink = null;
        pausing = true;
        long pause = uplinks.route().options().timing().backOff().waitMillis(failures++);
        uplinks.loop().schedule(this::pauseOver, pause, TimeUnit.MILLISECONDS);
    }

    private void pauseOver() {
        pausing = false;
        if (watcher != null && uplink == null && !uplinks.isClosed()) {
            open();
        }
    }
}
