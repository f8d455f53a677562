package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.LinkWiring;
import dev.dormouse.gateway.StartException;
import dev.dormouse.gateway.config.ConfigException;
import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.config.LinkConfig;
import dev.dormouse.gateway.config.UdpLinkConfig;
import dev.dormouse.gateway.envelope.EnvelopedLink;
import dev.dormouse.gateway.envelope.Forwarders;
import dev.dormouse.link.DatagramLink;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dormouse sniff}. */
@Command(
        name = "sniff",
        description = {
            "Prints the frames of a radio adapter and the MQTT-SN packets in them.",
            "Starts the adapter as the gateway would, but answers no device. Not while the gateway uses it."
        },
        mixinStandardHelpOptions = true)
final class SniffCommand implements Callable<Integer> {

    private final ConfigSource source;

    @Option(
            names = "--link",
            required = true,
            paramLabel = "NAME",
            description = "The name of the link in the configuration.")
    private String name = "";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The TOML file; else $DORMOUSE_CONFIG, else ./dormouse.toml if there is one.")
    private @Nullable Path file;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; without it until Ctrl+C.")
    private long seconds = TimeUnit.DAYS.toSeconds(36_500);

    @Spec
    private @Nullable CommandSpec spec;

    SniffCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws ConfigException, StartException, InterruptedException {
        LinkConfig config = find(source.load(file));
        Shutdown shutdown = Shutdown.onSignal();
        try {
            listen(config, shutdown);
            return 0;
        } finally {
            shutdown.abandon();
        }
    }

    private void listen(LinkConfig config, Shutdown shutdown) throws StartException, InterruptedException {
        PrintWriter out = commandLine().getOut();
        EventLoop loop = new DefaultEventLoop();
        SniffText text = new SniffText(out, LinkWiring.dialect());
        DatagramLink link = LinkWiring.link(config, loop, text);
        try (link) {
            link.start(new EnvelopedLink(link, Forwarders.any(), text).opening(text));
            shutdown.await(seconds);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        out.println(link.traffic() + " " + link.counts());
        out.flush();
    }

    private LinkConfig find(GatewayConfig config) {
        LinkConfig found = config.links().stream()
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        commandLine(),
                        "There is no link \"" + name + "\"; there are "
                                + config.links().stream().map(LinkConfig::name).collect(Collectors.joining(", "))));
        if (found instanceof UdpLinkConfig) {
            throw new CommandLine.ParameterException(
                    commandLine(),
                    "Link \"" + name + "\" is UDP, which has no adapter; \"dormouse run --trace\" prints its packets");
        }
        return found;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
