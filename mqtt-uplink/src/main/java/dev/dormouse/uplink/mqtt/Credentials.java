package dev.dormouse.uplink.mqtt;

import dev.dormouse.codec.Bytes;

/**
 * User name and password for CONNECT (MQTT 5 §3.1.3.5); the password may be empty, as for a token that is the user name. Never shows
 * either: a token is a secret too.
 */
public record Credentials(String userName, Bytes password) {
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
