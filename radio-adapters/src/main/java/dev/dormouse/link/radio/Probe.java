package dev.dormouse.link.radio;

import dev.dormouse.link.serial.FlowControl;
import dev.dormouse.link.serial.Line;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.serial.SerialLine;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A harmless question by which a kind of adapter shows itself. Forwarders cannot be asked: they have no language of their own.
 *
 * @param driver the type of link that drives such adapters
 * @param question hexadecimal digits
 * @param answer a pattern for the hexadecimal digits of the answer, lower case
 */
public record Probe(String driver, LineSettings settings, String question, Pattern answer) {
    /** All kinds that can be asked, each at its usual rates. */
    public static final List<Probe> ALL = List.of(
            // ZNP first: its frames are too short to wake anything in the others
            new Probe("znp", at(115_200), "fe00210120", Pattern.compile("fe026101")),
            // AT command AP: the API mode, 1 or 2
            new Probe("xbee", at(9600), "7e00040801415065", Pattern.compile("7e00068801415000")),
            new Probe("xbee", at(115_200), "7e00040801415065", Pattern.compile("7e00068801415000")),
            // HCI_Reset, answered by Command_Complete
            new Probe("ble-h4", at(115_200), "01030c00", Pattern.compile("040e04..030c00")),
            new Probe("ble-h4", at(1_000_000), "01030c00", Pattern.compile("040e04..030c00")));

    private static final int CLOSING_SECONDS = 2;

    private static LineSettings at(int baud) {
        return new LineSettings(baud, FlowControl.NONE);
    }

    /**
     * Asks what is at a port.
     *
     * @return true when the adapter is of this kind, false when no fitting answer came in time; fails with a {@link RuntimeException}
     *     whose message says why when the port cannot be opened
     */
    public CompletableFuture<Boolean> ask(PortChoice port, EventLoop loop, Duration patience) {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        SerialLine line = new SerialLine("probe", port, settings, loop);
        loop.execute(() -> line.start(new Ear(line, answered)));
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        CompletableFuture<Boolean> unused = answered.completeOnTimeout(
                        false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((result, failure) -> loop.execute(() -> {
                    // First the port is given back: the next question may be asked at once.
                    CompletableFuture<Void> free =
                            line.closeAndTell().completeOnTimeout(null, CLOSING_SECONDS, TimeUnit.SECONDS);
                    CompletableFuture<Void> ignored = free.thenRun(() -> {
                        if (failure == null) {
                            closed.complete(result);
                        } else {
                            closed.completeExceptionally(failure);
                        }
                    });
                }));
        return closed;
    }

    /** Asks when the port is open, and listens. */
    private final class Ear implements Line.Listener {
        /** So many digits of what was heard last may belong to the answer. */
        private static final int MOST_DIGITS = 64;

        private final Line line;
        private final CompletableFuture<Boolean> answered;
        private final StringBuilder heard = new StringBuilder();

        Ear(Line line, CompletableFuture<Boolean> answered) {
            this.line = line;
            this.answered = answered;
        }

        @Override
        public void onOpen(String device) {
            line.write(HexFormat.of().parseHex(question), () -> {});
        }

        @Override
        public void onOctets(byte[] octets) {
            heard.append(HexFormat.of().formatHex(octets));
            if (answer.matcher(heard).find()) {
                answered.complete(true);
            } else {
                heard.delete(0, Math.max(0, heard.length() - MOST_DIGITS));
            }
        }

        @Override
        public void onLost(String reason) {
            answered.completeExceptionally(new IllegalStateException(reason));
        }
    }
}
