package dev.dormouse.gateway;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.config.BrokerConfig;
import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.config.LimitsConfig;
import dev.dormouse.gateway.config.Secret;
import dev.dormouse.gateway.config.TimersConfig;
import dev.dormouse.gateway.config.TransportKind;
import dev.dormouse.gateway.config.UplinkConfig;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.loop.NettyLoops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.QueueRule;
import dev.dormouse.gateway.session.QueueRules;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.session.UplinkSource;
import dev.dormouse.gateway.store.KeptMessages;
import dev.dormouse.gateway.store.MvSessionStore;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.store.StoreException;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.embedded.BrokerOptions;
import dev.dormouse.uplink.embedded.CompositeIoHandler;
import dev.dormouse.uplink.embedded.EmbeddedBroker;
import dev.dormouse.uplink.embedded.Endpoint;
import dev.dormouse.uplink.embedded.TlsEndpoint;
import dev.dormouse.uplink.mqtt.BackOff;
import dev.dormouse.uplink.mqtt.Credentials;
import dev.dormouse.uplink.mqtt.LocalEndpoint;
import dev.dormouse.uplink.mqtt.MqttUplinks;
import dev.dormouse.uplink.mqtt.ProtocolChoice;
import dev.dormouse.uplink.mqtt.ServerAddress;
import dev.dormouse.uplink.mqtt.TlsOptions;
import dev.dormouse.uplink.mqtt.UplinkOptions;
import dev.dormouse.uplink.shared.SharedUplinks;
import dev.dormouse.uplink.stored.StoredLimits;
import dev.dormouse.uplink.stored.StoredUplinks;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** From the configuration to the objects: the one place where constructors are called and vocabularies of settings translated. */
final class Wiring {
    private final GatewayConfig config;

    Wiring(GatewayConfig config) {
        this.config = config;
    }

    boolean isEmbedded() {
        return config.uplink().mode() == UplinkConfig.Mode.EMBEDDED;
    }

    NettyLoops loops() {
        NettyLoops.Transport transport =
                config.transport() == TransportKind.NIO ? NettyLoops.Transport.NIO : NettyLoops.Transport.EPOLL_OR_NIO;
        return NettyLoops.start(
                config.threads(), transport, isEmbedded() ? CompositeIoHandler::factory : UnaryOperator.identity());
    }

