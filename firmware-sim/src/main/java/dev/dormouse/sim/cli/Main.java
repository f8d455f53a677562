package dev.dormouse.sim.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code dormouse-sim}. */
@Command(
        name = "dormouse-sim",
        description = "Simulated MQTT-SN devices, fleets and radio dongles.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, or stopped as asked", "1:failed", "2:wrong command line"})
public final class Main implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs the command and leaves with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with all its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new RunCommand())
                .addSubcommand(new DeviceCommand())
                .addSubcommand(DongleCommand.commandLine())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(Main::explain);
    }

    /** Errors say what to do, and are not shown as traces of our code. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = failure.getMessage();
        command.getErr().println("dormouse-sim: " + (message == null ? failure.toString() : message));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Without a subcommand there is nothing to do but to help. */
    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which command? See --help.");
    }
}
