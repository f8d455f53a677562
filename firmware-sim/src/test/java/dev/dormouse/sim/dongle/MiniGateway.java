package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.GwInfo;
import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.codec.v12.PingResp;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.SubAck;
import dev.dormouse.codec.v12.Subscribe;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** As much of a gateway as one device needs to believe that there is one: it says yes, and delivers what waits after a PINGREQ. */
public final class MiniGateway {
    private static final int TOPIC = 7;

    private final V12Codec codec = new V12Codec();
    private final Set<String> published = new LinkedHashSet<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final Queue<String> waiting = new ArrayDeque<>();

    /** The payloads that have come, without repetitions. */
    public Set<String> published() {
        return published;
    }

    /** The downlink payloads that the device has acknowledged. */
    public List<String> acknowledged() {
        return acknowledged;
    }

    /** Has this message wait for the device to wake up. */
    public void queue(String payload) {
        waiting.add(payload);
    }

    /** The answers to a datagram, in order. */
    public List<Bytes> answer(Bytes datagram) {
        V12Packet packet;
        try {
            packet = codec.decode(datagram.toByteBuf());
        } catch (MalformedPacketException e) {
            throw new AssertionError("the device says " + datagram, e);
        }
        return answers(packet).stream().map(this::encode).toList();
    }

    private List<V12Packet> answers(V12Packet packet) {
        return switch (packet.type()) {
            case SEARCHGW -> List.of(new GwInfo(1, Bytes.EMPTY));
            case CONNECT -> List.of(new ConnAck(ReturnCode.ACCEPTED));
            case SUBSCRIBE -> List.of(new SubAck(1, TOPIC, ((Subscribe) packet).msgId(), ReturnCode.ACCEPTED));
            case REGISTER -> List.of(new RegAck(TOPIC + 1, ((Register) packet).msgId(), ReturnCode.ACCEPTED));
            case PUBLISH -> {
                Publish publish = (Publish) packet;
                published.add(String.valueOf(publish.data().toUtf8()));
                yield List.of(new PubAck(publish.topicId(), publish.msgId(), ReturnCode.ACCEPTED));
            }
            case PINGREQ -> ((PingReq) packet).clientId() == null ? List.of(new PingResp()) : next();
            case PUBACK -> {
                acknowledged.add(String.valueOf(waiting.poll()));
                yield next();
            }
            case DISCONNECT -> List.of(new Disconnect(null));
            default -> List.of();
        };
    }

    private List<V12Packet> next() {
        String payload = waiting.peek();
        return payload == null
                ? List.of(new PingResp())
                : List.of(
                        new Publish(false, 1, false, TopicIdType.NORMAL, TOPIC, waiting.size(), Bytes.ofUtf8(payload)));
    }

    private Bytes encode(V12Packet packet) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(packet, out);
        return Bytes.read(out, out.readableBytes());
    }
}