    BrokerOptions brokerOptions() {
        BrokerConfig broker = config.broker();
        Map<String, String> users = broker.users().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, user -> user.getValue().value()));
        BrokerOptions options = BrokerOptions.in(config.data().resolve(broker.data()))
                .withTcp(endpoint(broker.port()))
                .withWebSocket(endpoint(broker.websocketPort()))
                .withUsers(users)
                .withMaxDiskUsage(broker.maxDiskUsage());
        Endpoint tls = endpoint(broker.tlsPort());
        return tls == null
                ? options
                : options.withTls(new TlsEndpoint(
                        tls,
                        Objects.requireNonNull(broker.certificateFile()),
                        Objects.requireNonNull(broker.keyFile())));
    }

    private @Nullable Endpoint endpoint(int port) {
        return port == 0 ? null : new Endpoint(config.broker().host(), port);
    }

    /** The way to the MQTT server, with a connection for each client or shared ones. */
    Uplinks uplinks(@Nullable EmbeddedBroker broker, NettyLoops loops) throws StartException {
        MqttUplinks uplinks = mqttUplinks(broker, loops.first());
        UplinkConfig.Shared shared = config.uplink().shared();
        if (shared == null) {
            return uplinks;
        }
        int count = shared.connections() == 0 ? loops.all().size() : shared.connections();
        List<EventLoop> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(loops.forLink(i));
        }
        return new SharedUplinks(
                uplinks,
                places,
                shared.clientId(),
                config.timers().sessionExpiry(),
                backOff(),
                broker == null ? SharedUplinks.Overlaps.TOLD_APART : SharedUplinks.Overlaps.COPIES_ALIKE);
    }

    /**
     * The way to the MQTT server that sessions use: with the gateway's durable queue in between, or without.
     *
     * @param lower the way itself
     * @param kept the sessions before whose queues are taken up
     */
    Uplinks storing(Uplinks lower, SessionStore store, List<SessionSnapshot> kept, NettyLoops loops) {
        if (!config.uplink().onStore()) {
            return lower;
        }
        LimitsConfig limits = config.limits();
        StoredUplinks stored = new StoredUplinks(
                lower,
                new KeptMessages(store),
                new StoredLimits(
                        limits.queueMessages(),
                        limits.queueSize(),
                        config.queue().totalSize()),
                InstantSource.system(),
                queueRules()::timeToLive,
                lower instanceof SharedUplinks shared ? shared::resume : null);
        Loops choice = new Loops(loops.all());
        Instant now = Instant.now();
        for (SessionSnapshot session : kept) {
            EventLoop loop = SessionUplinks.eventLoop(choice.all().get(choice.indexFor(session.client())));
            KeptMessages.restore(stored, session, loop, now, config.timers().sessionExpiry());
        }
        return stored;
    }

    private MqttUplinks mqttUplinks(@Nullable EmbeddedBroker broker, EventLoop loop) throws StartException {
        try {
            if (broker != null) {
                UplinkOptions options = common(UplinkOptions.to(ServerAddress.parse("mqtt://embedded")));
                return new MqttUplinks(options, loop, new LocalEndpoint(broker.localAddress()));
            }
            return new MqttUplinks(upstreamOptions(), loop);
        } catch (IllegalArgumentException e) {
            throw new StartException("The MQTT server cannot be used as configured: " + e.getMessage(), e);
        }
    }

    private UplinkOptions upstreamOptions() {
        UplinkConfig uplink = config.uplink();
        UplinkOptions options = common(UplinkOptions.to(Objects.requireNonNull(uplink.url())));
        if (uplink.username() != null) {
            Secret password = uplink.password();
            options = options.with(new Credentials(
                    uplink.username().value(), password == null ? Bytes.EMPTY : Bytes.ofUtf8(password.value())));
        }
        TlsOptions tls = TlsOptions.defaults();
        if (uplink.caFile() != null) {
            tls = tls.trusting(uplink.caFile());
        }
        if (uplink.certificateFile() != null && uplink.keyFile() != null) {
            tls = tls.identifiedBy(uplink.certificateFile(), uplink.keyFile());
        }
        return options.with(protocol(uplink.protocol()))
                .with(tls.with(uplink.verifyHost() ? TlsOptions.HostNameCheck.ON : TlsOptions.HostNameCheck.OFF));
    }

    private static ProtocolChoice protocol(UplinkConfig.Protocol protocol) {
        return switch (protocol) {
            case AUTO -> ProtocolChoice.AUTO;
            case MQTT_5 -> ProtocolChoice.MQTT_5;
            case MQTT_3_1_1 -> ProtocolChoice.MQTT_3_1_1;
        };
    }

    private BackOff backOff() {
        return new BackOff(config.uplink().reconnectMin(), config.uplink().reconnectMax());
    }

    private UplinkOptions common(UplinkOptions options) {
        LimitsConfig limits = config.limits();
        UplinkConfig uplink = config.uplink();
        return options.with(new UplinkOptions.Timing(
                        uplink.keepAlive(), uplink.willDelay(), uplink.connectTimeout(), backOff()))
                .with(new UplinkOptions.Limits(
                        uplink.shared() == null
                                ? Math.min(uplink.receiveMaximum(), limits.queueMessages())
                                : uplink.receiveMaximum(),
                        options.limits().maximumPacketSize(),
                        uplink.shared() == null ? backlog(limits) : SharedUplinks.MOST_OPEN));
    }

    /** All that one client's session may ask for before the server answers: at worst every subscription again, and its requests. */
    private static int backlog(LimitsConfig limits) {
        return limits.subscriptionsPerClient() + 2 * (limits.requestsPerClient() + 1);
    }

    /** Where the MQTT server is, for people. */
    String serverUrl() {
        return Objects.requireNonNull(config.uplink().url()).toString();
    }

    /** The store of sessions in the data directory, or one that keeps nothing. */
    SessionStore store() throws StoreException {
        return config.store().enabled()
                ? MvSessionStore.open(config.data().resolve(config.store().data()))
                : SessionStore.none();
    }

    Reception reception(NettyLoops loops, Uplinks uplinks, SessionStore store, Counters counters) {
        UplinkSource source = new SessionUplinks(
                uplinks, SessionUplinks::eventLoop, config.uplink().shared() == null);
        LimitsConfig limits = config.limits();
        return new Reception(
                config.sessions().pahoLongQosMinus1() ? V12Dialect.withNamesAtQosMinusOne() : new V12Dialect(),
                new Loops(loops.all()),
                new ReceptionSettings(
                        new AdmissionLimits(
                                limits.clients(),
                                limits.halfOpenConnects(),
                                limits.newSessionsPerSecond(),
                                limits.newSessionsPerSecondPerAddress()),
                        config.sessions().strictClientIds(),
                        config.queue().totalSize()),
                sessionSettings(),
                new PredefinedTopics(
                        config.topics().predefined(), config.topics().clients()),
                source,
                store,
                uplinks.sessionless(),
                counters,
                config.log().trace()
                        ? PacketTrace.to(line -> Logger.tag(PacketTrace.TAG).info(line))
                        : PacketTrace.off());
    }

    private SessionSettings sessionSettings() {
        TimersConfig timers = config.timers();
        LimitsConfig limits = config.limits();
        return new SessionSettings(
                timers.retryInterval(),
                timers.retryCount(),
                timers.congestionWait(),
                config.uplink().connectTimeout(),
                timers.upstreamLost(),
                timers.idleLimit(),
                timers.sessionExpiry(),
                limits.topicsPerClient(),
                limits.requestsPerClient(),
                limits.subscriptionsPerClient(),
                limits.queueMessages(),
                limits.queueSize(),
                queueRules(),
                config.sessions().wakeConnectKeepsSession());
    }

    private QueueRules queueRules() {
        return new QueueRules(config.queue().rules().stream()
                .map(rule -> new QueueRule(rule.filter(), rule.lastOnly(), rule.timeToLive(), rule.mostPerWake()))
                .toList());
    }

    /** True when a link lets devices find the gateway, which it may only while the MQTT server is there. */
    boolean canBeFound() {
        return config.links().stream()
                .map(link -> link.common().discovery())
                .anyMatch(discovery -> discovery.answersSearches()
                        || !discovery.advertiseEvery().isZero());
    }
}
