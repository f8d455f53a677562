package dev.dormouse.sim.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dormouse-sim dongle}: a radio dongle on a pseudo-terminal, with nodes behind it. */
@Command(
        name = "dongle",
        description = "Plays a radio dongle with nodes behind it on a pseudo-terminal (needs socat).",
        synopsisSubcommandLabel = "KIND",
        mixinStandardHelpOptions = true)
final class DongleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private DongleCommand() {}

    static CommandLine commandLine() {
        return new CommandLine(new DongleCommand())
                .addSubcommand(new ForwarderCommand())
                .addSubcommand(new XbeeCommand())
                .addSubcommand(new ZnpCommand())
                .addSubcommand(new BleCommand());
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which kind of dongle? See --help.");
    }
}
