package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
