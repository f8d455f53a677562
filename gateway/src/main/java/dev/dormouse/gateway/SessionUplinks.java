package dev.dormouse.gateway;

import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.loop.NettyLoop;
import dev.dormouse.gateway.session.UplinkSource;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import java.util.function.Function;

/** Uplinks of whatever kind as sessions use them, each on its session's loop. */
public final class SessionUplinks implements UplinkSource {
    private final Uplinks uplinks;
    private final Function<Loop, EventLoop> eventLoops;
    private final boolean serverKnowsClients;

    /**
     * For all sessions.
     *
     * @param eventLoops which of Netty's loops a loop is
     * @param serverKnowsClients each client has a session of its own at the MQTT server
     */
    public SessionUplinks(Uplinks uplinks, Function<Loop, EventLoop> eventLoops, boolean serverKnowsClients) {
        this.uplinks = uplinks;
        this.eventLoops = eventLoops;
        this.serverKnowsClients = serverKnowsClients;
    }

    static EventLoop eventLoop(Loop loop) {
        return ((NettyLoop) loop).eventLoop();
    }

    @Override
    public Uplink open(ClientId client, Loop loop, Consumer<FromBroker> session) {
        return uplinks.open(client, eventLoops.apply(loop), session);
    }

    @Override
    public void forget(ClientId client) {
        uplinks.forget(client);
    }

    @Override
    public boolean serverKnowsClients() {
        return serverKnowsClients;
    }
}
