package dev.dormouse.gateway.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 over a socket. Blocks. */
final class Lines {
    private static final int LONGEST = 4096;

    private Lines() {}

    /**
     * The first line.
     *
     * @throws IOException when there is none, or none that ends within 4096 octets
     */
    static String read(SocketChannel channel) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(LONGEST);
        while (octets.hasRemaining()) {
            int from = octets.position();
            if (channel.read(octets) < 0) {
                throw new EOFException("no line");
            }
            for (int i = from; i < octets.position(); i++) {
                if (octets.get(i) == '\n') {
                    return new String(octets.array(), 0, i, StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("a line of more than " + LONGEST + " octets");
    }

    static void write(SocketChannel channel, String line) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }
}
