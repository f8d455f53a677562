package dev.dormouse.sim.cli;

import dev.dormouse.sim.fleet.FleetException;
import dev.dormouse.sim.fleet.FleetFile;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.link.FileLimits;
import dev.dormouse.sim.oracle.Far;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.MqttFarEnd;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.report.LiveView;
import dev.dormouse.sim.report.Recorder;
import dev.dormouse.sim.report.Report;
import dev.dormouse.sim.run.FarEnd;
import dev.dormouse.sim.run.RealTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dormouse-sim run}: a fleet against a gateway. */
@Command(
        name = "run",
        description = "Runs a fleet against a gateway and says which promises were kept.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all promises kept",
            "1:could not run",
            "2:wrong command line",
            "3:wrong fleet file",
            "4:promises broken, see the report"
        })
final class RunCommand implements Callable<Integer> {
    private static final int WRONG_FLEET = 3;
    private static final int BROKEN = 4;
    private static final int FIRST_FEW = 5;
    private static final Duration SHORT_DRAIN = Duration.ofSeconds(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FLEET",
            description =
                    "A fleet file, or the name of an example: meters-10k, door-sensors, street-lights, cold-chain,"
                            + " mixed-quirks.")
    private String fleet = "";

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "The broker behind it, such as mqtt://127.0.0.1:1883. Without, only the devices' side is seen.")
    private @Nullable String broker;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many times faster the devices' clocks run; the gateway's do not (default: 1).")
    private double speed = 1;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed repeats all chances (default: 1).")
    private long seed = 1;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long, by the computer's clock (default: 1m).")
    private Duration duration = Duration.ofMinutes(1);

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long at most to wait for what is under way at the end (default: 1m).")
    private Duration drain = Duration.ofMinutes(1);

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--plain", description = "Plain lines on a terminal too.")
    private boolean plain;

    @Option(names = "--report", paramLabel = "DIR", description = "Folder for report.json and report.html.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FleetPlan plan;
        try {
            plan = FleetFile.read(fleet);
        } catch (FleetException e) {
            err.println(e.getMessage());
            return WRONG_FLEET;
        }
        if (speed <= 0 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--speed must be above 0 and --threads 1 or more");
        }
        String objection = FileLimits.objection(plan.sockets());
        if (objection != null) {
            throw new IOException(objection);
        }
        if (report != null) {
            Report.prepare(report);
        }
        InetSocketAddress address = gateway.address();
        Oracle oracle = broker == null ? Oracle.blind(plan) : new Oracle(plan, speed);
        AtomicReference<@Nullable RealTime> running = new AtomicReference<>();
        try (EarlyEnd early = new EarlyEnd();
                MqttFarEnd far = farEnd(plan, oracle, running);
                RealTime run = new RealTime(
                        plan,
                        address,
                        oracle,
                        far == null ? FarEnd.SILENT : far,
                        speed,
                        threads,
                        seed,
                        drawn() ? news -> {} : news -> tell(out, news))) {
            running.set(run);
            tell(
                    out,
                    plan.name() + ": " + plan.devices() + " devices, " + plan.sockets() + " sockets, gateway "
                            + gateway.text() + (far == null ? ", no broker" : ", broker " + broker) + ", seed "
                            + seed);
            return run(plan, oracle, run, far, early, out);
        }
    }

    /** Whether the run is shown in a view that nothing else may be printed into. */
    private boolean drawn() {
        return "true".equals(System.getenv("DORMOUSE_SIM_TERMINAL")) && !plain;
    }

    private static void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private int run(
            FleetPlan plan, Oracle oracle, RealTime run, @Nullable MqttFarEnd far, EarlyEnd early, PrintWriter out)
            throws IOException, InterruptedException {
        boolean judged = far != null;
        String noColour = System.getenv("NO_COLOR");
        LiveView view = drawn() ? new LiveView(noColour == null || noColour.isEmpty()) : null;
        Recorder recorder = new Recorder(oracle, run::now, out, view);
        run.begin();
        recorder.during("running", duration, () -> run.failed() || early.asked());
        run.drain();
        boolean settled = drain(early, recorder, () -> run.idle() && (!judged || oracle.complete()));
        if (far != null && !far.connected()) {
            out.println("The broker is away: what has not arrived by now is not judged.");
            oracle.hearsAgain(false, run.now());
        }
        List<Finding> findings = judged ? oracle.judge() : List.of();
        run.end();
        Report result = new Report(plan, oracle, findings, recorder, speed, seed);
        result.print(out, FIRST_FEW);
        if (!settled && oracle.found(Finding.Kind.LOST) > 0) {
            out.println(
                    "When the drain ended there was still something under way; a longer --drain shows what is lost.");
        }
        if (report != null) {
            result.write(report);
            out.println("report: " + report.resolve("report.html"));
        }
        out.flush();
        TimeUnit.MILLISECONDS.sleep(500); // for the farewells
        if (unanswered(plan, oracle)) {
            throw new IOException("no device has had an answer: is there a gateway at " + gateway.text() + "?");
        }
        return findings.isEmpty() ? 0 : BROKEN;
    }

    /** Who wants to stop waits for a few seconds only. */
    private boolean drain(EarlyEnd early, Recorder recorder, BooleanSupplier settled) throws InterruptedException {
        BooleanSupplier enough = () -> settled.getAsBoolean() || early.asked();
        Duration few = drain.compareTo(SHORT_DRAIN) < 0 ? drain : SHORT_DRAIN;
        if (!early.asked()) {
            recorder.during("draining", drain, enough);
        }
        return early.asked() ? recorder.during("draining", few, settled) : settled.getAsBoolean();
    }

    private static boolean unanswered(FleetPlan plan, Oracle oracle) {
        AtomicBoolean silence = new AtomicBoolean();
        oracle.read(tally ->
                silence.set(tally.traffic().datagramsUp() > 0 && tally.traffic().datagramsDown() == 0));
        return silence.get() && plan.groups().stream().anyMatch(GroupPlan::connects);
    }

    private @Nullable MqttFarEnd farEnd(FleetPlan plan, Oracle oracle, AtomicReference<@Nullable RealTime> running)
            throws IOException {
        if (broker == null) {
            return null;
        }
        Set<String> filters = plan.groups().stream()
                .flatMap(group -> group.filters().stream())
                .collect(Collectors.toSet());
        return MqttFarEnd.connect(MqttFarEnd.address(broker), filters, new Ears(oracle, running));
    }

    /** Tells the oracle what the far end hears, and when by the devices' clocks. */
    private record Ears(Oracle oracle, AtomicReference<@Nullable RealTime> running) implements Far {
        @Override
        public void arrived(String topic, byte[] payload) {
            oracle.arrived(topic, payload, now());
        }

        @Override
        public void hearsAgain(boolean everything) {
            oracle.hearsAgain(everything, now());
        }

        private long now() {
            RealTime run = running.get();
            return run == null ? 0 : run.now();
        }
    }
}
