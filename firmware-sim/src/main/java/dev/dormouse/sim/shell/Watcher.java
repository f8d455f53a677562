package dev.dormouse.sim.shell;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.UnsubAck;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.WillMsgResp;
import dev.dormouse.codec.v12.WillTopicResp;
import dev.dormouse.sim.device.Device;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Publication;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.device.Ticks;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells the console what the device hears, and the commands what they wait for. */
final class Watcher implements Handset.Observer {
    private final Console console;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> topicsHeard = new LinkedBlockingQueue<>();
    private volatile boolean packetsShown;
    private volatile DeviceState state = DeviceState.OFF;
    private boolean wasIdle = true;
    private boolean lostByItself;

    Watcher(Console console, boolean packetsShown) {
        this.console = console;
        this.packetsShown = packetsShown;
    }

    void showPackets(boolean shown) {
        packetsShown = shown;
    }

    DeviceState state() {
        return state;
    }

    /** A command begins: it does not wait for what has happened so far. On the device's loop. */
    void begin() {
        happenings.clear();
        lostByItself = false;
    }

    /** The next happening; null if none comes in time. */
    @Nullable
    Happening next(long nanos) throws InterruptedException {
        return happenings.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** Waits for a message under such a topic; one that came before counts if nobody has waited for it yet. */
    boolean awaitMessage(Predicate<String> wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String topic = topicsHeard.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (topic == null || wanted.test(topic)) {
                return topic != null;
            }
        }
    }

    @Override
    public void datagram(boolean up, V12Packet packet, byte[] octets, long now) {
        if (packetsShown) {
            console.say(String.format(
                    Locale.ROOT,
                    "%10.3f s  %s %-13s %s",
                    (double) now / Ticks.SECOND,
                    up ? "──▶" : "◀──",
                    packet.type(),
                    HexFormat.ofDelimiter(" ").withUpperCase().formatHex(octets)));
        }
    }

    @Override
    public void heard(V12Packet packet, Device device) {
        if (packet instanceof Disconnect && device.state() == DeviceState.ASLEEP) {
            happenings.add(new Happening.Became(DeviceState.ASLEEP));
        } else if (device.idle()) {
            answered(packet);
        }
    }

    private void answered(V12Packet packet) {
        if (packet instanceof RegAck ack) {
            happenings.add(answer(ack.returnCode(), "id " + ack.topicId()));
        } else if (packet instanceof UnsubAck) {
            happenings.add(new Happening.Answered(true, "done"));
        } else if (packet instanceof WillTopicResp response) {
            happenings.add(answer(response.returnCode(), "done"));
        } else if (packet instanceof WillMsgResp response) {
            happenings.add(answer(response.returnCode(), "done"));
        }
    }

    private static Happening answer(ReturnCode code, String text) {
        boolean accepted = code.equals(ReturnCode.ACCEPTED);
        return new Happening.Answered(accepted, accepted ? text : "refused: " + code);
    }

    @Override
    public void settled(Device device) {
        boolean idle = device.idle();
        if (idle && !wasIdle) {
            happenings.add(new Happening.Idle());
        }
        wasIdle = idle;
    }

    @Override
    public void stateChanged(DeviceState from, DeviceState to, long now) {
        state = to;
        if (to == DeviceState.ACTIVE && lostByItself) {
            console.say("connected again");
        }
        happenings.add(new Happening.Became(to));
    }

    @Override
    public void lost(String reason, long now) {
        console.say("lost: " + reason);
        lostByItself = true;
        happenings.add(new Happening.Lost(reason));
    }

    @Override
    public void sent(Publication publication, long now) {
        happenings.add(new Happening.Sent());
    }

    @Override
    public void confirmed(Publication publication, long now) {
        happenings.add(new Happening.Confirmed());
    }

    @Override
    public void abandoned(Publication publication, String reason, long now) {
        happenings.add(new Happening.Answered(false, reason));
    }

    @Override
    public void subscribed(Subscription subscription, boolean accepted, long now) {
        happenings.add(new Happening.Answered(accepted, accepted ? "done" : "refused, or not answered"));
    }

    @Override
    public void wakeEnded(long micros, boolean complete, long now) {
        happenings.add(new Happening.Woken(complete));
    }

    @Override
    public void delivered(String topic, int qos, Bytes payload, long now) {
        String text = payload.toUtf8();
        String shown = text == null ? "0x" + HexFormat.of().withUpperCase().formatHex(payload.toArray()) : text;
        console.say("heard " + topic + " (QoS " + qos + ") " + shown);
        topicsHeard.add(topic);
    }
}
