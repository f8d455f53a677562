package dev.dormouse.bench.load;

import dev.dormouse.bench.load.Reactor.Work;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** One simulated MQTT-SN 1.2 device with a socket of its own: asks one thing at a time, answers what it is sent. */
public final class Device implements Closeable {
    /** Who hears the messages a device receives. */
    @FunctionalInterface
    public interface Inbox {
        /** A message from the gateway; the buffer is the payload, valid during the call. */
        void onMessage(ByteBuffer payload) throws IOException;
    }

    private static final int PUBLISH_HEADER = 7;
    private static final int MAX_MSG_ID = 0xFFFF;

    private final DatagramChannel channel;
    private final ByteBuffer in;
    private final int number;
    private final String clientId;
    private final Request request;
    private Inbox inbox = payload -> {};
    private int topicId;
    private int lastMsgId;

    /** Opens the socket. The buffer for reading may be shared by the devices of one thread. */
    Device(InetSocketAddress gateway, ByteBuffer in, int number, String clientId) throws IOException {
        this.channel = DatagramChannel.open().connect(gateway);
        this.channel.configureBlocking(false);
        this.in = in;
        this.number = number;
        this.clientId = clientId;
        this.request = new Request(channel);
    }

    DatagramChannel channel() {
        return channel;
    }

    Request request() {
        return request;
    }

    /** Place in its fleet, from 0. */
    public int number() {
        return number;
    }

    /** The topic id that was registered or subscribed last; 0 before. */
    public int topicId() {
        return topicId;
    }

    /** Replaces the listener for messages. */
    public void inbox(Inbox listener) {
        inbox = listener;
    }

    /** CONNECT with a clean session. */
    public void connect(Work then) throws IOException {
        request.send(SnDatagram.connect(clientId), SnType.CONNACK, SnType.NO_MSG_ID, answer -> then.run());
    }

    /** DISCONNECT for good. */
    public void disconnect(Work then) throws IOException {
        request.send(SnDatagram.empty(SnType.DISCONNECT), SnType.DISCONNECT, SnType.NO_MSG_ID, answer -> then.run());
    }

    /** DISCONNECT for a while, 1 to 65535 seconds. */
    public void sleep(int seconds, Work then) throws IOException {
        request.send(SnDatagram.sleep(seconds), SnType.DISCONNECT, SnType.NO_MSG_ID, answer -> then.run());
    }

    /** PINGREQ, until PINGRESP says that nothing waits any more. */
    public void wake(Work then) throws IOException {
        request.send(SnDatagram.wake(clientId), SnType.PINGRESP, SnType.NO_MSG_ID, answer -> then.run());
    }

    /** REGISTER of a topic; its id is then {@link #topicId}. */
    public void register(String topic, Work then) throws IOException {
        int msgId = nextMsgId();
        request.send(SnDatagram.register(msgId, topic), SnType.REGACK, msgId, answer -> {
            topicId = Short.toUnsignedInt(answer.getShort(2));
            then.run();
        });
    }

    /** SUBSCRIBE to one topic. */
    public void subscribe(int qos, String topic, Work then) throws IOException {
        int msgId = nextMsgId();
        request.send(SnDatagram.subscribe(msgId, qos, topic), SnType.SUBACK, msgId, answer -> {
            topicId = Short.toUnsignedInt(answer.getShort(3));
            then.run();
        });
    }

    /** PUBLISH at QoS 1 or 2 to the registered topic; the work runs after PUBACK or PUBCOMP. */
    public void publish(int qos, byte[] payload, Work then) throws IOException {
        int msgId = nextMsgId();
        byte[] publish = SnDatagram.publish(msgId, qos, topicId, payload);
        if (qos == 1) {
            request.send(publish, SnType.PUBACK, msgId, answer -> then.run());
        } else {
            request.send(
                    publish,
                    SnType.PUBREC,
                    msgId,
                    received -> request.send(SnDatagram.pubRel(msgId), SnType.PUBCOMP, msgId, completed -> then.run()));
        }
    }

    /** PUBLISH at QoS 0; false if the socket is full. */
    public boolean publish(byte[] payload) throws IOException {
        return channel.write(ByteBuffer.wrap(SnDatagram.publish(0, 0, topicId, payload))) > 0;
    }

    /** Reads all that has come. */
    void read() throws IOException {
        try {
            while (channel.read(in.clear()) > 0) {
                in.flip();
                if (in.limit() >= 2 && !request.answeredBy(in)) {
                    onUnasked();
                }
            }
        } catch (PortUnreachableException e) {
            // The gateway does not listen yet, or no longer: as good as lost on the way.
            return;
        }
    }

    private void onUnasked() throws IOException {
        if (SnType.PUBLISH.is(in)) {
            int msgId = SnType.PUBLISH.msgId(in);
            if (msgId != 0) {
                reply(SnDatagram.accept(SnType.PUBACK, in.getShort(3), msgId));
            }
            inbox.onMessage(in.position(PUBLISH_HEADER));
        } else if (SnType.REGISTER.is(in)) {
            reply(SnDatagram.accept(SnType.REGACK, in.getShort(2), SnType.REGISTER.msgId(in)));
        } else if (SnType.PINGREQ.is(in)) {
            reply(SnDatagram.empty(SnType.PINGRESP));
        }
    }

    private void reply(byte[] datagram) throws IOException {
        channel.write(ByteBuffer.wrap(datagram));
    }

    private int nextMsgId() {
        lastMsgId = lastMsgId % MAX_MSG_ID + 1;
        return lastMsgId;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
