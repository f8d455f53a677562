package dev.dormouse.uplink;

/** The name of a client at the MQTT server, and the identity of its session. Well-formed, without U+0000, never empty. */
public record ClientId(String text) {
    public ClientId {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a client id has at least one character");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
