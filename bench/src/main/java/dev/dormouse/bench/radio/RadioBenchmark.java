package dev.dormouse.bench.radio;

import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.link.ble.BleDriver;
import dev.dormouse.link.ble.BleOptions;
import dev.dormouse.link.forwarder.ForwarderDriver;
import dev.dormouse.link.forwarder.ForwarderOptions;
import dev.dormouse.link.forwarder.Framing;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.RadioLink;
import dev.dormouse.link.radio.SendingRules;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.serial.SerialLine;
import dev.dormouse.link.xbee.XBeeDriver;
import dev.dormouse.link.xbee.XBeeOptions;
import dev.dormouse.link.znp.ZnpDriver;
import dev.dormouse.link.znp.ZnpOptions;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Measures the links of all adapters, forwarder, XBee, Z-Stack and Bluetooth: datagrams per second each way and the latency of an answer, at the rate
 * of the pseudo-terminal and paced as for 115 200 baud. The datagrams have 64 octets, the envelope of a forwarder included.
 */
public final class RadioBenchmark {
    private static final int OCTETS = 64;
    private static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 3;
    private static final int ROUND_TRIPS = 5000;
    private static final LineSettings USUAL = LineSettings.defaults();
    private static final int PACE = USUAL.octetsPerSecond() * 95 / 100;

    private RadioBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT, "%-8s %-10s %12s %12s %10s%n", "framing", "pace", "down 1/s", "up 1/s", "of line");
        for (Framing framing : Framing.values()) {
            measure(framing, 0);
        }
        measure(Framing.SLIP, PACE);
        for (int pace : new int[] {0, PACE}) {
            measure(new XBeeFarEnd(OCTETS), radio -> new XBeeDriver(radio, XBeeOptions.defaults()), pace);
            measure(new ZnpFarEnd(OCTETS), radio -> new ZnpDriver(radio, ZnpOptions.defaults()), pace);
            measure(new BleFarEnd(OCTETS), radio -> new BleDriver(radio, BleOptions.defaults()), pace);
        }
    }

    private static void measure(Framing framing, int octetsPerSecond) throws IOException, InterruptedException {
        ForwarderOptions options = ForwarderOptions.defaults().with(framing);
        measure(new ForwarderFarEnd(framing, OCTETS), radio -> new ForwarderDriver(radio, options), octetsPerSecond);
    }

    private static void measure(FarEnd far, Function<Radio, RadioDriver> driver, int octetsPerSecond)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("dormouse-bench");
        EventLoop loop = new DefaultEventLoop();
        SendingRules rules = SendingRules.withTimeToLive(Duration.ofSeconds(8)).withOctetsPerSecond(octetsPerSecond);
        try (Cable cable = new Cable(directory)) {
            SerialLine line = new SerialLine("bench", new PortChoice.AtPath(cable.gatewayEnd()), USUAL, loop);
            RadioLink link = new RadioLink("bench", loop, line, rules, driver);
            try (link) {
                Traffic traffic = new Traffic(link, cable, far);
                traffic.awaitLink();
                traffic.down(WARM_UP_SECONDS);
                double down = traffic.down(SECONDS);
                traffic.up(1);
                double up = traffic.up(SECONDS);
                String pace = octetsPerSecond == 0 ? "none" : octetsPerSecond + " B/s";
                String share = octetsPerSecond == 0
                        ? "-"
                        : String.format(
                                Locale.ROOT, "%.1f %%", down * far.octetsOnLine() * 100 / USUAL.octetsPerSecond());
                System.out.printf(Locale.ROOT, "%-8s %-10s %12.0f %12.0f %10s%n", far.name(), pace, down, up, share);
                if (octetsPerSecond == 0) {
                    Latencies latencies = traffic.roundTrips(ROUND_TRIPS);
                    System.out.printf(
                            Locale.ROOT,
                            "         adapter → gateway → adapter: p50 %.0f µs, p99 %.0f µs%n",
                            latencies.millis(0.5) * 1000,
                            latencies.millis(0.99) * 1000);
                }
            }
        } finally {
            loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
            Files.deleteIfExists(directory);
        }
    }
}
