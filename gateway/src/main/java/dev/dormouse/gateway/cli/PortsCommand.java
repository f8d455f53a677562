package dev.dormouse.gateway.cli;

import dev.dormouse.link.radio.Probe;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.serial.SerialPorts;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dormouse ports}. */
@Command(
        name = "ports",
        description = "Lists the serial ports of this machine, as the key \"device\" of a link wants them.",
        mixinStandardHelpOptions = true)
final class PortsCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Option(
            names = "--probe",
            description =
                    "Asks each port which adapter is there. Sends octets: not while something else uses the port.")
    private boolean probe;

    @Parameters(
            paramLabel = "DEVICE",
            arity = "0..*",
            description = "Only these: paths, or USB ids such as usb:10c4:ea60.")
    private List<String> devices = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = command.getOut();
        EventLoop loop = new DefaultEventLoop();
        try {
            if (devices.isEmpty()) {
                all(out, loop);
            }
            for (String device : devices) {
                PortChoice choice = PortChoice.parse(device)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                command, device + " is neither a path nor USB ids such as usb:10c4:ea60"));
                out.println(device);
                ask(choice, out, loop);
            }
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        out.flush();
        return 0;
    }

    private void all(PrintWriter out, EventLoop loop) {
        List<SerialPorts.Description> ports = SerialPorts.list();
        if (ports.isEmpty()) {
            out.println("No serial ports. Is the adapter plugged in? Does dmesg tell of it?");
        }
        for (SerialPorts.Description port : ports) {
            out.println(port.path() + "  " + port.description());
            if (port.stablePath() != null) {
                out.println("  device = \"" + port.stablePath() + "\"");
            }
            if (port.usb() != null) {
                out.println("  device = \"" + port.usb() + "\"");
            }
            ask(new PortChoice.AtPath(port.path()), out, loop);
        }
    }

    private void ask(PortChoice port, PrintWriter out, EventLoop loop) {
        if (!probe) {
            return;
        }
        for (Probe each : Probe.ALL) {
            try {
                if (each.ask(port, loop, PATIENCE).join()) {
                    out.println("  answers as " + each.driver() + " at "
                            + each.settings().baud() + " baud");
                    return;
                }
            } catch (CompletionException e) {
                out.println("  " + Objects.requireNonNull(e.getCause()).getMessage());
                return;
            }
        }
        out.println("  no answer; it may be a forwarder, or have another rate");
    }
}
