package dev.dormouse.uplink.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/** Makes the library's acceptors, each speaking {@link BoundedMqtt}. */
final class BoundedAcceptors implements AcceptorFactory {
    /** Topic name, properties and headers beside the payload. */
    private static final int ENVELOPE_OCTETS = 1 << 17;

    private final AcceptorFactory netty = new NettyAcceptorFactory();
    private final ActiveMQServer server;
    private final int maxPacket;

    BoundedAcceptors(BrokerOptions options, ActiveMQServer server) {
        this.server = server;
        this.maxPacket = options.maxPacket() + ENVELOPE_OCTETS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the interface itself
    public Acceptor createAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService timers,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        Map<String, ProtocolManager> bounded = new HashMap<>();
        protocols.forEach((protocol, manager) -> bounded.put(protocol, new BoundedMqtt(manager, server, maxPacket)));
        return netty.createAcceptor(
                name, cluster, configuration, handler, listener, threads, timers, bounded, threadGroup, metrics);
    }
}
