package dev.dormouse.sim.dongle.meter;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.Connect;
import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.SearchGw;
import dev.dormouse.codec.v12.SubAck;
import dev.dormouse.codec.v12.Subscribe;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.dongle.Node;
import dev.dormouse.sim.dongle.Timeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A sleeping sensor (1.2 §6.14): it publishes a counter at QoS 1, sleeps, and wakes to fetch what has come for it. A message that was
 * not acknowledged is published again until it is, over however many connections.
 */
public final class Meter implements Node {
    private static final int PROTOCOL = 1;
    private static final int KEEP_ALIVE_SECONDS = 120;
    private static final int SLEEP_MARGIN_SECONDS = 30;
    private static final int LAST_MSG_ID = 0xFFFF;

    private final V12Codec codec = new V12Codec();
    private final MeterOptions options;
    private final Journal journal;
    private @Nullable Radio radio;
    private @Nullable Request request;
    private long alarm = Timeline.NEVER;
    private boolean listening;
    private boolean subscribed;
    private int lastMsgId;
    private int topicId;
    private int published;
    private int publishedNow;
    private int wakeUps;

    public Meter(MeterOptions options, Journal journal) {
        this.options = options;
        this.journal = journal;
    }

    @Override
    public void start(Radio given, long now) {
        radio = given;
        alarm = Math.max(now, options.firstStart());
    }

    @Override
    public long nextPoll() {
        return alarm;
    }

    @Override
    public boolean listening() {
        return listening;
    }

    /** How many of its messages have been acknowledged. */
    public int published() {
        return published;
    }

    @Override
    public void poll(long now) {
        Request waiting = request;
        if (waiting == null) {
            wake(now);
        } else if (waiting.repetitions() < options.retries()) {
            issue(waiting.again(), now);
        } else {
            fail(waiting.packet().type() + " not answered", now);
        }
    }

    private void wake(long now) {
        listening = true;
        if (subscribed && wakeUps < options.wakeUps()) {
            wakeUps++;
            Bytes name = Bytes.ofUtf8(options.name());
            issue(Request.of(new PingReq(name), V12PacketType.PINGRESP, 0), now);
        } else if (options.searches() && !subscribed) {
            issue(Request.of(new SearchGw(1), V12PacketType.GWINFO, 0), now);
        } else {
            connect(now);
        }
    }

    private void connect(long now) {
        Bytes name = Bytes.ofUtf8(options.name());
        wakeUps = 0;
        publishedNow = 0;
        issue(Request.of(new Connect(false, false, PROTOCOL, KEEP_ALIVE_SECONDS, name), V12PacketType.CONNACK, 0), now);
    }

    @Override
    public void hear(Bytes datagram, long now) {
        V12Packet packet;
        try {
            packet = codec.decode(datagram.toByteBuf());
        } catch (MalformedPacketException e) {
            journal.note(options.name(), "failed", "malformed packet: " + e.getMessage());
            return;
        }
        if (listening) {
            on(packet, now);
        }
    }

    private void on(V12Packet packet, long now) {
        switch (packet.type()) {
            case PUBLISH -> onPublish((Publish) packet);
            case REGISTER -> {
                Register register = (Register) packet;
                say(new RegAck(register.topicId(), register.msgId(), ReturnCode.ACCEPTED));
            }
            case GWINFO -> {
                if (answered(packet, 0)) {
                    journal.note(options.name(), "searched", "");
                    connect(now);
                }
            }
            case CONNACK -> onConnAck((ConnAck) packet, now);
            case SUBACK -> onSubAck((SubAck) packet, now);
            case REGACK -> onRegAck((RegAck) packet, now);
            case PUBACK -> onPubAck((PubAck) packet, now);
            case PINGRESP -> {
                if (answered(packet, 0)) {
                    sleep(now);
                }
            }
            case DISCONNECT -> {
                if (answered(packet, 0)) {
                    sleep(now);
                } else {
                    fail("DISCONNECT", now);
                }
            }
            default -> {
                // ADVERTISE and whatever else is of no use to it
            }
        }
    }

    private void onPublish(Publish publish) {
        if (publish.qos() == 1) {
            say(new PubAck(publish.topicId(), publish.msgId(), ReturnCode.ACCEPTED));
        }
        String text = publish.data().toUtf8();
        journal.note(options.name(), "heard", text == null ? publish.data().toHex() : text);
    }

