package dev.dormouse.sim.dongle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.codec.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DongleRunnerTest {
    private final Timeline time = new Timeline();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theHostAndTheDongleHearEachOtherAndThePortGoesWithTheRun() throws Exception {
        Path link = folder.resolve("dongle");
        Thread run = start(link, List.of());
        assertEquals("power", events.poll(10, TimeUnit.SECONDS));
        try (RandomAccessFile host = new RandomAccessFile(link.toFile(), "rw")) {
            host.write(new byte[] {0, (byte) 0xC0, 0x7E, 0x13, 0x11, 0x0A, 0x0D, (byte) 0xFF});
            byte[] echo = new byte[8];
            host.readFully(echo);
            assertArrayEquals(new byte[] {0, (byte) 0xC0, 0x7E, 0x13, 0x11, 0x0A, 0x0D, (byte) 0xFF}, echo);
        }
        run.interrupt();
        run.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(run.isAlive());
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void afterUnpluggingTheDongleHasPowerAgainUnderAnotherDevice() throws Exception {
        Path link = folder.resolve("dongle");
        Path[] devices = new Path[2];
        Thread run = start(link, List.of(Fault.parse("unplug@1500ms+500ms")));
        assertEquals("power", events.poll(10, TimeUnit.SECONDS));
        devices[0] = link.toRealPath();
        // held open, so that the kernel cannot give the same number again
        try (RandomAccessFile host = new RandomAccessFile(link.toFile(), "rw")) {
            assertEquals("power", events.poll(10, TimeUnit.SECONDS));
            devices[1] = link.toRealPath();
            assertThrows(IOException.class, () -> host.write(0));
        }
        assertNotEquals(devices[0], devices[1]);
        run.interrupt();
        run.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(run.isAlive());
    }

    private Thread start(Path link, List<Fault> faults) {
        FaultScript script = new FaultScript(faults, time, 1);
        Air air = new Air(time, AirConditions.CLEAR, 1);
        DongleRunner runner =
                new DongleRunner(link, time, air, script, new Tally(), rig -> new Echo(rig, events), word -> {});
        Thread run = new Thread(() -> {
            try {
                runner.run();
            } catch (IOException e) {
                events.add("failed: " + e.getMessage());
            }
        });
        run.setDaemon(true);
        run.start();
        return run;
    }

    /** Says what it hears. */
    private record Echo(Rig rig, BlockingQueue<String> events) implements Dongle {
        @Override
        public void powerOn() {
            events.add("power");
        }

        @Override
        public void hear(Bytes octets) {
            rig.wire().write(octets);
        }

        @Override
        public void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast) {}

        @Override
        public void faultBegins(FaultKind kind) {}

        @Override
        public void faultEnds(FaultKind kind) {}
    }
}
