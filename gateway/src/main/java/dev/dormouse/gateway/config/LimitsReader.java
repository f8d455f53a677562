package dev.dormouse.gateway.config;

/** Reads {@code [limits]}. */
final class LimitsReader {

    private static final int MANY = 1_000_000;

    private LimitsReader() {}

    /**
     * With the embedded broker the defaults are lower: a session there, or a subscription of a client's own, costs some 60 KB of heap.
     * A session costs 7 ms of processor besides, so that CONNECTs are limited where each client has one.
     */
    static LimitsConfig read(Section section, UplinkConfig uplink) {
        boolean embedded = uplink.mode() == UplinkConfig.Mode.EMBEDDED;
        boolean perClient = embedded && uplink.shared() == null;
        int newSessionsPerSecond = section.integer("new-sessions-per-second", 1, MANY, perClient ? 100 : 10_000);
        return new LimitsConfig(
                section.integer("clients", 1, MANY, embedded ? 2_000 : 50_000),
                section.integer("half-open-connects", 1, MANY, perClient ? 200 : 5_000),
                newSessionsPerSecond,
                // Many devices share one address behind a NAT, so a fixed lower number would shut out honest fleets.
                section.integer("new-sessions-per-second-per-address", 1, MANY, newSessionsPerSecond),
                section.integer("topics-per-client", 1, 65_534, 1024),
                section.integer("requests-per-client", 1, 1000, 10),
                section.integer("subscriptions-per-client", 1, 10_000, 256),
                section.integer("queue-messages", 1, MANY, 100),
                section.size("queue-size", 1 << 10, 1 << 30, 256 << 10));
    }
}
