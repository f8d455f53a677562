package dev.dormouse.gateway.config;

/** A text that must not appear in a log: {@link #toString()} hides it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
