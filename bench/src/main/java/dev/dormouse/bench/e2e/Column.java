package dev.dormouse.bench.e2e;

import dev.dormouse.bench.scenario.Result;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a result, as a column of the table and as a member in JSON.
 *
 * @param name member in JSON, with the unit
 * @param heading the lines of the heading, with the unit in the last one
 * @param decimals digits after the point in the table
 * @param figure the value, NaN if it was not measured
 */
record Column(String name, List<String> heading, int decimals, ToDoubleFunction<Result> figure) {
    private static final double KIB_PER_MIB = 1024;

    /** All figures, in the order of the table. */
    static final List<Column> ALL = List.of(
            column("clients", "", "clients", "", 0, Result::clients),
            column("per_second", "rate", "", "1/s", 0, Result::perSecond),
            column("gateway_cpu_s_per_100k", "gateway", "CPU", "s/100k", 2, Result::gatewayPer100k),
            column("broker_cpu_s_per_100k", "broker", "CPU", "s/100k", 2, Result::brokerPer100k),
            column("p50_ms", "", "p50", "ms", 2, result -> result.latencies().millis(0.5)),
            column("p99_ms", "", "p99", "ms", 2, result -> result.latencies().millis(0.99)),
            column("lost_percent", "", "lost", "%", 3, result -> 100 * result.lostShare()),
            column("gateway_rss_mib", "gateway", "RSS", "MiB", 1, result -> result.residentKib() / KIB_PER_MIB),
            column("rss_kib_per_client", "RSS", "/client", "KiB", 1, Result::residentKibPerClient),
            column("heap_kib_per_client", "heap", "/client", "KiB", 1, Result::heapKibPerClient),
            column("tool_cpus", "", "tool", "CPUs", 2, result -> result.cost().toolCpus()),
            column("noise_cpus", "", "noise", "CPUs", 2, result -> result.cost().noiseCpus()));

    private static Column column(
            String name, String top, String middle, String unit, int decimals, ToDoubleFunction<Result> figure) {
        return new Column(name, List.of(top, middle, unit), decimals, figure);
    }

    /** The figure for people; a dash if it was not measured. */
    String text(Result result) {
        double value = figure.applyAsDouble(result);
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }

    /** The figure for JSON; null if it was not measured. */
    String json(Result result) {
        double value = figure.applyAsDouble(result);
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + (decimals == 0 ? 0 : decimals + 2) + "f", value)
                : "null";
    }
}
