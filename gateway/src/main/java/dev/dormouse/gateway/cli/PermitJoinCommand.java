package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.ConfigException;
import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.control.Answer;
import dev.dormouse.gateway.control.Call;
import dev.dormouse.gateway.control.PermitJoin;
import dev.dormouse.link.radio.RadioLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dormouse permit-join}. */
@Command(
        name = "permit-join",
        description = {
            "Lets new nodes into the ZigBee network of a running gateway.",
            "Needs the configuration and the user of that gateway, by whose data directory it is found."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dormouse permit-join --link zigbee",
            "  dormouse permit-join --link zigbee --for 4m",
            "  dormouse permit-join --link zigbee --for 0s     no more"
        })
final class PermitJoinCommand implements Callable<Integer> {

    private final ConfigSource source;

    @Option(
            names = "--link",
            required = true,
            paramLabel = "NAME",
            description = "The name of the link in the configuration.")
    private String link = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long, up to 254s; 0s ends it. Default: ${DEFAULT-VALUE}.")
    private Duration time = Duration.ZERO;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The TOML file; else $DORMOUSE_CONFIG, else ./dormouse.toml if there is one.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    PermitJoinCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws ConfigException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (time.toSeconds() > RadioLink.LONGEST_JOINING) {
            throw new CommandLine.ParameterException(
                    command, "--for is at most " + RadioLink.LONGEST_JOINING + "s; say it again when that is over");
        }
        GatewayConfig config = source.load(file);
        Answer answer = say(config.data(), new PermitJoin((int) time.toSeconds(), link));
        PrintWriter out = answer.done() ? command.getOut() : command.getErr();
        out.println(answer.text());
        out.flush();
        return answer.done() ? 0 : Refusals.FAILED;
    }

    private static Answer say(Path data, PermitJoin command) {
        try {
            return Call.say(data, command);
        } catch (IOException e) {
            return new Answer(
                    false,
                    "No gateway answers in " + data.toAbsolutePath().normalize() + " (" + e.getMessage()
                            + "): does it run, with this configuration and as this user?");
        }
    }
}
