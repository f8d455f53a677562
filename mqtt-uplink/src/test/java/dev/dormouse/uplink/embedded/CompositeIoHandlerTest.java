package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One loop, three kinds of channel: MQTT to the broker inside the process, UDP and TCP through the kernel. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as an answer that does not come
class CompositeIoHandlerTest {
    private static final int ROUNDS = 200;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws BrokerException {
        broker = EmbeddedBroker.start(BrokerOptions.in(directory).withTcp(null));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void carriesMqttUdpAndTcpOnOneEpollLoop() throws Exception {
        assumeTrue(Epoll.isAvailable(), "epoll is Linux only");
        carriesMqttUdpAndTcp(EpollIoHandler.newFactory(), EpollDatagramChannel.class, EpollServerSocketChannel.class);
    }

    @Test
    void carriesMqttUdpAndTcpOnOneNioLoop() throws Exception {
        carriesMqttUdpAndTcp(InVmClient.nio(), NioDatagramChannel.class, NioServerSocketChannel.class);
    }

    private static void carriesMqttUdpAndTcp(
            IoHandlerFactory network, Class<? extends DatagramChannel> udp, Class<? extends ServerSocketChannel> tcp)
            throws Exception {
        InVmClient mqtt = new InVmClient(broker.localAddress(), network);
        EventLoop loop = mqtt.channel().eventLoop();
        Channel udpEcho = new Bootstrap()
                .group(loop)
                .channel(udp)
                .handler(new DatagramEcho())
                .bind(ANY_PORT)
                .sync()
                .channel();
        Channel tcpEcho = new ServerBootstrap()
                .group(loop)
                .channel(tcp)
                .childHandler(new StreamEchoes())
                .bind(ANY_PORT)
                .sync()
                .channel();
        try (DatagramSocket datagrams = new DatagramSocket();
                Socket stream = new Socket(InetAddress.getLoopbackAddress(), port(tcpEcho))) {
            datagrams.connect(InetAddress.getLoopbackAddress(), port(udpEcho));
            datagrams.setSoTimeout(5000);
            stream.setSoTimeout(5000);
            String topic = "composite/" + udp.getSimpleName();
            mqtt.connect(udp.getSimpleName());
            mqtt.subscribe(topic);
            for (int round = 1; round <= ROUNDS; round++) {
                String text = "round " + round;
                byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
                datagrams.send(new java.net.DatagramPacket(octets, octets.length));
                stream.getOutputStream().write(octets);
                mqtt.publish(topic, round, text);

                assertEquals(text, mqtt.nextPayload());
                java.net.DatagramPacket echo = new java.net.DatagramPacket(new byte[100], 100);
                datagrams.receive(echo);
                assertEquals(text, new String(echo.getData(), 0, echo.getLength(), StandardCharsets.US_ASCII));
                assertEquals(
                        text, new String(stream.getInputStream().readNBytes(octets.length), StandardCharsets.US_ASCII));
            }
        } finally {
            mqtt.close();
        }
        assertTrue(loop.isTerminated());
        // The in-VM channel has no descriptor that could leak, and may end after its loop.
        for (Channel channel : Arrays.asList(udpEcho, tcpEcho)) {
            assertFalse(channel.isOpen(), () -> channel + " outlived its loop");
        }
    }

    @Test
    void sleepsAndWakesWhileOnlyAnInVmChannelIsThere() throws Exception {
        try (InVmClient mqtt = new InVmClient(broker.localAddress(), InVmClient.nio())) {
            mqtt.connect("sleeper");
            mqtt.subscribe("wake");
            // a timer of the loop ends its wait, and the broker's answer, from another thread, the next one
            EventLoop loop = mqtt.channel().eventLoop();
            loop.schedule(() -> mqtt.publish("wake", 7, "up"), 300, TimeUnit.MILLISECONDS);
            mqtt.next(MqttMessageType.PUBLISH);
        }
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @ChannelHandler.Sharable
    private static final class DatagramEcho extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket datagram = (DatagramPacket) message;
            context.writeAndFlush(new DatagramPacket(datagram.content(), datagram.sender()));
        }
    }

    private static final class StreamEchoes extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    context.writeAndFlush(message);
                }
            });
        }
    }
}
