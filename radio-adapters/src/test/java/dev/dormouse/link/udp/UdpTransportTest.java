package dev.dormouse.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UdpTransportTest {
    @Test
    void fitsTheLoop() throws InterruptedException {
        assertEquals(UdpTransport.EPOLL, fitting(EpollIoHandler.newFactory()));
        assertEquals(UdpTransport.NIO, fitting(NioIoHandler.newFactory()));
    }

    @Test
    void looksThroughAHandlerThatDelegates() throws InterruptedException {
        IoHandlerFactory epoll = EpollIoHandler.newFactory();
        assertEquals(UdpTransport.EPOLL, fitting(executor -> new Delegating(executor, epoll)));
    }

    @Test
    void refusesALoopWithoutSockets() {
        assertThrows(IllegalArgumentException.class, () -> fitting(LocalIoHandler.newFactory()));
    }

    @Test
    void carriesAnEchoOverAHandlerThatDelegates() throws InterruptedException, IOException {
        IoHandlerFactory epoll = EpollIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, executor -> new Delegating(executor, epoll));
        try (UdpLink link = new UdpLink("udp", group.next(), Network.EPOLL_IPV4.loopback(), UdpOptions.DEFAULT);
                Device device = new Device(Network.EPOLL_IPV4.loopback())) {
            link.start(new Echo(link));
            device.says(link.boundAddress().socketAddress(), "hello");
            assertEquals("hello", device.hearsText());
        } finally {
            end(group);
        }
    }

    private static UdpTransport fitting(IoHandlerFactory handlers) throws InterruptedException {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handlers);
        try {
            return UdpTransport.fitting(group.next());
        } finally {
            end(group);
        }
    }

    private static void end(MultiThreadIoEventLoopGroup group) throws InterruptedException {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10_000);
    }

    /** An I/O handler that is of no known class itself, as a composite of several is. */
    private static final class Delegating implements IoHandler {
        private final IoHandler handler;

        Delegating(ThreadAwareExecutor executor, IoHandlerFactory factory) {
            handler = factory.newHandler(executor);
        }

        @Override
        public void initialize() {
            handler.initialize();
        }

        @Override
        public int run(IoHandlerContext context) {
            return handler.run(context);
        }

        @Override
        public void prepareToDestroy() {
            handler.prepareToDestroy();
        }

        @Override
        public void destroy() {
            handler.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return handler.register(handle);
        }

        @Override
        public void wakeup() {
            handler.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return handler.isCompatible(handleType);
        }
    }
}
