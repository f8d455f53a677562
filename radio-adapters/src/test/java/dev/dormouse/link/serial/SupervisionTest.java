package dev.dormouse.link.serial;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With ports that behave as no good port does. */
@Timeout(30)
class SupervisionTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private SerialLine start(Port.Opener opener) {
        SerialLine line = new SerialLine("test", opener, loop);
        loop.submit(() -> line.start(new Line.Listener() {
                    @Override
                    public void onOpen(String device) {
                        events.add("open");
                    }

                    @Override
                    public void onOctets(byte[] octets) {
                        events.add(octets.length + " octets");
                    }

                    @Override
                    public void onLost(String reason) {
                        events.add("lost: " + reason);
                    }
                }))
                .syncUninterruptibly();
        return line;
    }

    /** Reads end at once with a value, or when closed. */
    private record Fake(int read, CountDownLatch closed, AtomicInteger reads) implements Port {
        static Fake reading(int value) {
            return new Fake(value, new CountDownLatch(1), new AtomicInteger());
        }

        @Override
        public String device() {
            return "fake";
        }

        @Override
        public int read(byte[] into) {
            reads.incrementAndGet();
            return closed.getCount() == 0 ? -1 : read;
        }

        @Override
        public boolean write(byte[] octets) {
            return false;
        }

        @Override
        public void wires(boolean dtr, boolean rts) {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void aPortThatIsLostAtOnceIsNotOpenedInALoop() {
        SerialLine line = start(() -> {
            attempts.incrementAndGet();
            return Fake.reading(-1);
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> attempts.get() >= 3);
        assertTrue(attempts.get() <= 4);
        assertEquals(List.of("open", "lost: the device is gone"), events.subList(0, 2));
        loop.submit(line::close).syncUninterruptibly();
    }

    @Test
    void aPortThatReadsNothingWithoutWaitingIsNotReadInALoop() {
        Fake port = Fake.reading(0);
        SerialLine line = start(() -> port);
        await().pollDelay(Duration.ofMillis(500)).until(() -> events.contains("open"));
        assertTrue(port.reads().get() < 60, port.reads() + " reads in half a second");
        loop.submit(line::close).syncUninterruptibly();
        await().until(() -> port.closed().getCount() == 0);
    }

    @Test
    void aPortThatTakesNoOctetsIsGone() {
        SerialLine line = start(() -> Fake.reading(0));
        await().until(() -> events.contains("open"));
        loop.submit(() -> line.write(new byte[3], () -> events.add("written"))).syncUninterruptibly();
        await().until(() -> events.contains("lost: the device is gone"));
        assertTrue(!events.contains("written"));
        loop.submit(line::close).syncUninterruptibly();
    }

    @Test
    void closingWaitsForNobodyAndIsFinal() {
        SerialLine line = start(() -> {
            attempts.incrementAndGet();
            throw new PortException("not there");
        });
        await().until(() -> attempts.get() == 1);
        loop.submit(line::close).syncUninterruptibly();
        await().pollDelay(Duration.ofMillis(900)).until(() -> true);
        assertEquals(1, attempts.get());
    }

    @Test
    void pausesDoubleUpToHalfAMinute() {
        BackOff backOff = new BackOff(new SplittableRandom(1));
        long expected = 500;
        for (int i = 0; i < 12; i++) {
            long pause = backOff.nextMillis();
            assertTrue(pause >= expected * 3 / 4 && pause <= expected * 5 / 4, pause + " for " + expected);
            expected = Math.min(30_000, 2 * expected);
        }
        backOff.reset();
        assertTrue(backOff.nextMillis() <= 625);
    }

    @Test
    void readsChoicesOfPorts() {
        assertEquals(
                "/dev/ttyUSB0", PortChoice.parse("/dev/ttyUSB0").orElseThrow().text());
        assertEquals(
                new PortChoice.OnUsb(0x10C4, 0xEA60, null),
                PortChoice.parse("usb:10c4:EA60").orElseThrow());
        assertEquals(
                "usb:10c4:ea60:0001",
                PortChoice.parse("usb:10C4:EA60:0001").orElseThrow().text());
        assertTrue(PortChoice.parse("ttyUSB0").isEmpty());
        assertTrue(PortChoice.parse("usb:10c4").isEmpty());
    }
}
