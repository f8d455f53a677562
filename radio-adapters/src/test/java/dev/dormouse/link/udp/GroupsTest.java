package dev.dormouse.link.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Multicast groups of a link; nothing leaves the machine. */
@ParameterizedClass
@EnumSource(Network.class)
@Timeout(20)
class GroupsTest {
    private final Network network;
    private final MultiThreadIoEventLoopGroup loops;
    private final InetSocketAddress group;
    private final NetworkInterface through;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    GroupsTest(Network network) throws IOException {
        this.network = network;
        this.loops = new MultiThreadIoEventLoopGroup(1, network.ioHandler());
        this.through = interfaceFor(network);
        this.group = new InetSocketAddress(
                InetAddress.getByName(network.speaksIpv6() ? "ff01::1:d0d0" : "225.1.1.1"), freePort());
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        assertTrue(loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10_000));
    }

    @Test
    void hearsWhatIsSaidToTheGroup() throws IOException {
        Ear ear = new Ear();
        UdpLink link = link(through.getName());
        link.start(ear);
        assertTrue(link.reachesAll());
        MulticastSocket device = device();
        device.send(packet("where are you?"));
        await().until(() -> "where are you?".equals(ear.heard.poll()));
    }

    @Test
    void speaksToTheGroupFromItsOwnPortAndDoesNotHearItself() throws IOException {
        Ear ear = new Ear();
        UdpLink link = link(through.getName());
        link.start(ear);
        MulticastSocket device = device();
        ByteBuf datagram = link.buffer(8);
        datagram.writeCharSequence("here", StandardCharsets.US_ASCII);
        link.broadcast(datagram, 0);
        assertEquals("here", hears(device, link.boundAddress().socketAddress().getPort()));
        // What comes after our own words was in the socket behind them.
        device.send(packet("next"));
        await().until(() -> !ear.heard.isEmpty());
        assertEquals("next", ear.heard.poll());
        assertEquals(0, datagram.refCnt());
    }

    @Test
    void goesOnWithoutAGroupThatCannotBeJoined() throws IOException {
        UdpLink link = link("no-such-if");
        link.start(new Ear());
        ByteBuf datagram = link.buffer(8).writeByte(1);
        link.broadcast(datagram, 0);
        await().until(() -> datagram.refCnt() == 0);
        assertFalse(link.boundAddress().text().isEmpty());
    }

    @Test
    void leavesTheGroupWithTheLink() throws IOException {
        UdpLink link = link(through.getName());
        link.start(new Ear());
        link.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains(":" + group.getPort())));
    }

    @Test
    void refusesWhatIsNoGroup() {
        InetSocketAddress unicast = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1885);
        assertThrows(IllegalArgumentException.class, () -> new MulticastGroup(unicast, null));
    }

    private UdpLink link(String networkInterface) {
        UdpLink link = new UdpLink(
                "test",
                loops.next(),
                network.wildcard(),
                UdpOptions.DEFAULT,
                List.of(new MulticastGroup(group, networkInterface)));
        open.push(link);
        return link;
    }

    private MulticastSocket device() throws IOException {
        MulticastSocket socket = new MulticastSocket(group.getPort());
        open.push(socket);
        socket.setSoTimeout(5000);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, through);
        socket.joinGroup(group, through);
        return socket;
    }

    private DatagramPacket packet(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return new DatagramPacket(octets, octets.length, group);
    }

    private static String hears(MulticastSocket device, int fromPort) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        do {
            device.receive(packet);
        } while (packet.getPort() != fromPort);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    /** IPv6 has no multicast on the loopback interface; scope 1 stays on the machine whatever the interface. */
    private static NetworkInterface interfaceFor(Network network) throws IOException {
        Optional<NetworkInterface> found = NetworkInterface.networkInterfaces()
                .filter(each -> network.speaksIpv6() ? isLinkOfVersion6(each) : isLoopback(each))
                .findFirst();
        assumeTrue(found.isPresent(), "no interface for multicast over " + network);
        return found.orElseThrow();
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        return candidate.inetAddresses().anyMatch(InetAddress::isLoopbackAddress);
    }

    private static boolean isLinkOfVersion6(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && candidate.supportsMulticast()
                    && candidate.inetAddresses().anyMatch(InetAddress::isLinkLocalAddress);
        } catch (IOException e) {
            return false;
        }
    }

    /** One that the system gives to no other socket, such as the link's own, behind our back. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (DatagramSocket socket = new DatagramSocket(port)) {
                return socket.getLocalPort();
            } catch (SocketException e) {
                // Taken: the next one.
            }
        }
    }

    /** Keeps what a link hears. */
    private static final class Ear implements DatagramLink.Receiver {
        final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void onDatagram(LinkAddress from, ByteBuf datagram) {
            assertEquals(
                    from.text().startsWith("["),
                    ((UdpAddress) from).socketAddress().getAddress() instanceof Inet6Address);
            heard.add(datagram.toString(StandardCharsets.US_ASCII));
        }
    }
}
