package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opening a TCP channel to a name with several addresses. */
class TcpEndpointTest {
    private final RealLoops loops = RealLoops.best();

    @AfterEach
    void stop() {
        loops.close();
    }

    @Test
    void triesTheNextAddressWhenOneDoesNotAnswer() throws IOException {
        try (ServerSocket server = listening()) {
            ServerAddress address = ServerAddress.parse("mqtt://localhost:" + server.getLocalPort());
            OnlyOnce handler = new OnlyOnce();
            Future<Channel> opened = new TcpEndpoint(address).open(loops.next(), handler);
            assertTrue(opened.awaitUninterruptibly(5000));
            InetSocketAddress remote = (InetSocketAddress) opened.getNow().remoteAddress();
            assertEquals(NetUtil.LOCALHOST6, remote.getAddress());
            assertNotNull(opened.getNow().pipeline().context(handler));
            opened.getNow().close().syncUninterruptibly();
        }
    }

    /** After a dialogue the kernel would hold its acknowledgements back, in the hope of something to send along. */
    @Test
    void theKernelAcknowledgesAtOnceWhatHasBeenRead() throws IOException {
        assumeTrue(Epoll.isAvailable());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerAddress address = ServerAddress.parse("mqtt://127.0.0.1:" + server.getLocalPort());
            Future<Channel> opened = new TcpEndpoint(address).open(loops.next(), new Echo());
            try (Socket client = server.accept()) {
                for (int i = 0; i < 10; i++) {
                    client.getOutputStream().write(i);
                    assertEquals(i, client.getInputStream().read());
                }
                Channel channel = opened.getNow();
                assertEquals(
                        true,
                        loops.next()
                                .submit(() -> channel.config().getOption(EpollChannelOption.TCP_QUICKACK))
                                .syncUninterruptibly()
                                .getNow());
                channel.close().syncUninterruptibly();
            }
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // what fails does not come back
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    /** On IPv6 only, which is the second address of localhost. */
    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 1, NetUtil.LOCALHOST6);
        } catch (IOException e) {
            return abort("no IPv6 on the loopback interface");
        }
    }

    private static final class OnlyOnce extends ChannelInboundHandlerAdapter {}
}
