package dev.dormouse.sim.report;

import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.Latencies;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.oracle.Tally;
import dev.dormouse.sim.oracle.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a run, as a table, as JSON and as a page. */
public final class Report {
    private final FleetPlan plan;
    private final Oracle oracle;
    private final List<Finding> findings;
    private final Recorder recorder;
    private final double speed;
    private final long seed;
    private final double seconds;

    public Report(FleetPlan plan, Oracle oracle, List<Finding> findings, Recorder recorder, double speed, long seed) {
        this.plan = plan;
        this.oracle = oracle;
        this.findings = List.copyOf(findings);
        this.recorder = recorder;
        this.speed = speed;
        this.seed = seed;
        this.seconds = recorder.seconds();
    }

    /** Prints the summary, and the packets around the first few findings. */
    public void print(PrintWriter out, int firstFew) {
        out.println();
        summary().forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-28s %s", name, value)));
        for (Finding finding : findings.subList(0, Math.min(firstFew, findings.size()))) {
            out.println();
            out.println(finding.kind() + "  " + finding.device() + ", " + finding.message() + ", QoS " + finding.qos()
                    + ": " + finding.detail());
            finding.history().forEach(line -> out.println("    " + line));
        }
        out.println();
        out.println(verdict());
    }

    private String verdict() {
        if (!findings.isEmpty()) {
            return findings.size() + " promises broken.";
        }
        String[] verdict = {""};
        oracle.read(tally -> {
            boolean silent = tally.sent() + tally.commanded() == 0;
            String kept = tally.judged() ? "All promises kept." : "Nothing was judged, for want of a --broker.";
            verdict[0] = silent ? "Nothing was sent, so nothing was promised." : kept;
        });
        return verdict[0];
    }

    /**
     * Makes sure that a folder is there into which a report can be written.
     *
     * @throws IOException if it is not
     */
    public static void prepare(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("--report: cannot make the folder " + folder + ": " + e, e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("--report: may not write into " + folder);
        }
    }

    /** Writes {@code report.json} and {@code report.html} into a folder. */
    public void write(Path folder) throws IOException {
        try {
            String json = Json.of(data());
            Files.writeString(folder.resolve("report.json"), json + System.lineSeparator());
            Files.writeString(folder.resolve("report.html"), Page.of(plan.name(), json));
        } catch (IOException e) {
            throw new IOException("cannot write the report into " + folder + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> summary() {
        Map<String, String> rows = new LinkedHashMap<>();
        oracle.read(tally -> {
            rows.put(
                    "devices",
                    plan.devices() + ", " + tally.connects() + " connects, " + tally.losses() + " lost connections");
            rows.put("messages sent", Long.toString(tally.sent()));
            rows.put("  acknowledged", Long.toString(tally.confirmed()));
            rows.put("  given up by the device", Long.toString(tally.abandoned()));
            rows.put("  arrived", tally.arrived() + ", and " + tally.repeatedArrivals() + " repetitions");
            rows.put("commands sent", Long.toString(tally.commanded()));
            rows.put("  before SUBACK came", Long.toString(tally.commandsUnheard()));
            rows.put("  delivered", Long.toString(tally.commandsDelivered()));
            rows.put("Wills published", Long.toString(tally.wills()));
            if (tally.foreign() > 0) {
                rows.put("foreign messages", Long.toString(tally.foreign()));
            }
            if (speed != 1) {
                rows.put("times", "by the devices' clocks, " + speed + " times as fast as the computer's");
            }
            rows.put("uplink latency", latencies(tally.uplink()));
            rows.put("downlink latency", latencies(tally.downlink()));
            rows.put("wake-ups", tally.wakes() + ", " + tally.wakesIncomplete() + " without PINGRESP");
            rows.put("wake-up duration", latencies(tally.wakeDuration()));
            rows.put(
                    "datagrams up, down",
                    tally.traffic().datagramsUp() + ", " + tally.traffic().datagramsDown());
            Energy energy = energy(tally);
            rows.put("per device and day", energy.toString());
        });
        for (Finding.Kind kind : Finding.Kind.values()) {
            rows.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), Integer.toString(oracle.found(kind)));
        }
        return rows;
    }

    private Energy energy(Tally tally) {
        return Energy.of(plan, tally, recorder.now());
    }

    private Map<String, Object> group(GroupPlan group, Tally tally) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", group.name());
        data.put("devices", group.count());
        Traffic traffic = tally.traffic(group.name());
        data.put(
                "perDeviceAndDay",
                Energy.of(plan.current(), group, traffic, recorder.now()).data());
        return data;
    }

