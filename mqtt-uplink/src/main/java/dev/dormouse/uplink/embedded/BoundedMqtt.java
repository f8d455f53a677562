package dev.dormouse.uplink.embedded;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/**
 * The library's MQTT with a bound on what a stranger can make it hold: left alone it collects packets of up to 256 MiB before it
 * looks at them, even before CONNECT, and keeps octets of an unknown protocol for ever; and in order, see {@link OrderedMqtt}.
 */
@SuppressWarnings("rawtypes") // as the interface itself
final class BoundedMqtt<P extends BaseInterceptor, R extends RoutingHandler> implements ProtocolManager<P, R> {
    private final ProtocolManager<P, R> mqtt;
    private final ActiveMQServer server;
    private final int maxPacket;

    // maxPacket counts the octets after the fixed header
    BoundedMqtt(ProtocolManager<P, R> mqtt, ActiveMQServer server, int maxPacket) {
        this.mqtt = mqtt;
        this.server = server;
        this.maxPacket = maxPacket;
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        mqtt.addChannelHandlers(pipeline);
        pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(maxPacket));
        pipeline.replace(MQTTProtocolHandler.class, "mqtt", new OrderedMqtt(server, (MQTTProtocolManager) mqtt));
    }

    /** Always: there is no other protocol, and what is not MQTT is refused by its decoder without a word in the log. */
    @Override
    public boolean isProtocol(byte[] start) {
        return true;
    }

    @Override
    public boolean acceptsNoHandshake() {
        return mqtt.acceptsNoHandshake();
    }

    @Override
    public ProtocolManagerFactory<P> getFactory() {
        return mqtt.getFactory();
    }

    @Override
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
        mqtt.updateInterceptors(incoming, outgoing);
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
        return mqtt.createConnectionEntry(acceptor, connection);
    }

    @Override
    public void removeHandler(String name) {
        mqtt.removeHandler(name);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        mqtt.handleBuffer(connection, buffer);
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        mqtt.handshake(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return mqtt.websocketSubprotocolIdentifiers();
    }

    @Override
    public void setAnycastPrefix(String prefix) {
        mqtt.setAnycastPrefix(prefix);
    }

    @Override
    public void setMulticastPrefix(String prefix) {
        mqtt.setMulticastPrefix(prefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
        return mqtt.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String domain) {
        mqtt.setSecurityDomain(domain);
    }

    @Override
    public String getSecurityDomain() {
        return mqtt.getSecurityDomain();
    }

    @Override
    public R getRoutingHandler() {
        return mqtt.getRoutingHandler();
    }
}
