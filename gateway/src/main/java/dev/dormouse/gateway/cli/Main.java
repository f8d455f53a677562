package dev.dormouse.gateway.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code dormouse}. */
@Command(
        name = "dormouse",
        description = "An MQTT-SN gateway: devices that sleep, lose packets and have no TCP take part in MQTT.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dormouse run                             UDP 1884, own broker on TCP 1883, data in ./data",
            "  dormouse run --config dormouse.toml      what the file says",
            "  DORMOUSE_LINKS__0__PORT=2000 dormouse run",
            "  dormouse check-config dormouse.toml      tells everything that is wrong with the file",
            "",
            "Without --config the file is $DORMOUSE_CONFIG, else ./dormouse.toml if there is one.",
            "Every key of the file can be set as a variable too; dormouse.sample.toml explains them all."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked, or configuration ok",
            "1:could not start, or failed",
            "2:wrong command line",
            "3:wrong configuration"
        })
public final class Main implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs the command and leaves with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** The command with all its subcommands, reading these environment variables. */
    static CommandLine commandLine(Map<String, String> environment) {
        ConfigSource source = new ConfigSource(environment);
        return new CommandLine(new Main())
                .addSubcommand(new RunCommand(source))
                .addSubcommand(new CheckConfigCommand(source))
                .addSubcommand(new PrintConfigCommand(source))
                .addSubcommand(new HashPasswordCommand())
                .addSubcommand(new PortsCommand())
                .addSubcommand(new SniffCommand(source))
                .addSubcommand(new PermitJoinCommand(source))
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(new Refusals());
    }

    /** Without a subcommand there is nothing to do but to help. */
    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which command? Try \"dormouse run\".");
    }
}
