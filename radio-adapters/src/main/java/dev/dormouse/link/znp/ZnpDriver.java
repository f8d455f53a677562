package dev.dormouse.link.znp;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.SilenceWatch;
import dev.dormouse.link.radio.FrameTrace;
import dev.dormouse.link.radio.JoinAnswer;
import dev.dormouse.link.radio.LifeWatch;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.RadioLink;
import dev.dormouse.link.radio.Sending;
import dev.dormouse.link.serial.FrameSink;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ZigBee coordinator with Z-Stack firmware: starts the network it remembers, then carries datagrams. */
public final class ZnpDriver implements RadioDriver {
    private static final Duration SILENCE = Duration.ofMillis(200);

    /** In a row: single ones are lost on the line. */
    private static final int MOST_UNANSWERED = 6;

    private static final int JOIN_ALWAYS = 255;
    private static final long JOIN_AGAIN_SECONDS = 240;
    private static final int BROADCAST_MODE = 15;
    private static final ShortAddress ALL_ROUTERS = new ShortAddress(0xFFFC);

    private final Radio radio;
    private final ZnpOptions options;
    private final Requests requests;
    private final ZnpStartup startup;
    private final ZnpAir air;
    private final LifeWatch watch;
    private @Nullable SilenceWatch decoder;
    private @Nullable ScheduledFuture<?> joinAgain;
    private boolean up;
    private int unanswered;

    public ZnpDriver(Radio radio, ZnpOptions options) {
        this.radio = radio;
        this.options = options;
        this.requests = new Requests(radio.loop(), this::write);
        this.startup = new ZnpStartup(radio, requests, options.application(), new Started());
        this.air = new ZnpAir(radio, requests, options.application(), this::onUnanswered);
        this.watch = new LifeWatch(radio.loop(), this::ping, this::hasStoppedAnswering);
    }

    // ---- the line ----

    @Override
    public void onOpen() {
        decoder = new SilenceWatch(radio.loop(), Unpi.decoder(), new Sink(), SILENCE);
        startup.begin();
    }

    @Override
    public void onOctets(byte[] octets) {
        if (decoder != null) {
            decoder.feed(octets);
        }
    }

    @Override
    public void onLost() {
        if (decoder != null) {
            decoder.stop();
        }
        reset();
    }

    private void reset() {
        up = false;
        unanswered = 0;
        watch.stop();
        stopJoining();
        startup.cancel();
        requests.clear();
        air.reset();
    }

    private void write(MtMessage message) {
        byte[] octets = Unpi.frame(message);
        radio.trace(FrameTrace.Direction.TO_ADAPTER, octets, message::toString);
        radio.write(octets);
    }

    /** Hears what the decoder finds. */
    private final class Sink implements FrameSink {
        @Override
        public void onFrame(byte[] octets) {
            try {
                MtMessage message = MtMessage.decode(octets);
                radio.trace(
                        FrameTrace.Direction.FROM_ADAPTER,
                        octets,
                        () -> message == null ? "unknown message" : message.toString());
                if (message == null) {
                    radio.count("unknown messages");
                } else {
                    on(message);
                }
            } catch (MalformedFrameException e) {
                radio.count("malformed messages");
            }
        }

        @Override
        public void onFault(String reason) {
            radio.count("line: " + reason);
        }
    }

    // ---- messages ----

    private void on(MtMessage message) {
        watch.heard();
        if (requests.onMessage(message)) {
            unanswered = 0;
        } else if (message instanceof SysResetIndication) {
            restart("the adapter has restarted");
        } else if (message instanceof ZdoStateChange change) {
            onState(change.state());
        } else {
            air.on(message);
        }
    }

    private void onState(int state) {
        startup.onState(state);
        if (up && state != ZdoStateChange.COORDINATOR) {
            restart("the adapter has lost its network");
        }
    }

    private void restart(String reason) {
        boolean wasUp = up;
        reset();
        if (wasUp) {
            radio.down(reason);
        }
        startup.beginAfterReset();
    }

    private void onUnanswered() {
        unanswered++;
        radio.count("requests without response");
        if (unanswered >= MOST_UNANSWERED) {
            hasStoppedAnswering();
        }
    }

    /** The answer need only be heard. */
    private void ping() {
        requests.ask(new SysPing(), Requests.RUNNING_MILLIS, answer -> {});
    }

    private void hasStoppedAnswering() {
        radio.reopen("the adapter has stopped answering");
    }

    /** How the start ends. */
    private final class Started implements ZnpStartup.Outcome {
        @Override
        public void onUp(Adapter adapter) {
            up = true;
            air.onUp(adapter);
            watch.begin();
            radio.up(adapter.description());
            permitJoinAsConfigured();
        }

        @Override
        public void onFailed(String reason) {
            radio.reopen(reason);
        }
    }

    // ---- joining ----

    @Override
    public void permitJoin(int seconds, Consumer<JoinAnswer> answered) {
        stopJoining();
        if (!up) {
            answered.accept(JoinAnswer.LINK_DOWN);
            return;
        }
        ZdoPermitJoin request = new ZdoPermitJoin(BROADCAST_MODE, ALL_ROUTERS, seconds, 0);
        requests.ask(request, Requests.RUNNING_MILLIS, answer -> {
            boolean permitted = answer instanceof StatusResponse response && response.status() == ZStatus.SUCCESS;
            if (!permitted) {
                radio.count("joining not permitted");
            }
            answered.accept(permitted ? JoinAnswer.PERMITTED : JoinAnswer.REFUSED);
        });
    }

    private void permitJoinAsConfigured() {
        if (options.permitJoinSeconds() > 0) {
            permitJoin(Math.min(options.permitJoinSeconds(), RadioLink.LONGEST_JOINING), answer -> {});
        }
        if (options.permitJoinSeconds() == JOIN_ALWAYS) {
            joinAgain = radio.loop().schedule(this::permitJoinAsConfigured, JOIN_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void stopJoining() {
        if (joinAgain != null) {
            joinAgain.cancel(false);
            joinAgain = null;
        }
    }

    // ---- datagrams ----

    @Override
    public void transmit(Sending sending) {
        air.transmit(sending);
    }

    @Override
    public void onGivenUp(Sending sending) {
        air.onGivenUp(sending);
    }

    @Override
    public int window() {
        return air.window();
    }

    @Override
    public int windowPerNodeWithLate() {
        return 2;
    }

    @Override
    public Duration patience(Sending sending) {
        return options.patience();
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return air.largestDatagram(to, options.largestDatagram());
    }

    @Override
    public int largestBroadcast() {
        return options.largestDatagram();
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        Eui64 eui = Eui64.parse(text);
        return eui == null ? ShortAddress.parse(text) : eui;
    }
}
