package dev.dormouse.gateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.gateway.loop.Loop;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ControlSocketTest {
    private static final PermitJoin COMMAND = new PermitJoin(60, "attic");
    private static final Answer NO_SUCH_LINK = Answer.error("There is no link \"attic\"; there are ");

    private final Path data;
    private final Clock clock = new Clock();

    @SuppressWarnings("NullAway.Init") // before each test
    private ControlSocket socket;

    ControlSocketTest(@TempDir Path data) {
        this.data = data;
    }

    @BeforeEach
    void open() throws IOException {
        socket = ControlSocket.open(data, new Commands(List.of()), clock);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void aCommandIsAnswered() throws IOException {
        assertEquals(NO_SUCH_LINK, Call.say(data, COMMAND));
        assertEquals(NO_SUCH_LINK, Call.say(data, COMMAND));
    }

    @Test
    void onlyItsOwnUserComesIn() throws IOException {
        Path file = ControlSocket.in(data);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("control"))));
    }

    @Test
    void whatIsNoCommandIsRefused() throws IOException {
        try (SocketChannel caller = call()) {
            Lines.write(caller, "permit-join 255 attic");
            assertEquals("error This gateway does not know the command; is it of another version?", Lines.read(caller));
        }
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        try (SocketChannel caller = call()) {
            caller.write(ByteBuffer.wrap(new byte[5000]));
            assertThrows(IOException.class, () -> Lines.read(caller));
        }
        assertEquals(NO_SUCH_LINK, Call.say(data, COMMAND));
    }

    @Test
    void aCallerThatSaysNothingIsCutOffAfterTenSeconds() throws Exception {
        try (SocketChannel silent = call()) {
            clock.passes(Duration.ofSeconds(10));
            assertThrows(IOException.class, () -> Lines.read(silent));
        }
        assertEquals(NO_SUCH_LINK, Call.say(data, COMMAND));
    }

    @Test
    void aSocketThatAKilledGatewayLeftBehindIsReplaced() throws IOException {
        ControlSocket next = ControlSocket.open(data, new Commands(List.of()), clock);
        assertEquals(NO_SUCH_LINK, Call.say(data, COMMAND));
        next.close();
        assertThrows(IOException.class, () -> Call.say(data, COMMAND));
    }

    @Test
    void commandsAreReadAsTheyAreWritten() {
        PermitJoin command = new PermitJoin(0, "the attic, left");
        assertEquals(command, PermitJoin.parse(command.line()));
    }

    private SocketChannel call() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.in(data)));
    }

    /** A clock that goes when the test says so. */
    private static final class Clock implements Loop {
        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final BlockingQueue<Duration> delays = new LinkedBlockingQueue<>();

        /** Waits until something is put on the clock for then, and runs it. */
        void passes(Duration time) throws InterruptedException {
            assertEquals(time, delays.poll(10, TimeUnit.SECONDS));
            tasks.take().run();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            tasks.add(task);
            delays.add(delay);
            return () -> {};
        }

        @Override
        public Instant now() {
            throw new AssertionError("nobody asks");
        }

        @Override
        public long nanoTime() {
            throw new AssertionError("nobody asks");
        }

        @Override
        public boolean inLoop() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