    private static String latencies(Latencies latencies) {
        if (latencies.total() == 0) {
            return "-";
        }
        return String.format(
                Locale.ROOT,
                "median %s, 99 %% %s, longest %s",
                text(latencies.quantile(0.5)),
                text(latencies.quantile(0.99)),
                text(latencies.longest()));
    }

    private static String text(long micros) {
        return micros < 10_000_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("fleet", plan.name());
        data.put("devices", plan.devices());
        data.put("seconds", seconds);
        data.put("speed", speed);
        data.put("seed", seed);
        oracle.read(tally -> {
            data.put("sent", tally.sent());
            data.put("acknowledged", tally.confirmed());
            data.put("abandoned", tally.abandoned());
            data.put("arrived", tally.arrived());
            data.put("repeatedArrivals", tally.repeatedArrivals());
            data.put("commands", tally.commanded());
            data.put("commandsUnheard", tally.commandsUnheard());
            data.put("commandsDelivered", tally.commandsDelivered());
            data.put("wills", tally.wills());
            data.put("foreign", tally.foreign());
            data.put("connects", tally.connects());
            data.put("lostConnections", tally.losses());
            data.put("wakes", tally.wakes());
            data.put("wakesIncomplete", tally.wakesIncomplete());
            data.put("datagramsUp", tally.traffic().datagramsUp());
            data.put("datagramsDown", tally.traffic().datagramsDown());
            data.put("octetsUp", tally.traffic().octetsUp());
            data.put("octetsDown", tally.traffic().octetsDown());
            data.put("uplinkMicros", histogram(tally.uplink()));
            data.put("downlinkMicros", histogram(tally.downlink()));
            data.put("wakeMicros", histogram(tally.wakeDuration()));
            data.put("perDeviceAndDay", energy(tally).data());
            data.put(
                    "groups",
                    plan.groups().stream().map(group -> group(group, tally)).toList());
        });
        Map<String, Object> broken = new LinkedHashMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            broken.put(kind.name(), oracle.found(kind));
        }
        data.put("broken", broken);
        data.put("verdict", verdict());
        data.put("findings", findings.stream().map(Report::finding).toList());
        data.put("samples", recorder.samples().stream().map(Report::sample).toList());
        data.put("summary", summary());
        return data;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", finding.kind().name());
        data.put("device", finding.device());
        data.put("message", finding.message());
        data.put("qos", finding.qos());
        data.put("atSeconds", finding.at() / 1e6);
        data.put("detail", finding.detail());
        data.put("history", finding.history());
        return data;
    }

    private static List<Object> sample(Sample sample) {
        return List.of(
                sample.second(),
                sample.active(),
                sample.asleep(),
                sample.waiting(),
                sample.sent(),
                sample.arrived(),
                sample.delivered(),
                sample.up(),
                sample.down());
    }

    private static Map<String, Object> histogram(Latencies latencies) {
        List<List<Long>> buckets = new java.util.ArrayList<>();
        for (int i = 0; i < latencies.buckets(); i++) {
            if (latencies.count(i) > 0) {
                buckets.add(List.of(latencies.upper(i), latencies.count(i)));
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("count", latencies.total());
        data.put("median", latencies.quantile(0.5));
        data.put("p99", latencies.quantile(0.99));
        data.put("longest", latencies.longest());
        data.put("buckets", buckets);
        return data;
    }
}
