package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.FileLimits;
import dev.dormouse.sim.oracle.Oracle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A fleet over sockets costs little memory for each device: its state, its socket, its last packets and the oracle's book on it. */
class DeviceMemoryTest {
    private static final int FEW = 200;
    private static final int MANY = 2200;
    private static final int MESSAGES = 4;
    private static final int KIBIBYTE = 1024;

    private static FleetPlan plan(int devices) throws Exception {
        return Plans.of(
                "[[groups]]",
                "count = " + devices,
                "start-within = \"1s\"",
                "clean-session = false",
                "[[groups.messages]]",
                "topic = \"many/{id}/energy\"",
                "qos = 1",
                "payload = \"{walk 20 1 0 40} kWh\"",
                "every = \"1s\"",
                "[[groups.subscriptions]]",
                "topic = \"many/{id}/command\"",
                "qos = 1",
                "[[groups.commands]]",
                "topic = \"many/{id}/command\"",
                "qos = 1");
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The heap that so many devices need, each of which has sent some messages. */
    private static long heapOf(int devices) throws Exception {
        FleetPlan plan = plan(devices);
        try (YesMan gateway = new YesMan(devices * MESSAGES)) {
            long before = heap();
            try (RealTime run =
                    new RealTime(plan, gateway.address(), new Oracle(plan), FarEnd.SILENT, 1, 2, 1, news -> {})) {
                run.begin();
                gateway.await();
                run.drain();
                return heap() - before;
            }
        }
    }

    @Test
    void aDeviceWithItsSocketNeedsLessThanFourKibibytes() throws Exception {
        assertNull(FileLimits.objection(MANY), "too few open files for this test");
        heapOf(FEW); // loads all classes
        long few = heapOf(FEW);
        long each = (heapOf(MANY) - few) / (MANY - FEW);
        assertTrue(each < 4 * KIBIBYTE, "a device needs " + each + " octets");
    }

    /** A gateway that agrees to everything and remembers nothing. */
    private static final class YesMan implements AutoCloseable {
        private static final int TYPE = 1;
        private final DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        private final CountDownLatch published;

        YesMan(int messages) throws IOException {
            published = new CountDownLatch(messages);
            socket.setReceiveBufferSize(1 << 20);
            Thread thread = new Thread(this::serve, "yes man");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        void await() throws InterruptedException {
            assertTrue(published.await(2, TimeUnit.MINUTES), () -> published.getCount() + " messages are missing");
        }

        private void serve() {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            try {
                while (true) {
                    packet.setLength(1500);
                    socket.receive(packet);
                    byte[] answer = answer(packet.getData());
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed: the end of the test.
                return;
            }
        }

        /** CONNACK, REGACK, SUBACK or PUBACK, all accepted (1.2 §5.4). */
        private byte[] answer(byte[] said) {
            return switch (said[TYPE]) {
                case 0x04 -> new byte[] {3, 0x05, 0};
                case 0x0A -> new byte[] {7, 0x0B, 0, 1, said[4], said[5], 0};
                case 0x12 -> new byte[] {8, 0x13, 0x20, 0, 2, said[3], said[4], 0};
                case 0x0C -> {
                    published.countDown();
                    yield new byte[] {7, 0x0D, said[3], said[4], said[5], said[6], 0};
                }
                default -> throw new IllegalStateException("a device says " + said[TYPE]);
            };
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
