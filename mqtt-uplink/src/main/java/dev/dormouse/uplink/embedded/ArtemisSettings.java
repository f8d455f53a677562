package dev.dormouse.uplink.embedded;

import io.netty.channel.local.LocalAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Our options in the language of Artemis, and the deliberate choices for a small broker inside a gateway. */
final class ArtemisSettings {
    static final String IN_VM = "in-vm";
    static final String TCP = "tcp";
    static final String WEB_SOCKET = "websocket";
    static final String TLS = "tls";

    /** The only protocol: left out, the acceptors would speak the library's own one as well. */
    private static final String MQTT = "MQTT";

    /** A journal record must fit into one file; what is larger gets a file of its own. */
    private static final int JOURNAL_FILE_OCTETS = 4 << 20;

    private static final int PAGE_FILE_OCTETS = 1 << 20;
    private static final int STOP_MILLIS = 1000;

    private final BrokerOptions options;

    ArtemisSettings(BrokerOptions options) {
        this.options = options;
    }

    Configuration configuration(DataDirectory data, LocalAddress local, List<Listener> listeners)
            throws BrokerException {
        ConfigurationImpl configuration = new ConfigurationImpl();
        store(configuration, data);
        threads(configuration);
        silence(configuration);
        limits(configuration);
        security(configuration);
        configuration.addAcceptorConfiguration(inVm(local));
        for (Listener listener : listeners) {
            configuration.addAcceptorConfiguration(socket(listener, data));
        }
        return configuration;
    }

    private static void store(Configuration configuration, DataDirectory data) {
        configuration
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal"))
                .setBindingsDirectory(data.resolve("bindings"))
                .setPagingDirectory(data.resolve("paging"))
                .setLargeMessagesDirectory(data.resolve("large"))
                .setJournalFileSize(JOURNAL_FILE_OCTETS)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(2)
                .setJournalSyncNonTransactional(true)
                .setJournalSyncTransactional(true)
                .setPersistIDCache(false)
                .setIDCacheSize(0)
                // our own lock was there first, so waiting would only hide a mistake
                .setJournalLockAcquisitionTimeout(2000);
    }

    private static void threads(Configuration configuration) {
        configuration.setThreadPoolMaxSize(8).setScheduledThreadPoolMaxSize(2);
    }

    private static void silence(Configuration configuration) {
        configuration
                .setName("dormouse")
                .setJMXManagementEnabled(false)
                .setJMXNotificationEnabled(false)
                // its default reaction to a slow disk is to halt the whole process
                .setCriticalAnalyzer(false)
                .setMessageCounterEnabled(false)
                .setSuppressSessionNotifications(true);
    }

    private void limits(Configuration configuration) {
        configuration.setMaxDiskUsage(options.maxDiskUsage()).setGlobalMaxSize(options.maxMemory());
        AddressSettings everywhere = new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageSizeBytes(PAGE_FILE_OCTETS)
                // a sleeping device may need many attempts; its message is not to be thrown away after ten
                .setMaxDeliveryAttempts(-1)
                // nowhere, but said explicitly: otherwise each new subscription logs two warnings
                .setDeadLetterAddress(SimpleString.of(""))
                .setExpiryAddress(SimpleString.of(""));
        configuration.addAddressSetting("#", everywhere);
    }

    private static void security(Configuration configuration) {
        configuration
                .setSecurityEnabled(true)
                // the cache does not tell the gateway's connections from those of strangers; so each message asks anew
                .setAuthenticationCacheSize(0)
                .setClusterUser(UUID.randomUUID().toString())
                .setClusterPassword(UUID.randomUUID().toString())
                // names nobody can guess: a client cannot manage the broker by publishing to a known topic
                .setManagementAddress(SimpleString.of("$management." + UUID.randomUUID()))
                .setManagementNotificationAddress(SimpleString.of("$notifications." + UUID.randomUUID()));
    }

    private TransportConfiguration inVm(LocalAddress address) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.USE_INVM_PROP_NAME, true);
        parameters.put(TransportConstants.HOST_PROP_NAME, address.id());
        return acceptor(IN_VM, parameters);
    }

    private TransportConfiguration socket(Listener listener, DataDirectory data) throws BrokerException {
        Map<String, Object> parameters = socketParameters(listener);
        TlsEndpoint tls = options.tls();
        if (tls != null && listener.name().equals(TLS)) {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PEMCFG");
            parameters.put(
                    TransportConstants.KEYSTORE_PATH_PROP_NAME, data.write("tls.properties", pemConfiguration(tls)));
            parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.2,TLSv1.3");
        }
        return acceptor(listener.name(), parameters);
    }

    private Map<String, Object> socketParameters(Listener listener) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, listener.hosts());
        parameters.put(TransportConstants.PORT_PROP_NAME, listener.port());
        parameters.put(TransportConstants.REMOTING_THREADS_PROPNAME, 1);
        parameters.put(TransportConstants.HANDSHAKE_TIMEOUT, 10);
        parameters.put(TransportConstants.WEB_SOCKET_MAX_FRAME_PAYLOAD_LENGTH, options.maxPacket() + (1 << 16));
        return parameters;
    }

    private TransportConfiguration acceptor(String name, Map<String, Object> parameters) {
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, MQTT);
        parameters.put(TransportConstants.QUIET_PERIOD, 0);
        parameters.put(TransportConstants.SHUTDOWN_TIMEOUT, STOP_MILLIS);
        Map<String, Object> mqtt = new HashMap<>();
        mqtt.put("maximumPacketSize", options.maxPacket());
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name, mqtt);
    }

    /** The file that tells the key store where certificate and key are; it holds no secret itself. */
    private static String pemConfiguration(TlsEndpoint tls) {
        return "alias=server\nsource.cert=" + tls.certificate().toAbsolutePath() + "\nsource.key="
                + tls.key().toAbsolutePath() + '\n';
    }
}
