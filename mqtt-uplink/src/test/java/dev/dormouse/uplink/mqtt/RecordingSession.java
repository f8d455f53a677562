package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session at the near end of an uplink over a real loop: says things from any thread and keeps what it hears. */
final class RecordingSession {
    private final BlockingQueue<FromBroker> heard = new LinkedBlockingQueue<>();
    private final EventLoop loop;
    private final Uplink uplink;
    private volatile @Nullable Function<FromBroker, @Nullable ToBroker> answers;

    RecordingSession(Uplinks uplinks, String client, EventLoop loop) {
        this.loop = loop;
        this.uplink = uplinks.open(new ClientId(client), loop, this::hear);
    }

    private void hear(FromBroker message) {
        heard.add(message);
        Function<FromBroker, @Nullable ToBroker> function = answers;
        ToBroker answer = function == null ? null : function.apply(message);
        if (answer != null) {
            uplink.send(answer);
        }
    }

    /** Answers at once, on the loop, where the function gives an answer. */
    RecordingSession answering(Function<FromBroker, @Nullable ToBroker> function) {
        answers = function;
        return this;
    }

    RecordingSession says(ToBroker message) {
        loop.execute(() -> uplink.send(message));
        return this;
    }

    RecordingSession connects() {
        return says(new ToBroker.Connect(true, Duration.ZERO, null));
    }

    FromBroker hears() {
        try {
            FromBroker message = heard.poll(15, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing heard in 15 s");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message of a kind; others before it are skipped. */
    <M extends FromBroker> M hears(Class<M> kind) {
        FromBroker message = hears();
        while (!kind.isInstance(message)) {
            message = hears();
        }
        return kind.cast(message);
    }
}
