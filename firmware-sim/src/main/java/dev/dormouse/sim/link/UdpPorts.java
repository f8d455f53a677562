package dev.dormouse.sim.link;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** Each device has a UDP socket of its own. */
public final class UdpPorts implements Ports {
    private final EventLoop loop;
    private final InetSocketAddress gateway;
    private final Runnable onRead;

    /** The last is called before each datagram is heard: the moment to look at the clock. */
    public UdpPorts(EventLoop loop, InetSocketAddress gateway, Runnable onRead) {
        this.loop = loop;
        this.gateway = gateway;
        this.onRead = onRead;
    }

    @Override
    public Port open(int device, Port.Ear ear) {
        return Sockets.open(loop, gateway, datagram -> {
            onRead.run();
            ear.hear(datagram);
        });
    }
}
