package dev.dormouse.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the configuration.
 *
 * @param source {@code file:line:column}, or the name of an environment variable
 * @param key full key such as {@code uplink.url}; empty for a file that cannot be read as TOML
 * @param reason what is wrong, a clause that names the key
 * @param nearestKey the valid key the operator may have meant, or null
 */
public record Problem(
        String source, String key, String reason, @Nullable String nearestKey) {

    /** The problem as one line for people. */
    @Override
    public String toString() {
        String line = source + ": " + reason;
        return nearestKey == null ? line : line + "; did you mean \"" + nearestKey + "\"?";
    }
}
