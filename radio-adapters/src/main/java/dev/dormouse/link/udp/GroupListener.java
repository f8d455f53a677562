package dev.dormouse.link.udp;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * Hears one multicast group. It has a socket of the platform's and a thread of its own: what is said to a group is rare, and not every
 * event loop can join both IP versions. What cannot be joined is a warning.
 */
final class GroupListener implements AutoCloseable {
    private final String link;
    private final MulticastGroup group;
    private final DatagramChannel channel;

    private GroupListener(String link, MulticastGroup group, DatagramChannel channel) {
        this.link = link;
        this.group = group;
        this.channel = channel;
    }

    /**
     * Joins the group on all its interfaces and begins to hear it; where that fails, a warning tells why.
     *
     * @param heard called on the listener's thread; the packet is the receiver's
     */
    static List<GroupListener> start(
            String link, MulticastGroup group, int maxDatagram, Consumer<DatagramPacket> heard) {
        try {
            GroupListener listener = new GroupListener(link, group, open(group));
            if (!listener.join()) {
                listener.close();
                return List.of();
            }
            Thread thread = new Thread(() -> listener.read(maxDatagram, heard), "link " + link + " " + group.text());
            thread.setDaemon(true);
            thread.start();
            return List.of(listener);
        } catch (IOException | RuntimeException e) {
            Logger.warn("Link {}: cannot listen to the group {}: {}", link, group.text(), e.getMessage());
            return List.of();
        }
    }

    private static DatagramChannel open(MulticastGroup group) throws IOException {
        boolean version4 = group.address().getAddress() instanceof Inet4Address;
        ProtocolFamily family = version4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        DatagramChannel opened = DatagramChannel.open(family);
        try {
            // Other gateways and clients on this machine may listen to the same group.
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            InetAddress any = InetAddress.getByName(version4 ? "0.0.0.0" : "::");
            return opened.bind(new InetSocketAddress(any, group.address().getPort()));
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private boolean join() throws IOException {
        List<String> failures = new ArrayList<>();
        boolean joined = false;
        for (NetworkInterface each : interfaces()) {
            try {
                channel.join(group.address().getAddress(), each);
                joined = true;
            } catch (IOException | RuntimeException e) {
                failures.add(each.getName() + ": " + e.getMessage());
            }
        }
        if (joined) {
            Logger.info("Link {}: listening to the group {}", link, group.text());
        } else {
            Logger.warn(
                    "Link {}: cannot join the group {} on any interface {}; devices that look for a gateway there are not heard",
                    link,
                    group.text(),
                    failures);
        }
        return joined;
    }

    private List<NetworkInterface> interfaces() throws SocketException {
        String name = group.networkInterface();
        if (name == null) {
            boolean version4 = group.address().getAddress() instanceof Inet4Address;
            return NetworkInterface.networkInterfaces()
                    .filter(each -> carriesMulticast(each, version4))
                    .toList();
        }
        NetworkInterface named = NetworkInterface.getByName(name);
        if (named == null) {
            throw new SocketException("there is no interface " + name + " (see: ip link)");
        }
        return List.of(named);
    }

    private static boolean carriesMulticast(NetworkInterface candidate, boolean version4) {
        try {
            return candidate.isUp()
                    && (candidate.supportsMulticast() || candidate.isLoopback())
                    && candidate.inetAddresses().anyMatch(address -> address instanceof Inet4Address == version4);
        } catch (SocketException e) {
            return false;
        }
    }

    private void read(int maxDatagram, Consumer<DatagramPacket> heard) {
        // One octet more than is accepted, so that a datagram that was cut off can be told from one that just fits.
        ByteBuffer buffer = ByteBuffer.allocate(maxDatagram + 1);
        try {
            while (channel.isOpen()) {
                InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer.clear());
                if (sender != null) {
                    heard.accept(new DatagramPacket(Unpooled.copiedBuffer(buffer.flip()), group.address(), sender));
                }
            }
        } catch (ClosedChannelException closed) {
            Logger.debug("Link {}: the group {} is left", link, group.text());
        } catch (IOException | RuntimeException e) {
            Logger.warn("Link {}: the group {} is not heard any more: {}", link, group.text(), e.toString());
        }
    }

    /** Leaves the group; its thread ends. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            Logger.debug("Link {}: the group {} could not be left cleanly: {}", link, group.text(), e.getMessage());
        }
    }
}
