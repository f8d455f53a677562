package dev.dormouse.bench.meter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** All that is read before and after a run: gateway, broker, load generator and machine. */
public final class Meters {
    private final @Nullable ProcessMeter gateway;
    private final @Nullable ProcessMeter broker;
    private final ProcessMeter tool = new ProcessMeter(ProcessHandle.current().pid());
    private final MachineMeter machine = new MachineMeter();

    /** Processes that are null are not measured; the CPU of an unknown broker then counts as noise. */
    public Meters(@Nullable ProcessMeter gateway, @Nullable ProcessMeter broker) {
        this.gateway = gateway;
        this.broker = broker;
    }

    /** The gateway under test, null if its process is not known. */
    public @Nullable ProcessMeter gateway() {
        return gateway;
    }

    /** Resident memory of the gateway in KiB; NaN if its process is not known. */
    public double gatewayKib() throws IOException {
        return gateway == null ? Double.NaN : gateway.residentKib();
    }

    /** Begins to count. */
    public Run begin() throws IOException {
        return new Run(read());
    }

    private Reading read() throws IOException {
        return new Reading(
                System.nanoTime(),
                cpu(gateway),
                cpu(broker),
                tool.cpuSeconds(),
                machine.busySeconds(),
                machine.listenOverflows());
    }

    private static double cpu(@Nullable ProcessMeter process) throws IOException {
        return process == null ? Double.NaN : process.cpuSeconds();
    }

    private record Reading(
            long nanos, double gateway, double broker, double tool, double machine, long listenOverflows) {}

    /** A run that is being measured. */
    public final class Run {
        private final Reading before;

        private Run(Reading before) {
            this.before = before;
        }

        /** Time since the beginning. */
        public double seconds() {
            return (System.nanoTime() - before.nanos) / 1e9;
        }

        /** What was used since the beginning. */
        public Cost end() throws IOException {
            Reading after = read();
            double seconds = (after.nanos - before.nanos) / 1e9;
            double gatewayUsed = after.gateway - before.gateway;
            double brokerUsed = after.broker - before.broker;
            double toolUsed = after.tool - before.tool;
            double others = after.machine - before.machine - known(gatewayUsed) - known(brokerUsed) - toolUsed;
            return new Cost(
                    seconds,
                    gatewayUsed,
                    brokerUsed,
                    toolUsed / seconds,
                    Math.max(0, others) / seconds,
                    after.listenOverflows - before.listenOverflows);
        }

        private static double known(double used) {
            return Double.isNaN(used) ? 0 : used;
        }
    }
}
