package dev.dormouse.gateway.config;

/** One way by which devices reach the gateway ({@code [[links]]}); a kind of link is a record. */
public sealed interface LinkConfig
        permits UdpLinkConfig, ForwarderLinkConfig, XBeeLinkConfig, ZnpLinkConfig, BleLinkConfig {
    /** The word for the kind in the file. */
    String type();

    /** What every kind has. */
    CommonLinkConfig common();

    /** Where devices are heard, in a few words. */
    String where();

    default String name() {
        return common().name();
    }
}
