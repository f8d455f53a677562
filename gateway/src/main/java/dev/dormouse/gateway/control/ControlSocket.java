package dev.dormouse.gateway.control;

import dev.dormouse.gateway.loop.Loop;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/** Listens for commands in the data directory, where only the gateway's own user comes in; serves one caller at a time. */
public final class ControlSocket implements AutoCloseable {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final long LONGEST_COMMAND_SECONDS = 5;
    private static final long PAUSE_MILLIS = 1000;

    private final Path file;
    private final ServerSocketChannel server;
    private final Commands commands;
    private final Loop clock;
    private final CountDownLatch closing = new CountDownLatch(1);

    private ControlSocket(Path file, ServerSocketChannel server, Commands commands, Loop clock) {
        this.file = file;
        this.server = server;
        this.commands = commands;
        this.clock = clock;
    }

    /** Where the socket of a gateway with this data directory is. */
    public static Path in(Path data) {
        return folder(data).resolve("socket");
    }

    private static Path folder(Path data) {
        return data.resolve("control");
    }

    /**
     * Begins to listen.
     *
     * @param clock ends calls that take too long
     * @throws IOException when the socket cannot be made, such as because the path of the data directory is too long
     */
    public static ControlSocket open(Path data, Commands commands, Loop clock) throws IOException {
        Path file = in(data);
        Files.createDirectories(folder(data));
        // before the socket is there: nobody else may come in, not even for a moment
        permit(folder(data), "rwx------");
        Files.deleteIfExists(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
            permit(file, "rw-------");
        } catch (IOException e) {
            server.close();
            throw e;
        }
        ControlSocket socket = new ControlSocket(file, server, commands, clock);
        Thread thread = new Thread(socket::serve, "control");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static void permit(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                try (SocketChannel caller = server.accept()) {
                    serve(caller);
                } catch (IOException callerGone) {
                    // or the system has no more open files: then this must not turn in circles
                    closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel caller) throws IOException, InterruptedException {
        Loop.Timer limit = clock.schedule(LONGEST_CALL, () -> close(caller));
        try {
            Lines.write(caller, answer(Lines.read(caller)).line());
        } finally {
            limit.cancel();
        }
    }

    private Answer answer(String line) throws InterruptedException {
        try {
            return commands.obey(line).toCompletableFuture().get(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Answer.error("The gateway has not done it in time");
        } catch (ExecutionException | RuntimeException bug) {
            Logger.error(bug, "A command failed");
            return Answer.error("The gateway has failed; its log says how");
        }
    }

    private static void close(SocketChannel caller) {
        try {
            caller.close();
        } catch (IOException e) {
            Logger.debug(e, "control socket");
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        Files.deleteIfExists(file);
    }
}
