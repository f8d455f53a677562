package dev.dormouse.uplink.embedded;

import io.netty.channel.local.LocalAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.tinylog.Logger;

/** An MQTT 3.1.1 and 5 server inside this process (Apache ActiveMQ Artemis), with its messages safe on disk. */
public final class EmbeddedBroker implements AutoCloseable {
    private final DataDirectory data;
    private final ActiveMQServer server;
    private final LocalAddress localAddress;

    private EmbeddedBroker(DataDirectory data, ActiveMQServer server, LocalAddress localAddress) {
        this.data = data;
        this.server = server;
        this.localAddress = localAddress;
    }

    /**
     * Starts a broker and returns when it accepts connections, after one or two seconds; the caller closes it.
     *
     * @throws BrokerException saying what to change: a port in use, a directory that is held or read-only, strangers let in
     */
    public static EmbeddedBroker start(BrokerOptions options) throws BrokerException {
        Doorkeeper doorkeeper = Doorkeeper.of(options.users());
        List<Listener> listeners = listeners(options);
        DataDirectory data = DataDirectory.claim(options.dataDirectory());
        LocalAddress localAddress = new LocalAddress("dormouse-" + UUID.randomUUID());
        try {
            Configuration configuration = new ArtemisSettings(options).configuration(data, localAddress, listeners);
            ActiveMQServer server = new ActiveMQServerImpl(configuration, doorkeeper);
            BoundedAcceptors acceptors = new BoundedAcceptors(options, server);
            configuration.getAcceptorConfigurations().forEach(acceptor -> server.getServiceRegistry()
                    .addAcceptorFactory(acceptor.getName(), acceptors));
            EmbeddedBroker broker = new EmbeddedBroker(data, server, localAddress);
            broker.startServer(listeners);
            return broker;
        } catch (BrokerException e) {
            data.close();
            throw e;
        }
    }

    private static List<Listener> listeners(BrokerOptions options) throws BrokerException {
        boolean everybodyIsLetIn = options.users().isEmpty();
        List<Listener> listeners = new ArrayList<>();
        if (options.tcp() != null) {
            listeners.add(Listener.of(ArtemisSettings.TCP, options.tcp(), everybodyIsLetIn));
        }
        if (options.webSocket() != null) {
            listeners.add(Listener.of(ArtemisSettings.WEB_SOCKET, options.webSocket(), everybodyIsLetIn));
        }
        if (options.tls() != null) {
            options.tls().requireUsable();
            listeners.add(Listener.of(ArtemisSettings.TLS, options.tls().endpoint(), everybodyIsLetIn));
        }
        return listeners;
    }

    private void startServer(List<Listener> listeners) throws BrokerException {
        try {
            server.start();
            requireStarted(ArtemisSettings.IN_VM);
            for (Listener listener : listeners) {
                requireStarted(listener.name());
            }
        } catch (BrokerException e) {
            stopServer();
            throw e;
        } catch (Exception | LinkageError e) {
            stopServer();
            throw new BrokerException("The broker did not start: " + e.getMessage(), e);
        }
    }

    /** The library logs what went wrong with an acceptor and goes on without it. */
    private void requireStarted(String listener) throws BrokerException {
        Acceptor acceptor = server.getRemotingService().getAcceptor(listener);
        if (acceptor == null || !acceptor.isStarted()) {
            throw new BrokerException("The broker's listener \"" + listener + "\" did not start; the log says why.");
        }
    }

    /** Where the gateway's own channels connect to, without passing the network. */
    public LocalAddress localAddress() {
        return localAddress;
    }

    /** The port that was bound for MQTT over TCP, or -1 when there is none. */
    public int tcpPort() {
        return port(ArtemisSettings.TCP);
    }

    /** The port that was bound for MQTT over WebSocket, or -1 when there is none. */
    public int webSocketPort() {
        return port(ArtemisSettings.WEB_SOCKET);
    }

    /** The port that was bound for MQTT over TLS, or -1 when there is none. */
    public int tlsPort() {
        return port(ArtemisSettings.TLS);
    }

    private int port(String listener) {
        return server.getRemotingService().getAcceptor(listener) instanceof NettyAcceptor acceptor
                ? acceptor.getActualPort()
                : -1;
    }

    /** Stops accepting, writes what is pending, gives the directory free; takes a few seconds at the most. */
    @Override
    public void close() {
        stopServer();
    }

    private void stopServer() {
        try {
            server.stop();
        } catch (Exception e) {
            Logger.warn(e, "The embedded broker did not stop cleanly; its journal is repaired at the next start");
        } finally {
            data.close();
        }
    }
}
