package dev.dormouse.bench.e2e;

import dev.dormouse.bench.load.Reactor;
import dev.dormouse.bench.meter.Meters;
import dev.dormouse.bench.meter.ProcessMeter;
import dev.dormouse.bench.scenario.Result;
import dev.dormouse.bench.scenario.Stand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a running gateway; the script bench/gateway starts one and this program, and documents the options. */
@Command(name = "gateway", mixinStandardHelpOptions = false)
public final class GatewayBenchmark implements Callable<Integer> {
    private static final int MAX_CLIENTS = 1_000;
    private static final double MAX_SECONDS = 60;
    private static final double NOISY_CPUS = 0.3;

    @Option(names = "--gateway", required = true)
    private String gateway = "";

    @Option(names = "--broker", required = true)
    private String broker = "";

    @Option(names = "--pid")
    private @Nullable Long pid;

    @Option(names = "--broker-pid")
    private @Nullable Long brokerPid;

    @Option(names = "--scenario", arity = "1..*")
    private List<String> scenarios =
            Arrays.stream(ScenarioName.values()).map(ScenarioName::text).toList();

    @Option(names = "--clients")
    private int clients = 100;

    @Option(names = "--seconds")
    private double seconds = 5;

    @Option(names = "--warmup")
    private double warmup = 15;

    @Option(names = "--json")
    private @Nullable Path json;

    /** Runs the benchmark; exit code 0 when it could be measured, 1 when not, 2 when the options are wrong. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new GatewayBenchmark());
        line.setParameterExceptionHandler((e, given) -> complain(e, 2));
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> complain(e, e instanceof IllegalArgumentException ? 2 : 1));
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        require(clients >= 1 && clients <= MAX_CLIENTS, "--clients is 1 to " + MAX_CLIENTS);
        require(seconds >= 1 && seconds <= MAX_SECONDS, "--seconds is 1 to 60");
        require(warmup >= 0 && warmup <= MAX_SECONDS, "--warmup is 0 to 60");
        List<ScenarioName> chosen =
                scenarios.stream().map(ScenarioName::of).distinct().sorted().toList();
        InetSocketAddress gatewayAddress = Loopback.address(gateway);
        InetSocketAddress brokerAddress = Loopback.address(broker);
        Meters meters = new Meters(meter(pid), meter(brokerPid));
        String id = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        try (Reactor reactor = new Reactor()) {
            Stand stand = new Stand(reactor, gatewayAddress, brokerAddress, meters, clients, seconds, id);
            print(new Report(measure(stand, chosen)));
        }
        return 0;
    }

    private List<Result> measure(Stand stand, List<ScenarioName> chosen) throws IOException {
        Warmup before = new Warmup(stand);
        before.awaitGateway();
        if (warmup > 0) {
            System.err.printf("warming up for about %.0f s, not counted ...%n", warmup);
            before.run(warmup);
        }
        List<Result> results = new ArrayList<>();
        for (ScenarioName name : chosen) {
            System.err.println("measuring " + name.text() + " ...");
            results.addAll(name.scenario().run(stand));
        }
        return results;
    }

    private void print(Report report) throws IOException {
        System.out.printf(
                "%nAfter a warm-up of %.0f s; counted runs of %.0f s, payloads of 50 octets.%n%n", warmup, seconds);
        System.out.print(report.table());
        System.out.println(report.disturbed(NOISY_CPUS));
        if (json != null) {
            Files.writeString(json, report.json());
        }
    }

    private static @Nullable ProcessMeter meter(@Nullable Long process) {
        if (process == null) {
            return null;
        }
        ProcessMeter meter = new ProcessMeter(process);
        try {
            meter.cpuSeconds();
        } catch (IOException e) {
            throw new IllegalArgumentException("no process " + process, e);
        }
        return meter;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static int complain(Exception e, int exitCode) {
        System.err.println("bench: " + e.getMessage());
        return exitCode;
    }
}
