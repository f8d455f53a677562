package dev.dormouse.gateway.e2e;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A forwarder with nodes, at one end of a serial line that is a pair of pseudo-terminals: SLIP and the envelope of 1.2 §5.5. Ending
 * socat is pulling the plug.
 */
final class SerialBridge implements AutoCloseable {
    private static final int END = 0xC0;
    private static final int ESC = 0xDB;
    private static final HexFormat HEX = HexFormat.of();

    private final Path gatewayEnd;
    private final Path ownEnd;
    private final Map<String, BlockingQueue<byte[]>> nodes = new ConcurrentHashMap<>();
    private @Nullable Process socat;
    private @Nullable OutputStream out;

    /** What of ten frames is lost on the air, each way. */
    private volatile int lossOfTen;

    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private int sent;
    private int received;

    /** A bridge that is not plugged in yet; the device will be in this folder. */
    SerialBridge(Path folder) {
        gatewayEnd = folder.resolve("gateway");
        ownEnd = folder.resolve("bridge");
    }

    static boolean isPossible() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "socat")));
    }

    /** The device as the gateway knows it. */
    String device() {
        return gatewayEnd.toString();
    }

    SerialBridge plugIn() {
        hanging = new CountDownLatch(0);
        try {
            socat = new ProcessBuilder(
                            "socat", "PTY,link=" + gatewayEnd + ",raw,echo=0", "PTY,link=" + ownEnd + ",raw,echo=0")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Waiting.until("the pseudo-terminals", () -> Files.exists(gatewayEnd) && Files.exists(ownEnd));
            out = Files.newOutputStream(ownEnd);
            InputStream in = Files.newInputStream(ownEnd);
            Thread reader = new Thread(() -> read(in), "bridge");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** From now on the firmware reads nothing of what the gateway sends. */
    void hangs() {
        hanging = new CountDownLatch(1);
    }

    void unplug() {
        Process running = socat;
        hanging.countDown();
        socat = null;
        out = null;
        if (running != null) {
            running.destroy();
            try {
                running.waitFor(5, TimeUnit.SECONDS);
                Files.deleteIfExists(gatewayEnd);
                Files.deleteIfExists(ownEnd);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The air loses so many of ten frames, each way. */
    void loses(int ofTen) {
        lossOfTen = ofTen;
    }

    /** Says octets that are no frame. */
    void babbles(byte[] octets) {
        write(octets);
    }

    /** One node, by the hexadecimal digits of its id. */
    Wire node(String id) {
        BlockingQueue<byte[]> inbox = nodes.computeIfAbsent(id, unused -> new LinkedBlockingQueue<>());
        return new Wire() {
            @Override
            public void send(byte[] datagram) {
                wrap(id, datagram);
            }

            @Override
            public Optional<byte[]> receive(Duration limit) {
                try {
                    return Optional.ofNullable(inbox.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
            }

            @Override
            public void close() {}
        };
    }

    private synchronized void wrap(String id, byte[] datagram) {
        sent++;
        if (isLost(sent)) {
            return;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(END);
        byte[] header = HEX.parseHex("%02xfe00%s".formatted(3 + id.length() / 2, id));
        for (byte[] part : new byte[][] {header, datagram}) {
            for (byte octet : part) {
                if ((octet & 0xFF) == END || (octet & 0xFF) == ESC) {
                    frame.write(ESC);
                    frame.write((octet & 0xFF) == END ? 0xDC : 0xDD);
                } else {
                    frame.write(octet);
                }
            }
        }
        frame.write(END);
        write(frame.toByteArray());
    }

    private boolean isLost(int number) {
        return number * 7 % 10 < lossOfTen;
    }

    private synchronized void write(byte[] octets) {
        OutputStream line = out;
        if (line == null) {
            return; // unplugged: what is said is lost
        }
        try {
            line.write(octets);
            line.flush();
        } catch (IOException unplugged) {
            out = null;
        }
    }

    private void read(InputStream in) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        boolean escaped = false;
        try (in) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                hanging.await();
                if (octet == END) {
                    hear(frame.toByteArray());
                    frame.reset();
                } else if (octet == ESC) {
                    escaped = true;
                } else {
                    frame.write(escaped ? octet == 0xDC ? END : ESC : octet);
                    escaped = false;
                }
            }
        } catch (IOException unplugged) {
            // the next plugIn reads on
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(byte[] frame) {
        if (frame.length < 3 || (frame[1] & 0xFF) != 0xFE) {
            return;
        }
        received++;
        BlockingQueue<byte[]> inbox = nodes.get(HEX.formatHex(frame, 3, frame[0] & 0xFF));
        if (inbox != null && !isLost(received)) {
            inbox.add(Arrays.copyOfRange(frame, frame[0] & 0xFF, frame.length));
        }
    }

    @Override
    public void close() {
        unplug();
    }
}
