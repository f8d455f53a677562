package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the kernel is asked to acknowledge without delay; told by the kernel itself. */
class PromptAcksTest {
    private static final byte[] PUBACK = HexFormat.of().parseHex("40020001");
    private static final int PUBLISH_OCTETS = 7;

    private final RealLoops loops = RealLoops.best();
    private final BlockingQueue<MqttMessageType> heard = new ArrayBlockingQueue<>(100);
    private final EventLoop loop = loops.next();
    private final Connection connection = new Connection(new Flushes(loop), new Answers());

    @AfterEach
    void stop() {
        loops.close();
    }

    /** After a dialogue the kernel would hold its acknowledgement back, in the hope of something to send along. */
    @Test
    void whatIsReadIsAcknowledgedSoonWhileMoreAnswersAreUnderWay() throws IOException, InterruptedException {
        assumeTrue(Epoll.isAvailable());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerAddress address = ServerAddress.parse("mqtt://127.0.0.1:" + server.getLocalPort());
            Future<Channel> opened = new TcpEndpoint(address).open(loop, new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new MqttDecoder(100), MqttEncoder.INSTANCE, connection);
                }
            });
            try (Socket peer = server.accept()) {
                opened.syncUninterruptibly();
                for (int i = 0; i < 20; i++) {
                    publish(1);
                    answers(peer, 1);
                }
                publish(2);
                answers(peer, 2);

                // The turn in which the answer was read is over.
                loop.submit(() -> {}).syncUninterruptibly();
                assertEquals(
                        true,
                        loop.schedule(
                                        () -> opened.getNow().config().getOption(EpollChannelOption.TCP_QUICKACK),
                                        PromptAcks.PATIENCE_MILLIS,
                                        TimeUnit.MILLISECONDS)
                                .syncUninterruptibly()
                                .getNow());
            }
        }
    }

    private void publish(int messages) {
        loop.submit(() -> {
                    for (int i = 0; i < messages; i++) {
                        connection.write(MqttMessageBuilders.publish()
                                .topicName("t")
                                .messageId(1)
                                .qos(MqttQoS.AT_LEAST_ONCE)
                                .payload(Unpooled.EMPTY_BUFFER)
                                .build());
                    }
                })
                .syncUninterruptibly();
    }

    /** The server hears as many messages and answers one. */
    private void answers(Socket peer, int messages) throws IOException, InterruptedException {
        assertEquals(messages * PUBLISH_OCTETS, peer.getInputStream().readNBytes(messages * PUBLISH_OCTETS).length);
        peer.getOutputStream().write(PUBACK);
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
    }

    /** Tells that an answer came. */
    private final class Answers implements Connection.Listener {
        @Override
        public void onPacket(MqttMessage packet) {
            heard.add(packet.fixedHeader().messageType());
        }

        @Override
        public void onClosed(String detail) {}
    }
}
