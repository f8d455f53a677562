package dev.dormouse.link.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Network.class)
@Timeout(20)
class UdpLinkTest {
    private final Network network;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    UdpLinkTest(Network network) {
        this.network = network;
        this.group = new MultiThreadIoEventLoopGroup(1, network.ioHandler());
        this.loop = group.next();
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        assertTrue(group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10_000));
    }

    @Test
    void echoesABurstWithoutLoss() throws IOException {
        UdpLink link = link(network.loopback());
        Echo echo = new Echo(link);
        link.start(echo);
        Device device = device();
        int burst = device.bearableBurst();

        for (int i = 0; i < burst; i++) {
            device.says(link.boundAddress().socketAddress(), Integer.toString(i));
        }

        BitSet heard = new BitSet();
        for (int i = 0; i < burst; i++) {
            heard.set(Integer.parseInt(device.hearsText()));
        }
        assertEquals(burst, heard.cardinality());
        assertTrue(echo.batches.get() <= echo.datagrams.get());
        assertDroppedNothing(link);
    }

    @Test
    void sendsABurstOfOneTurnWithoutLoss() throws IOException {
        UdpLink link = started(link(network.loopback()));
        Device device = device();
        int burst = device.bearableBurst();

        loop.execute(() -> {
            for (int i = 0; i < burst; i++) {
                link.send(device.address(), datagram(link, 40));
            }
        });

        for (int i = 0; i < burst; i++) {
            assertEquals(40, device.hears().length);
        }
        assertDroppedNothing(link);
    }

    @Test
    void sendsABurstOfAnotherThreadWithoutLoss() throws IOException {
        UdpLink link = started(link(network.loopback()));
        Device device = device();
        int burst = device.bearableBurst();

        for (int i = 0; i < burst; i++) {
            link.send(device.address(), datagram(link, 40));
        }

        for (int i = 0; i < burst; i++) {
            assertEquals(40, device.hears().length);
        }
        assertDroppedNothing(link);
    }

    @Test
    void dropsWhatOtherThreadsSendFasterThanTheLoopFetches() throws IOException {
        UdpLink link = started(link(network.loopback()));
        Device device = device();
        CountDownLatch loopIsBusy = new CountDownLatch(1);
        loop.execute(() -> assertDoesNotThrow(() -> loopIsBusy.await(10, TimeUnit.SECONDS)));

        for (int i = 0; i < UdpOutbound.MOST_HANDED_OVER + 10; i++) {
            link.send(device.address(), datagram(link, 1));
        }
        loopIsBusy.countDown();

        assertEquals(10, link.counters().count(DropReason.NOT_WRITABLE));
        assertEquals(1, device.hears().length);
    }

    @Test
    void acceptsTheLongestDatagramAndDropsALongerOne() throws IOException {
        UdpLink link = new UdpLink("udp", loop, network.loopback(), new UdpOptions(65_536, 100, 1400));
        open.push(link);
        link.start(new Echo(link));
        Device device = device();
        InetSocketAddress gateway = link.boundAddress().socketAddress();

        device.says(gateway, new byte[101]);
        device.says(gateway, new byte[5000]);
        device.says(gateway, new byte[100]);

        assertArrayEquals(new byte[100], device.hears());
        assertEquals(2, link.counters().count(DropReason.TRUNCATED));
    }

    @Test
    void refusesToSendWhatIsTooLongOrEmpty() throws IOException {
        UdpLink link = started(link(network.loopback()));
        Device device = device();

        assertEquals(1400, link.largestDatagram(device.address()));
        ByteBuf tooLong = datagram(link, 1401);
        link.send(device.address(), tooLong);
        assertEquals(0, tooLong.refCnt());
        link.send(device.address(), datagram(link, 0));
        link.send(device.address(), datagram(link, 1400));

        assertEquals(1400, device.hears().length);
        assertEquals(1, link.counters().byName().get("too-large"));
        assertEquals(1, link.counters().byName().get("empty"));
    }

    @Test
    void twoLinksShareALoop() throws IOException {
        UdpLink one = link(network.loopback());
        UdpLink other = link(network.loopback());
        one.start(new Echo(one));
        other.start(new Echo(other));
        Device device = device();

        device.says(one.boundAddress().socketAddress(), "to one");
        assertEquals("to one", device.hearsText());
        device.says(other.boundAddress().socketAddress(), "to the other");
        assertEquals("to the other", device.hearsText());
    }

    @Test
    void aClosedPortDoesNoHarm() throws IOException {
        UdpLink link = link(network.loopback());
        link.start(new Echo(link));
        Device gone = new Device(network.loopback());
        UdpAddress closedPort = gone.address();
        gone.close();
        Device device = device();

        for (int i = 0; i < 10; i++) {
            link.send(closedPort, datagram(link, 10));
        }
        device.says(link.boundAddress().socketAddress(), "still there?");

        assertEquals("still there?", device.hearsText());
    }

    @Test
    void anErrorOfSendingIsCountedAndNothingMore() throws IOException {
        UdpLink link = link(network.loopback());
        link.start(new Echo(link));
        Device device = device();
        UdpAddress noPort = device.address().withoutPort();

        link.send(noPort, datagram(link, 10));
        link.send(device.address(), datagram(link, 10));

        assertEquals(10, device.hears().length);
        assertEquals(1, link.counters().count(DropReason.IO_ERROR));
        device.says(link.boundAddress().socketAddress(), "still there?");
        assertEquals("still there?", device.hearsText());
    }

    @Test
    void aFailingReceiverDoesNotStopTheLink() throws IOException {
        UdpLink link = link(network.loopback());
        Echo echo = new Echo(link);
        link.start(new DatagramLink.Receiver() {
            @Override
            public void onDatagram(LinkAddress from, ByteBuf datagram) {
                if (datagram.getByte(0) == '!') {
                    throw new IllegalStateException("a bug");
                }
                echo.onDatagram(from, datagram);
            }
        });
        Device device = device();

        device.says(link.boundAddress().socketAddress(), "!");
        device.says(link.boundAddress().socketAddress(), "well");

        assertEquals("well", device.hearsText());
        assertEquals(1, link.counters().count(DropReason.RECEIVER_FAILED));
    }

    @Test
    void theIpv6WildcardHearsIpv4() throws IOException {
        assumeTrue(network.speaksIpv6());
        UdpLink link = link(network.wildcard());
        link.start(new Echo(link));
        int port = link.boundAddress().socketAddress().getPort();
        for (String host : List.of("127.0.0.1", "::1")) {
            Device device = new Device(Network.at(host));
            open.push(device);
            device.says(new InetSocketAddress(host, port), "hello");
            assertEquals("hello", device.hearsText());
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithARemedy() {
        UdpLink first = started(link(network.loopback()));
        UdpAddress taken = first.boundAddress();
        UdpLink second = link(taken.socketAddress());

        LinkException refusal = assertThrows(LinkException.class, () -> started(second));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(taken.text()), message);
        assertTrue(message.contains("in use"), message);
        assertTrue(message.contains("choose another port"), message);
    }

    @Test
    void anAddressOfAnotherMachineIsNamedWithARemedy() {
        UdpLink link = link(Network.at(network.speaksIpv6() ? "2001:db8::1" : "192.0.2.1"));

        LinkException refusal = assertThrows(LinkException.class, () -> started(link));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("No interface of this machine has the address"), message);
    }

    @Test
    void closingSendsWhatIsQueuedAndTellsTheReceiver() throws IOException {
        UdpLink link = link(network.loopback());
        Echo echo = new Echo(link);
        link.start(echo);
        Device device = device();
        for (int i = 0; i < 100; i++) {
            link.send(device.address(), datagram(link, 10));
        }

        link.close();
        link.close();

        for (int i = 0; i < 100; i++) {
            assertEquals(10, device.hears().length);
        }
        await().untilAsserted(() -> assertEquals(List.of(true, false), echo.states));
        link.send(device.address(), datagram(link, 10));
        await().untilAsserted(() -> assertEquals(1, link.counters().count(DropReason.CLOSED)));
    }

    @Test
    void aBroadcastIsDroppedAndCounted() {
        UdpLink link = started(link(network.loopback()));
        ByteBuf datagram = datagram(link, 10);

        link.broadcast(datagram, 0);

        assertEquals(0, datagram.refCnt());
        assertEquals(1, link.counters().count(DropReason.NO_GROUP));
    }

    private UdpLink link(InetSocketAddress bindAddress) {
        UdpLink link = new UdpLink("udp", loop, bindAddress, UdpOptions.DEFAULT);
        open.push(link);
        return link;
    }

    private static UdpLink started(UdpLink link) {
        link.start((from, datagram) -> {});
        return link;
    }

    private Device device() throws IOException {
        Device device = new Device(network.loopback());
        open.push(device);
        return device;
    }

    private static ByteBuf datagram(UdpLink link, int octets) {
        return link.buffer(octets).writeZero(octets);
    }

    private static void assertDroppedNothing(UdpLink link) {
        assertEquals(
                0,
                link.counters().byName().values().stream().mapToLong(n -> n).sum(),
                () -> link.counters().byName().toString());
    }
}
