package dev.dormouse.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is logged and where ({@code [log]}).
 *
 * @param level least important level that is written
 * @param file written besides the console; null writes none
 * @param trace prints each packet decoded, with client and address
 */
public record LogConfig(Level level, @Nullable Path file, boolean trace) {

    /** The same settings, printing packets. */
    public LogConfig withTrace() {
        return new LogConfig(level, file, true);
    }

    /** Importance of an event, most talkative first. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        OFF
    }
}
