package dev.dormouse.uplink.embedded;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Lets one event loop carry sockets and in-VM channels: Netty's own handlers take one kind each. Everything with a descriptor goes
 * to the network handler, which alone waits; in-VM channels only ever run as tasks of the loop, and a task wakes that handler.
 */
public final class CompositeIoHandler implements IoHandler {
    private final IoHandler network;
    private final IoHandler local;

    private CompositeIoHandler(IoHandler network, IoHandler local) {
        this.network = network;
        this.local = local;
    }

    /** Makes handlers that add in-VM channels to what the given factory (epoll or NIO) carries. */
    public static IoHandlerFactory factory(IoHandlerFactory network) {
        IoHandlerFactory local = LocalIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new CompositeIoHandler(network.newHandler(executor), local.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return network.isChangingThreadSupported() && local.isChangingThreadSupported();
            }
        };
    }

    @Override
    public void initialize() {
        network.initialize();
        local.initialize();
    }

    /** The local handler is left out on purpose: all its {@code run} does is to park the thread. */
    @Override
    public int run(IoHandlerContext context) {
        return network.run(context);
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return (local.isCompatible(handle.getClass()) ? local : network).register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return local.isCompatible(handleType) || network.isCompatible(handleType);
    }

    @Override
    public void wakeup() {
        network.wakeup();
    }

    @Override
    public void prepareToDestroy() {
        local.prepareToDestroy();
        network.prepareToDestroy();
    }

    @Override
    public void destroy() {
        local.destroy();
        network.destroy();
    }
}
