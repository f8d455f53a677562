package dev.dormouse.sim.cli;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.DeviceSetup;
import dev.dormouse.sim.device.Topic;
import dev.dormouse.sim.device.Will;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Profiles;
import dev.dormouse.sim.shell.Console;
import dev.dormouse.sim.shell.LineConsole;
import dev.dormouse.sim.shell.PlainConsole;
import dev.dormouse.sim.shell.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dormouse-sim device}: a single device at a prompt or in a pipe. */
@Command(
        name = "device",
        description = {
            "A single device that does what it is told: at a prompt, or line by line from a pipe.",
            "Each command waits until it is acknowledged. In a pipe the first that fails ends it. \"help\" tells the commands."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all commands done", "1:a command failed", "2:wrong command line"},
        footer = {
            "",
            "Example:",
            "  printf 'connect\\npublish -q 1 house/temp 21.5\\n' | dormouse-sim device --client-id kitchen"
        })
final class DeviceCommand implements Callable<Integer> {
    private static final int LONGEST_KEEP_ALIVE = 65_535;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    @Option(names = "--client-id", paramLabel = "ID", description = "Its name (default: ${DEFAULT-VALUE}).")
    private String clientId = "device";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Whose behaviour it has: strict, riot-emcute, riot-asymcute, zephyr, paho-embedded,"
                    + " mqtt-sn-tools (default: ${DEFAULT-VALUE}).")
    private String profile = "strict";

    @Option(
            names = "--keep-alive",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "0s to 65535s (default: 60s).")
    private Duration keepAlive = Duration.ofMinutes(1);

    @Option(names = "--keep-session", description = "Connect without a clean session.")
    private boolean keepsSession;

    @Option(names = "--search", description = "Look for a gateway before connecting.")
    private boolean search;

    @Option(names = "--will", paramLabel = "TOPIC=TEXT", description = "A Will, QoS 1, with which it connects.")
    private @Nullable Map<String, String> will;

    @Option(
            names = "--predefined",
            paramLabel = "ID=TOPIC",
            description = "A predefined topic that it knows by name; may be given several times.")
    private Map<Integer, String> predefined = Map.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a command may take; most end earlier, when the device gives up (default: 2m).")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(names = "--packets", description = "Show all packets.")
    private boolean packets;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Console console = console()) {
            Shell shell = new Shell(setup(), gateway.address(), console, timeout, packets);
            return shell.run() ? 0 : 1;
        }
    }

    private DeviceSetup setup() throws IOException {
        Profile known = Profiles.named(profile);
        if (known == null) {
            throw new IOException("--profile: there is no \"" + profile + "\", see --help");
        }
        if (keepAlive.toSeconds() > LONGEST_KEEP_ALIVE) {
            throw new IOException("--keep-alive is at most " + LONGEST_KEEP_ALIVE + "s");
        }
        if (will != null && will.size() > 1) {
            throw new IOException("--will: a device has one at most");
        }
        List<Topic> topics = predefined.entrySet().stream()
                .map(each -> Topic.predefined(each.getKey(), each.getValue()))
                .toList();
        Will testament = will == null
                ? null
                : will.entrySet().stream()
                        .map(each -> new Will(each.getKey(), 1, false, Bytes.ofUtf8(each.getValue())))
                        .findFirst()
                        .orElse(null);
        return new DeviceSetup(
                Bytes.ofUtf8(clientId),
                known,
                (int) keepAlive.toSeconds(),
                !keepsSession,
                testament,
                search,
                topics,
                List.of());
    }

    /** The start script tells whether both ends are a terminal. */
    private Console console() throws IOException {
        boolean terminal = "true".equals(System.getenv("DORMOUSE_SIM_TERMINAL"))
                && "true".equals(System.getenv("DORMOUSE_SIM_KEYBOARD"));
        if (terminal) {
            return new LineConsole(Shell.NAMES);
        }
        CommandSpec command = Objects.requireNonNull(spec);
        return new PlainConsole(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }
}
