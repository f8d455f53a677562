package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.ConfigException;
import dev.dormouse.gateway.config.ConfigLoader;
import dev.dormouse.gateway.config.GatewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the configuration: the file asked for, else {@code DORMOUSE_CONFIG}, else {@code ./dormouse.toml}, else defaults. */
final class ConfigSource {

    private static final Path USUAL = Path.of("dormouse.toml");

    private final Map<String, String> environment;

    ConfigSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    GatewayConfig load(@Nullable Path asked) throws ConfigException {
        return ConfigLoader.load(file(asked), environment);
    }

    /** The file that {@link #load} reads, or null for none. */
    @Nullable
    Path file(@Nullable Path asked) {
        if (asked != null) {
            return asked;
        }
        String named = environment.getOrDefault("DORMOUSE_CONFIG", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return Files.exists(USUAL) ? USUAL : null;
    }
}
