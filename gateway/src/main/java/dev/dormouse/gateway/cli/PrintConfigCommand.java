package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.ConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dormouse print-config}. */
@Command(
        name = "print-config",
        description =
                "Prints the configuration in effect as TOML: file, variables and defaults together, without secrets.",
        mixinStandardHelpOptions = true)
final class PrintConfigCommand implements Callable<Integer> {

    private final ConfigSource source;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The TOML file; else $DORMOUSE_CONFIG, else ./dormouse.toml if there is one.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    PrintConfigCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws ConfigException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(new ConfigText(source.load(file)).toml());
        out.flush();
        return 0;
    }
}
