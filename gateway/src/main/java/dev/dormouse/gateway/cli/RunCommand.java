package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.Gateway;
import dev.dormouse.gateway.StartException;
import dev.dormouse.gateway.config.ConfigException;
import dev.dormouse.gateway.config.GatewayConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse run}. */
@Command(
        name = "run",
        description = "Starts the gateway and runs it until SIGTERM or Ctrl+C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private final ConfigSource source;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The TOML file; else $DORMOUSE_CONFIG, else ./dormouse.toml if there is one.")
    private @Nullable Path file;

    @Option(names = "--trace", description = "Prints each packet decoded, both directions, with client and address.")
    private boolean trace;

    RunCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws ConfigException, StartException, InterruptedException {
        GatewayConfig loaded = source.load(file);
        GatewayConfig config = trace ? loaded.withTrace() : loaded;
        Logging.setUp(config.log());
        Shutdown shutdown = Shutdown.onSignal();
        Gateway gateway = start(config, shutdown);
        Logger.info(gateway.banner());
        shutdown.await(gateway);
        return 0;
    }

    private static Gateway start(GatewayConfig config, Shutdown shutdown) throws StartException {
        try {
            return Gateway.start(config);
        } catch (StartException | RuntimeException e) {
            shutdown.abandon();
            throw e;
        }
    }
}
