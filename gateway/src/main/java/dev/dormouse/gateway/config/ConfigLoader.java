package dev.dormouse.gateway.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the configuration from a TOML file, environment variables and defaults, or tells everything that is wrong. */
public final class ConfigLoader {

    private final Problems problems = new Problems();
    private final KnownKeys known = new KnownKeys();

    private ConfigLoader() {}

    /**
     * Loads the configuration. Environment variables win over the file.
     *
     * @param file a TOML file; null takes variables and defaults only
     * @param environment variables of the process; those that do not start with {@code DORMOUSE_} are left alone
     * @throws ConfigException with all problems, if there is any
     */
    public static GatewayConfig load(@Nullable Path file, Map<String, String> environment) throws ConfigException {
        return new ConfigLoader().read(file, environment);
    }

    /** All keys the loader knows, places of lists as {@code 0}; what the operator names freely is left out. */
    static Set<String> knownKeys() throws ConfigException {
        ConfigLoader loader = new ConfigLoader();
        loader.read(null, Map.of());
        return loader.known.all();
    }

    private GatewayConfig read(@Nullable Path file, Map<String, String> environment) throws ConfigException {
        Node.Table root =
                file == null ? new Node.Table(new Node.Origin("defaults", 0)) : new TomlFile(file, problems).read();
        problems.refuseIfAny();
        new Environment(environment, problems).layOver(root);
        Section top = new Section(root, "", problems, known);
        GatewayConfig config = config(top);
        top.refuseUnknownKeys();
        problems.refuseIfAny();
        return config;
    }

    private static GatewayConfig config(Section top) {
        Path data = top.path("data");
        int gatewayId = top.integer("gateway-id", 1, 255, 1);
        int threads = top.integer("threads", 0, 64, 0);
        TransportKind transport = top.choice(
                "transport", Map.of("auto", TransportKind.AUTO, "nio", TransportKind.NIO), TransportKind.AUTO);
        TimersConfig timers = TimersReader.read(top.section("timers"));
        UplinkConfig uplink = UplinkReader.read(top.section("uplink"), gatewayId);
        StoreConfig store = store(top.section("store"));
        if (!store.enabled() && uplink.onStore() && uplink.shared() == null) {
            top.section("uplink").wrong("acknowledge", "is \"on-store\", which needs \"store.enabled\"");
        }
        return new GatewayConfig(
                data == null ? Path.of("data") : data,
                gatewayId,
                threads,
                transport,
                LinksReader.read(top, timers.retryInterval()),
                uplink,
                BrokerReader.read(top.section("broker")),
                TopicsReader.read(top.section("topics")),
                LimitsReader.read(top.section("limits"), uplink),
                QueueReader.read(top.section("queue")),
                timers,
                sessions(top.section("sessions")),
                store,
                log(top.section("log")));
    }

    private static SessionsConfig sessions(Section section) {
        return new SessionsConfig(
                section.flag("strict-client-ids", false),
                section.flag("paho-long-qos-minus-1", false),
                section.flag("wake-connect-keeps-session", false));
    }

    private static StoreConfig store(Section section) {
        Path data = section.path("data");
        return new StoreConfig(section.flag("enabled", true), data == null ? Path.of("sessions") : data);
    }

    private static LogConfig log(Section section) {
        Map<String, LogConfig.Level> levels = Map.of(
                "trace", LogConfig.Level.TRACE,
                "debug", LogConfig.Level.DEBUG,
                "info", LogConfig.Level.INFO,
                "warn", LogConfig.Level.WARN,
                "error", LogConfig.Level.ERROR,
                "off", LogConfig.Level.OFF);
        return new LogConfig(
                section.choice("level", levels, LogConfig.Level.INFO),
                section.path("file"),
                section.flag("trace", false));
    }
}
