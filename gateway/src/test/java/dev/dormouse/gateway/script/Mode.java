package dev.dormouse.gateway.script;

/** What lies between the sessions and the MQTT server. What devices and the world notice must be the same. */
enum Mode {
    /** A connection for each client; the server's messages are acknowledged when the device has ({@code on-device}). */
    PER_CLIENT,
    /** A connection for each client, and the gateway's durable queue before it ({@code on-store}). */
    ON_STORE,
    /** One connection for all clients, and the gateway's durable queue before it. */
    SHARED
}
