package dev.dormouse.uplink.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded broker is set up. Begin with {@link #in} and change what differs.
 *
 * @param dataDirectory where sessions, retained and queued messages live; created when missing
 * @param tcp MQTT over TCP; {@code null} for none
 * @param webSocket MQTT over WebSocket, any path; {@code null} for none
 * @param tls MQTT over TLS; {@code null} for none
 * @param users name to {@link PasswordHash hashed} password; while empty, everybody on this machine and nobody else is let in
 * @param maxDiskUsage 1 to 100 percent: when the file system is fuller than that, the broker stops taking messages
 * @param maxMemory octets that queued messages may hold in memory before they are paged to disk, 1 MiB or more
 * @param maxPacket octets of the largest PUBLISH payload, 128 octets to 8 MiB
 */
public record BrokerOptions(
        Path dataDirectory,
        @Nullable Endpoint tcp,
        @Nullable Endpoint webSocket,
        @Nullable TlsEndpoint tls,
        Map<String, String> users,
        int maxDiskUsage,
        long maxMemory,
        int maxPacket) {

    public static final int DEFAULT_PORT = 1883;

    /** Higher than the broker library's 90: a 5 % reserve is plenty for files of a few megabytes on the disks gateways have. */
    public static final int DEFAULT_MAX_DISK_USAGE = 95;

    /** Devices send less than 64 KiB; the rest is for their neighbours on the TCP side. */
    public static final int DEFAULT_MAX_PACKET = 1 << 20;

    private static final long SMALLEST_MEMORY = 1 << 20;

    public BrokerOptions {
        users = Map.copyOf(users);
        requireWithin("maxDiskUsage", maxDiskUsage, 1, 100);
        requireWithin("maxMemory", maxMemory, SMALLEST_MEMORY, Long.MAX_VALUE);
        requireWithin("maxPacket", maxPacket, 128, 8 << 20);
    }

    /** TCP on port 1883 of this machine, no users, a quarter of the heap for queued messages. */
    public static BrokerOptions in(Path dataDirectory) {
        return new BrokerOptions(
                dataDirectory,
                Endpoint.loopback(DEFAULT_PORT),
                null,
                null,
                Map.of(),
                DEFAULT_MAX_DISK_USAGE,
                Math.max(SMALLEST_MEMORY, Runtime.getRuntime().maxMemory() / 4),
                DEFAULT_MAX_PACKET);
    }

    public BrokerOptions withTcp(@Nullable Endpoint endpoint) {
        return new BrokerOptions(dataDirectory, endpoint, webSocket, tls, users, maxDiskUsage, maxMemory, maxPacket);
    }

    public BrokerOptions withWebSocket(@Nullable Endpoint endpoint) {
        return new BrokerOptions(dataDirectory, tcp, endpoint, tls, users, maxDiskUsage, maxMemory, maxPacket);
    }

    public BrokerOptions withTls(@Nullable TlsEndpoint endpoint) {
        return new BrokerOptions(dataDirectory, tcp, webSocket, endpoint, users, maxDiskUsage, maxMemory, maxPacket);
    }

    public BrokerOptions withUsers(Map<String, String> hashedPasswords) {
        return new BrokerOptions(
                dataDirectory, tcp, webSocket, tls, hashedPasswords, maxDiskUsage, maxMemory, maxPacket);
    }

    public BrokerOptions withMaxDiskUsage(int percent) {
        return new BrokerOptions(dataDirectory, tcp, webSocket, tls, users, percent, maxMemory, maxPacket);
    }

    public BrokerOptions withMaxMemory(long octets) {
        return new BrokerOptions(dataDirectory, tcp, webSocket, tls, users, maxDiskUsage, octets, maxPacket);
    }

    public BrokerOptions withMaxPacket(int octets) {
        return new BrokerOptions(dataDirectory, tcp, webSocket, tls, users, maxDiskUsage, maxMemory, octets);
    }

    /** Without the password hashes. */
    @Override
    public String toString() {
        return "BrokerOptions[dataDirectory=" + dataDirectory + ", tcp=" + tcp + ", webSocket=" + webSocket + ", tls="
                + tls
                + ", users=" + users.keySet() + ", maxDiskUsage=" + maxDiskUsage + ", maxMemory=" + maxMemory
                + ", maxPacket=" + maxPacket + ']';
    }

    private static void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
