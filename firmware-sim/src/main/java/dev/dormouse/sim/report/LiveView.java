package dev.dormouse.sim.report;

import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.Latencies;
import dev.dormouse.sim.oracle.Tally;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** How a run goes, on a few lines of a terminal that are drawn anew each second: progress, states, rates, latencies, errors. */
public final class LiveView {
    private static final String CUT = "\u001b[K";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final int BAR = 40;
    private static final int SPAN = 5;

    private final boolean colours;
    private int drawn;

    /**
     * A view that has not been drawn yet.
     *
     * @param colours whether it may use colours
     */
    public LiveView(boolean colours) {
        this.colours = colours;
    }

    /** Draws over what was drawn before. */
    void draw(PrintWriter out, List<String> lines) {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A");
        }
        lines.forEach(line -> out.print("\r" + line + CUT + "\n"));
        out.flush();
        drawn = lines.size();
    }

    /** What is to be drawn. */
    List<String> lines(
            String phase, double progress, List<Sample> samples, Tally tally, ToIntFunction<Finding.Kind> found) {
        int full = (int) Math.round(progress * BAR);
        double second = samples.get(samples.size() - 1).second();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-12s[%s%s] %3.0f %%  %.0f s",
                phase,
                "#".repeat(full),
                " ".repeat(BAR - full),
                100 * progress,
                second));
        StringBuilder states = new StringBuilder("devices    ");
        for (DeviceState state : DeviceState.values()) {
            if (tally.devicesIn(state) > 0) {
                states.append(' ')
                        .append(state.name().toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(tally.devicesIn(state))
                        .append(' ');
            }
        }
        lines.add(states.toString());
        lines.add(row("messages", "sent", tally.sent(), "arrived", tally.arrived(), "given up", tally.abandoned()));
        lines.add(String.format(
                Locale.ROOT,
                "%-12ssent %.0f  arrived %.0f  datagrams up %.0f  down %.0f",
                "per second",
                rate(samples, Sample::sent),
                rate(samples, Sample::arrived),
                rate(samples, Sample::up),
                rate(samples, Sample::down)));
        lines.add(row(
                "commands",
                "sent",
                tally.commanded(),
                "delivered",
                tally.commandsDelivered(),
                "wake-ups",
                tally.wakes()));
        lines.add(latency("uplink", tally.uplink()));
        lines.add(latency("downlink", tally.downlink()));
        int broken = 0;
        StringBuilder errors = new StringBuilder();
        for (Finding.Kind kind : Finding.Kind.values()) {
            int times = found.applyAsInt(kind);
            broken += times;
            errors.append(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(' ')
                    .append(times)
                    .append("  ");
        }
        lines.add(row("lost links", "times", tally.losses(), "silent wake-ups", tally.wakesIncomplete()));
        lines.add("broken      "
                + paint(broken == 0 ? GREEN : RED, errors.toString().strip()));
        return lines;
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    /** A name, and then names of counts and counts in turn. */
    private static String row(String name, Object... counts) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
        for (int i = 0; i < counts.length; i += 2) {
            row.append(counts[i]).append(' ').append(counts[i + 1]).append("  ");
        }
        return row.toString().stripTrailing();
    }

    private static String latency(String name, Latencies latencies) {
        return String.format(
                Locale.ROOT,
                "%-12smedian %.1f ms  99 %% %.1f ms  longest %.1f ms",
                name,
                latencies.quantile(0.5) / 1e3,
                latencies.quantile(0.99) / 1e3,
                latencies.longest() / 1e3);
    }

    /** Per second, over the last few seconds. */
    private static double rate(List<Sample> samples, ToLongFunction<Sample> count) {
        Sample now = samples.get(samples.size() - 1);
        if (samples.size() <= SPAN) {
            return count.applyAsLong(now) / Math.max(0.001, now.second());
        }
        Sample before = samples.get(samples.size() - 1 - SPAN);
        return (count.applyAsLong(now) - count.applyAsLong(before)) / Math.max(0.001, now.second() - before.second());
    }
}
