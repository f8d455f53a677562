package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.ConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dormouse check-config FILE}. */
@Command(
        name = "check-config",
        description = "Checks a configuration file and tells everything that is wrong with it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration is ok", "2:wrong command line", "3:the configuration is refused"})
final class CheckConfigCommand implements Callable<Integer> {

    private final ConfigSource source;

    @Parameters(paramLabel = "FILE", description = "The TOML file. DORMOUSE_ variables are taken into account too.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    CheckConfigCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws ConfigException {
        String summary = new ConfigText(source.load(file)).summary();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(file + ": ok");
        out.println(summary);
        out.flush();
        return 0;
    }
}
