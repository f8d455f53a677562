package dev.dormouse.link.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.link.serial.Line;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.serial.PseudoTerminals;
import dev.dormouse.link.serial.SerialLine;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProbeTest {
    /** Answers from vectors and manuals, each with a little noise in front. */
    private static final Map<String, String> ANSWERS = Map.of(
            "xbee", "00" + "7e000688014150000" + "2e3",
            "znp", "ff" + "fe026101790" + "063",
            "ble-h4", "040e0401030c00");

    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final EventLoop loop = new DefaultEventLoop();
    private final PseudoTerminals cable;

    ProbeTest(@TempDir Path directory) {
        cable = new PseudoTerminals(directory);
    }

    @AfterEach
    void stop() throws IOException {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        cable.close();
    }

    private PortChoice port() {
        return new PortChoice.AtPath(cable.gatewayEnd());
    }

    /** An adapter that answers everything with the same octets. */
    private void adapterAnswers(String hex) throws IOException {
        assumeTrue(PseudoTerminals.areAvailable(), "needs socat on the PATH");
        cable.plugIn();
        CompletableFuture<Void> open = new CompletableFuture<>();
        Line adapter =
                new SerialLine("adapter", new PortChoice.AtPath(cable.adapterEnd()), LineSettings.defaults(), loop);
        loop.execute(() -> adapter.start(new Line.Listener() {
            @Override
            public void onOpen(String device) {
                open.complete(null);
            }

            @Override
            public void onOctets(byte[] octets) {
                adapter.write(HexFormat.of().parseHex(hex), () -> {});
            }

            @Override
            public void onLost(String reason) {}
        }));
        open.join();
    }

    private List<String> answering() {
        return Probe.ALL.stream()
                .filter(probe -> probe.ask(port(), loop, PATIENCE).join())
                .map(Probe::driver)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xbee", "znp", "ble-h4"})
    void tellsTheKindsApart(String driver) throws IOException {
        adapterAnswers(ANSWERS.getOrDefault(driver, ""));
        assertEquals(List.of(driver), answering());
    }

    @Test
    void hearsTheAnswerBehindAllThatAnAdapterHasToTellFirst() throws IOException {
        adapterAnswers("fe0345c134120080".repeat(600) + ANSWERS.get("znp"));
        assertEquals(List.of("znp"), answering());
    }

    @Test
    void takesNoAnswerFromWhatOnlyRepeats() throws IOException {
        adapterAnswers("7e00040801415065fe0021012001030c00");
        assertEquals(List.of(), answering());
    }

    @Test
    void tellsWhyAPortCannotBeOpened() {
        assumeTrue(PseudoTerminals.areAvailable(), "needs socat on the PATH");
        CompletableFuture<Boolean> answer = Probe.ALL.get(0).ask(port(), loop, Duration.ofSeconds(10));
        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        assertTrue(String.valueOf(failure.getMessage()).contains("is not there"), failure.toString());
        assertFalse(answer.isCancelled());
    }
}
