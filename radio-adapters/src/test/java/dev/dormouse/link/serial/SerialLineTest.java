package dev.dormouse.link.serial;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over pseudo-terminals; the unplugging is real to the system. */
@Timeout(60)
class SerialLineTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final List<Line> lines = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PseudoTerminals cable;

    /** What a listener hears, in order. */
    private static final class Ear implements Line.Listener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public void onOpen(String device) {
            events.add("open");
        }

        @Override
        public void onOctets(byte[] arrived) {
            octets.writeBytes(arrived);
        }

        @Override
        public void onLost(String reason) {
            events.add("lost: " + reason);
        }

        void awaitEvent(String beginning) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertTrue(events.stream().anyMatch(e -> e.startsWith(beginning)), events.toString()));
        }

        void awaitOpenings(int number) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> events.stream().filter("open"::equals).count() == number);
        }

        void awaitOctets(int number) {
            await().atMost(Duration.ofSeconds(20)).until(() -> octets.size() >= number);
        }
    }

    @BeforeEach
    void needSocat() {
        assumeTrue(PseudoTerminals.areAvailable(), "needs socat on the PATH");
        cable = new PseudoTerminals(directory);
    }

    @AfterEach
    void stop() throws IOException {
        lines.forEach(line -> onLoop(line::close));
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        if (cable != null) {
            cable.close();
        }
    }

    private Line line(String device, Ear ear) {
        Line line = new SerialLine("test", new PortChoice.AtPath(device), LineSettings.defaults(), loop);
        lines.add(line);
        onLoop(() -> line.start(ear));
        return line;
    }

    private void onLoop(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    @Test
    void carriesAllOctetsBothWays() throws IOException {
        cable.plugIn();
        Ear here = new Ear();
        Ear there = new Ear();
        Line gateway = line(cable.gatewayEnd(), here);
        Line adapter = line(cable.adapterEnd(), there);
        here.awaitEvent("open");
        there.awaitEvent("open");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        onLoop(() -> assertTrue(gateway.write(all.clone(), () -> here.events.add("written"))));
        onLoop(() -> assertTrue(adapter.write(all.clone(), () -> {})));

        there.awaitOctets(256);
        here.awaitOctets(256);
        assertArrayEquals(all, there.octets.toByteArray());
        assertArrayEquals(all, here.octets.toByteArray());
        here.awaitEvent("written");
    }

    @Test
    void comesBackWhenTheDeviceIsPluggedInAgain() throws IOException {
        cable.plugIn();
        Ear here = new Ear();
        Line gateway = line(cable.gatewayEnd(), here);
        here.awaitOpenings(1);

        cable.unplug();
        here.awaitEvent("lost: the device is gone");
        onLoop(() -> assertFalse(gateway.isWritable()));
        here.awaitEvent("lost: " + cable.gatewayEnd() + " is not there");

        cable.plugIn();
        here.awaitOpenings(2);
        Ear there = new Ear();
        Line adapter = line(cable.adapterEnd(), there);
        there.awaitOpenings(1);
        onLoop(() -> assertTrue(adapter.write(new byte[] {7}, () -> {})));
        here.awaitOctets(1);
        assertEquals(
                1,
                here.events.stream().filter(e -> e.contains("is not there")).count(),
                "the same reason is told once");
    }

    @Test
    void opensAgainWhenAsked() throws IOException {
        cable.plugIn();
        Ear here = new Ear();
        Line gateway = line(cable.gatewayEnd(), here);
        here.awaitOpenings(1);
        onLoop(() -> gateway.reopen("out of step"));
        assertEquals(List.of("open", "lost: out of step"), here.events);
        here.awaitOpenings(2);
    }

    @Test
    void tellsThatAnotherLinkHoldsThePort() throws IOException {
        cable.plugIn();
        Ear first = new Ear();
        line(cable.gatewayEnd(), first);
        first.awaitOpenings(1);
        Ear second = new Ear();
        line(cable.gatewayEnd(), second);
        second.awaitEvent("lost: " + cable.gatewayEnd() + " is in use by another link");
    }

    @Test
    void tellsWhichProcessHoldsABusyPort() throws IOException {
        cable.plugIn();
        Process holder = new ProcessBuilder("flock", "--no-fork", cable.gatewayEnd(), "cat").start();
        String user = "cat (" + holder.pid() + ")"; // which runs when the lock is had
        try {
            await().until(() -> PortUsers.of(cable.gatewayEnd()).contains(user));
            Ear here = new Ear();
            line(cable.gatewayEnd(), here);
            here.awaitEvent("lost: " + cable.gatewayEnd() + " is in use by ");
            assertTrue(here.events.get(0).contains(user), here.events.toString());
        } finally {
            holder.destroy();
        }
    }

    @Test
    void namesWhatIsNoSerialPort() {
        Ear here = new Ear();
        line("/dev/null", here);
        here.awaitEvent("lost: /dev/null is no serial port");
    }

    @Test
    void aDeviceThatTakesNothingCostsNoTimeAndFillsNoMemory() throws IOException {
        cable.plugIn();
        Ear here = new Ear();
        Line gateway = line(cable.gatewayEnd(), here);
        here.awaitOpenings(1);
        // Nobody reads the far end; its buffers and those of socat fill.
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    AtomicInteger taken = new AtomicInteger();
                    onLoop(() -> {
                        while (gateway.write(new byte[4096], () -> {})) {
                            taken.incrementAndGet();
                        }
                    });
                    return taken.get() == 0;
                });
        long before = cpuOfLineThreads();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        long spent = cpuOfLineThreads() - before;
        assertTrue(spent < 100_000_000L, spent / 1_000_000 + " ms of processor in a second");

        long begun = System.nanoTime();
        onLoop(() -> gateway.reopen("stuck"));
        assertTrue(System.nanoTime() - begun < 1_000_000_000L);
        here.awaitOpenings(2);
    }

    private static long cpuOfLineThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("link-test")) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }
}
