package dev.dormouse.uplink.embedded;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** As much of an MQTT 5 client as the tests of the broker need, on one loop with a composite handler. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as an answer that does not come
final class InVmClient implements AutoCloseable {
    private final EventLoopGroup group;
    private final BlockingQueue<MqttMessage> inbox = new LinkedBlockingQueue<>();
    private final Channel channel;

    InVmClient(LocalAddress broker, IoHandlerFactory network) throws InterruptedException {
        group = new MultiThreadIoEventLoopGroup(1, CompositeIoHandler.factory(network));
        channel = new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(MqttEncoder.INSTANCE, new MqttDecoder(1 << 20), new Inbox());
                    }
                })
                .connect(broker)
                .sync()
                .channel();
    }

    static IoHandlerFactory nio() {
        return NioIoHandler.newFactory();
    }

    /** The loop, for whatever else is to run on it. */
    EventLoopGroup group() {
        return group;
    }

    Channel channel() {
        return channel;
    }

    void connect(String clientId) throws InterruptedException {
        connect(clientId, MqttProperties.NO_PROPERTIES);
    }

    void connect(String clientId, int receiveMaximum) throws InterruptedException {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, receiveMaximum));
        connect(clientId, properties);
    }

    private void connect(String clientId, MqttProperties properties) throws InterruptedException {
        channel.writeAndFlush(MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_5)
                .clientId(clientId)
                .cleanSession(true)
                .keepAlive(60)
                .properties(properties)
                .build());
        MqttConnAckMessage answer = (MqttConnAckMessage) next(MqttMessageType.CONNACK);
        if (answer.variableHeader().connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            throw new AssertionError("refused: " + answer);
        }
    }

    void subscribe(String filter) throws InterruptedException {
        subscribe(filter, MqttQoS.AT_LEAST_ONCE);
    }

    void subscribe(String filter, MqttQoS qos) throws InterruptedException {
        channel.writeAndFlush(MqttMessageBuilders.subscribe()
                .messageId(1)
                .addSubscription(qos, filter)
                .build());
        next(MqttMessageType.SUBACK);
    }

    void publish(String topic, int packetId, String text) {
        publish(topic, packetId, MqttQoS.AT_LEAST_ONCE, text);
    }

    void publish(String topic, int packetId, MqttQoS qos, String text) {
        channel.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(topic)
                .messageId(packetId)
                .qos(qos)
                .payload(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
                .build());
    }

    void send(MqttMessageType type, int packetId) {
        MqttQoS flags = type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE;
        channel.writeAndFlush(new MqttMessage(
                new MqttFixedHeader(type, false, flags, false, 0), MqttMessageIdVariableHeader.from(packetId)));
    }

    /** Whether there is a message of this type within this time; it, and others before it, are dropped. */
    boolean hearsWithin(Duration patience, MqttMessageType type) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        MqttMessage message;
        do {
            message = inbox.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            ReferenceCountUtil.release(message);
        } while (message != null && message.fixedHeader().messageType() != type);
        return message != null;
    }

    /** The next message of this type; others before it are dropped. */
    MqttMessage next(MqttMessageType type) throws InterruptedException {
        for (MqttMessage message = poll(); ; message = poll()) {
            if (message.fixedHeader().messageType() == type) {
                return message;
            }
            ReferenceCountUtil.release(message);
        }
    }

    String nextPayload() throws InterruptedException {
        MqttPublishMessage publish = (MqttPublishMessage) next(MqttMessageType.PUBLISH);
        String text = publish.payload().toString(StandardCharsets.UTF_8);
        publish.release();
        return text;
    }

    /** The next message, whatever it is. */
    MqttMessage poll() throws InterruptedException {
        MqttMessage message = inbox.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the broker does not answer");
        }
        return message;
    }

    @Override
    public void close() {
        // Without a quiet period Netty may end the loop before it has told the handler to close its channels.
        group.shutdownGracefully(50, 5000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private final class Inbox extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            inbox.add(ReferenceCountUtil.retain(message));
        }
    }
}