    private void onConnAck(ConnAck connAck, long now) {
        if (!answered(connAck, 0)) {
            return;
        }
        if (!connAck.returnCode().equals(ReturnCode.ACCEPTED)) {
            fail("CONNACK " + connAck.returnCode(), now);
            return;
        }
        journal.note(options.name(), "connected", "");
        if (subscribed) {
            register(now);
            return;
        }
        int msgId = nextMsgId();
        Bytes filter = Bytes.ofUtf8("sim/" + options.name() + "/in");
        issue(Request.of(new Subscribe(false, 1, TopicIdType.NORMAL, msgId, filter), V12PacketType.SUBACK, msgId), now);
    }

    private void onSubAck(SubAck subAck, long now) {
        if (!answered(subAck, subAck.msgId())) {
            return;
        }
        if (subAck.returnCode().equals(ReturnCode.ACCEPTED)) {
            subscribed = true;
            register(now);
        } else {
            fail("SUBACK " + subAck.returnCode(), now);
        }
    }

    private void register(long now) {
        int msgId = nextMsgId();
        Bytes name = Bytes.ofUtf8("sim/" + options.name() + "/out");
        issue(Request.of(new Register(0, msgId, name), V12PacketType.REGACK, msgId), now);
    }

    private void onRegAck(RegAck regAck, long now) {
        if (!answered(regAck, regAck.msgId())) {
            return;
        }
        if (regAck.returnCode().equals(ReturnCode.ACCEPTED)) {
            topicId = regAck.topicId();
            publish(now);
        } else {
            fail("REGACK " + regAck.returnCode(), now);
        }
    }

    private void publish(long now) {
        int msgId = nextMsgId();
        Bytes payload = Bytes.ofUtf8(options.name() + "-" + (published + 1));
        issue(
                Request.of(
                        new Publish(false, 1, false, TopicIdType.NORMAL, topicId, msgId, payload),
                        V12PacketType.PUBACK,
                        msgId),
                now);
    }

    private void onPubAck(PubAck pubAck, long now) {
        if (!answered(pubAck, pubAck.msgId())) {
            return;
        }
        if (!pubAck.returnCode().equals(ReturnCode.ACCEPTED)) {
            fail("PUBACK " + pubAck.returnCode(), now);
            return;
        }
        published++;
        publishedNow++;
        journal.note(options.name(), "published", options.name() + "-" + published);
        if (publishedNow < options.publications()) {
            publish(now);
        } else {
            int seconds = (int) Math.min(0xFFFF, options.sleep() / 1000 + SLEEP_MARGIN_SECONDS);
            issue(Request.of(new Disconnect(seconds), V12PacketType.DISCONNECT, 0), now);
        }
    }

    private void sleep(long now) {
        request = null;
        listening = false;
        alarm = now + options.sleep();
        journal.note(options.name(), "asleep", "");
    }

    /** Connects anew after a pause. */
    private void fail(String reason, long now) {
        journal.note(options.name(), "failed", reason);
        request = null;
        wakeUps = options.wakeUps();
        alarm = now + options.retry();
    }

    /** Whether a packet is what the request waits for; if so, the request is done. */
    private boolean answered(V12Packet packet, int msgId) {
        Request waiting = request;
        if (waiting == null || waiting.answer() != packet.type() || waiting.msgId() != msgId) {
            return false;
        }
        request = null;
        return true;
    }

    private void issue(Request next, long now) {
        request = next;
        alarm = now + options.retry();
        say(next.packet());
    }

    private void say(V12Packet packet) {
        Radio out = radio;
        if (out == null) {
            return;
        }
        ByteBuf octets = Unpooled.buffer();
        codec.encode(packet, octets);
        Bytes datagram = Bytes.read(octets, octets.readableBytes());
        if (packet.type() == V12PacketType.SEARCHGW) {
            out.broadcast(datagram);
        } else {
            out.send(datagram);
        }
    }

    private int nextMsgId() {
        lastMsgId = lastMsgId == LAST_MSG_ID ? 1 : lastMsgId + 1;
        return lastMsgId;
    }
}
