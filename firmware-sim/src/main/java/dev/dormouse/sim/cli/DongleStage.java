package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.Air;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.DongleRunner;
import dev.dormouse.sim.dongle.Fault;
import dev.dormouse.sim.dongle.FaultScript;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Rig;
import dev.dormouse.sim.dongle.Tally;
import dev.dormouse.sim.dongle.Timeline;
import dev.dormouse.sim.dongle.meter.Meter;
import dev.dormouse.sim.dongle.meter.MeterOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options every kind of dongle has, and the run they describe. */
final class DongleStage {
    private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";
    private static final long SPREAD_MILLIS = 100;
    private static final long END_SECONDS = 5;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--pty",
            paramLabel = "PATH",
            required = true,
            description = "Where the device is made: a symbolic link.")
    private @Nullable Path pty;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "Nodes behind the dongle." + DEFAULT)
    private int nodes;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "node",
            description = "What their client ids begin with." + DEFAULT)
    private String name = "";

    @Option(
            names = "--loss",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of datagrams the air loses, each way, 0 to 1." + DEFAULT)
    private double loss;

    @Option(
            names = "--ack-loss",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of acknowledgements the air loses, 0 to 1." + DEFAULT)
    private double ackLoss;

    @Option(
            names = "--min-delay",
            paramLabel = "TIME",
            defaultValue = "5ms",
            converter = DurationConverter.class,
            description = "Shortest time over the air." + DEFAULT)
    private Duration minDelay = Duration.ZERO;

    @Option(
            names = "--max-delay",
            paramLabel = "TIME",
            defaultValue = "15ms",
            converter = DurationConverter.class,
            description = "Longest time over the air." + DEFAULT)
    private Duration maxDelay = Duration.ZERO;

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            defaultValue = "7680ms",
            converter = DurationConverter.class,
            description = "How long messages are held for a node that sleeps." + DEFAULT)
    private Duration hold = Duration.ZERO;

    @Option(
            names = "--publications",
            paramLabel = "N",
            defaultValue = "1",
            description = "Messages a node publishes each time it connects." + DEFAULT)
    private int publications;

    @Option(
            names = "--sleep",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long nodes sleep." + DEFAULT)
    private Duration sleep = Duration.ZERO;

    @Option(
            names = "--wake-ups",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often they fetch messages before they connect again." + DEFAULT)
    private int wakeUps;

    @Option(
            names = "--retry",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description = "How long they wait for an answer." + DEFAULT)
    private Duration retry = Duration.ZERO;

    @Option(names = "--search", description = "Nodes look for a gateway first.")
    private boolean search;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "KIND[@START[+LENGTH]][*SHARE], as in busy@10s+5s or status-lost*0.1; may be repeated.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--control",
            description = "Reads \"begin FAULT\", \"begin FAULT TIME\" and \"end FAULT\" from standard input.")
    private boolean control;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same luck." + DEFAULT)
    private long seed;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Ends after this time. Default: never.")
    private @Nullable Duration duration;

    /**
     * Plays the dongle until it is interrupted or its time is over; prints what the nodes do, and at the end what was counted.
     *
     * @param kind what is to be played, or an {@link IllegalArgumentException} that says what is wrong with its options
     */
    int play(Supplier<Function<Rig, Dongle>> kind) throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = command.getOut();
        Timeline time = new Timeline();
        Tally tally = new Tally();
        Air air;
        FaultScript script;
        Function<Rig, Dongle> maker;
        try {
            maker = kind.get();
            air = air(time, out);
            script = new FaultScript(faults.stream().map(Fault::parse).toList(), time, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command, String.valueOf(e.getMessage()), e);
        }
        Thread player = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(player, over), "end of the dongle"));
        if (duration != null) {
            time.after(duration.toMillis(), player::interrupt);
        }
        try {
            DongleRunner runner = new DongleRunner(
                    Objects.requireNonNull(pty), time, air, script, tally, maker, news -> print(out, time, news));
            if (control) {
                new FaultControl(runner, command.getErr()).start();
            }
            runner.run();
            tally.counts().forEach((what, count) -> out.println("total " + what + ": " + count));
            out.flush();
        } finally {
            over.countDown();
        }
        return 0;
    }

    private Air air(Timeline time, PrintWriter out) {
        Air air = new Air(
                time,
                new AirConditions(loss, ackLoss, minDelay.toMillis(), maxDelay.toMillis(), hold.toMillis()),
                seed);
        for (int index = 0; index < nodes; index++) {
            MeterOptions options = new MeterOptions(
                    name + index,
                    index * SPREAD_MILLIS,
                    publications,
                    sleep.toMillis(),
                    wakeUps,
                    retry.toMillis(),
                    MeterOptions.of(name).retries(),
                    search);
            Meter meter =
                    new Meter(options, (who, event, detail) -> print(out, time, who + " " + event + " " + detail));
            air.add(NodeAddress.numbered(index), meter);
        }
        return air;
    }

    private static void print(PrintWriter out, Timeline time, String what) {
        out.println("%.3f %s".formatted(time.now() / 1000.0, what).strip());
        out.flush();
    }

    /** Lets the run end in order when the program is told to stop, so that the device is taken away. */
    private static void end(Thread player, CountDownLatch over) {
        player.interrupt();
        try {
            if (!over.await(END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("dormouse-sim: the dongle did not end in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
