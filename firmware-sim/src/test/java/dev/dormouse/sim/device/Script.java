package dev.dormouse.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One device and a gateway played by hand. Packets are octets in hexadecimal; {@code mm mm} stands for a MsgId: what the device says
 * sets it, what the gateway says repeats it.
 */
final class Script implements Radio, DeviceListener {
    private final V12Codec codec = new V12Codec();
    private final ArrayDeque<String> said = new ArrayDeque<>();
    private final StringBuilder chart = new StringBuilder();
    private String msgId = "00 00";
    private long now;
    final List<String> events = new ArrayList<>();
    final Device device;

    Script(DeviceSetup setup) {
        device = new Device(setup, this, this, 1);
    }

    @Override
    public void send(V12Packet packet, long at) {
        ByteBuf octets = Unpooled.buffer();
        codec.encode(packet, octets);
        String hex = Bytes.read(octets, octets.readableBytes()).toHex().toUpperCase(Locale.ROOT);
        said.add(hex.replaceAll("(..)(?!$)", "$1 "));
        note("device ──▶ " + said.getLast());
    }

    @Override
    public void broadcast(V12Packet packet, long at) {
        send(packet, at);
    }

    long now() {
        return now;
    }

    Script deviceSays(String pattern) {
        String next = said.isEmpty() ? "nothing" : said.remove();
        String regex = pattern.replaceFirst("mm mm", "(?<m>.. ..)");
        Matcher matcher = Pattern.compile(regex).matcher(next);
        assertTrue(matcher.matches(), () -> "expected " + pattern + " but the device said " + next + "\n" + chart);
        if (!regex.equals(pattern)) {
            msgId = matcher.group("m");
        }
        return this;
    }

    Script deviceSaysAgain(String pattern) {
        return deviceSays(pattern.replace("mm mm", msgId));
    }

    Script silence() {
        assertTrue(said.isEmpty(), () -> "expected silence but the device said " + said + "\n" + chart);
        return this;
    }

    Script gatewaySays(String octets) {
        String hex = octets.replace("mm mm", msgId);
        note("device ◀── " + hex);
        try {
            device.hear(codec.decode(Bytes.ofHex(hex).toByteBuf()), now);
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Lets time pass, polling the device exactly when it asks for it. */
    Script after(Duration duration) {
        long end = now + Ticks.of(duration);
        for (long next = device.nextPoll(); next <= end; next = device.nextPoll()) {
            assertTrue(next >= now, "the device asks for a time that is over");
            now = next;
            device.poll(now);
        }
        now = end;
        return this;
    }

    Script after(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Script is(DeviceState state) {
        assertEquals(state, device.state(), chart::toString);
        return this;
    }

    Script happened(String event) {
        assertTrue(events.remove(event), () -> event + " is not among " + events + "\n" + chart);
        return this;
    }

    /** Connected without a Will. */
    Script connected() {
        device.start(now);
        said.clear();
        gatewaySays("03 05 00").is(DeviceState.ACTIVE);
        events.remove("drained");
        return this;
    }

    private void note(String line) {
        chart.append("%10.3f s  %s%n".formatted((double) now / Ticks.SECOND, line));
    }

    @Override
    public void sent(Publication publication, long at) {
        events.add("sent " + publication.number());
    }

    @Override
    public void sentAnew(Publication publication, long at) {
        events.add("sent anew " + publication.number());
    }

    @Override
    public void confirmed(Publication publication, long at) {
        events.add("confirmed " + publication.number());
    }

    @Override
    public void abandoned(Publication publication, String reason, long at) {
        events.add("abandoned " + publication.number());
    }

    @Override
    public void delivered(String topic, int qos, Bytes payload, long at) {
        events.add("delivered " + topic + " " + payload.toUtf8());
    }

    @Override
    public void subscribed(Subscription subscription, boolean accepted, long at) {
        events.add((accepted ? "subscribed " : "not subscribed ")
                + subscription.topic().name());
    }

    @Override
    public void wakeEnded(long micros, boolean complete, long at) {
        events.add(complete ? "wake complete" : "wake incomplete");
    }

    @Override
    public void drained(long at) {
        events.add("drained");
    }
}
