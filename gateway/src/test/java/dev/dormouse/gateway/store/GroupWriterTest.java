package dev.dormouse.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.store.Disk.Write;
import dev.dormouse.uplink.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The writer: groups, a disk that fails, and one that does not keep up. */
class GroupWriterTest {
    private static final long LONG = 1_000_000;
    private static final ClientId A = new ClientId("a");
    private static final ClientId B = new ClientId("b");

    /** A disk that takes a group when the test lets it, or refuses it. */
    private static final class SlowDisk implements Disk {
        final Semaphore groups = new Semaphore(0);
        final Semaphore taken = new Semaphore(0);
        final List<Write> written = new ArrayList<>();
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public void write(List<Write> group) {
            groups.acquireUninterruptibly();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no space left");
            }
            synchronized (this) {
                written.addAll(group);
            }
            taken.release();
        }

        synchronized List<String> written() {
            return written.stream()
                    .map(each -> each.client() + "=" + (each.change() == null ? "gone" : each.change()))
                    .toList();
        }

        @Override
        public void close() {}
    }

    private static SessionChange change(int id) {
        return new SessionChange.ExchangeClosed(id);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS), "not in time");
    }

    @Test
    void goesOnWhenTheDiskFailsAndWritesLaterWhatItRefused() throws Exception {
        SlowDisk disk = new SlowDisk();
        disk.failures.set(2);
        GroupWriter writer = new GroupWriter(disk, 10, 1);
        CountDownLatch first = new CountDownLatch(1);
        writer.append(new Write(A, change(1)), first::countDown);
        disk.groups.release();
        await(first);
        CountDownLatch second = new CountDownLatch(1);
        writer.append(new Write(A, change(2)), second::countDown);
        disk.groups.release(10);
        await(second);
        assertTrue(disk.taken.tryAcquire(30, TimeUnit.SECONDS), "not written in time");
        assertEquals(List.of("a=" + change(1), "a=" + change(2)), disk.written());
        writer.close();
    }

    /** A full disk: later changes do not wait for the first ones to be written. */
    @Test
    void tellsEverybodyWhileTheDiskFails() throws Exception {
        SlowDisk disk = new SlowDisk();
        disk.failures.set(1);
        GroupWriter writer = new GroupWriter(disk, 10, LONG);
        disk.groups.release();
        for (int i = 0; i < 25; i++) {
            CountDownLatch told = new CountDownLatch(1);
            writer.append(new Write(i % 2 == 0 ? A : B, change(i)), told::countDown);
            await(told);
        }
        disk.groups.release(10);
        writer.close();
        assertEquals(List.of("a=gone", "b=gone"), disk.written(), "more than what may wait: both are forgotten whole");
    }

    @Test
    void triesAFailingDiskOnceMoreWhenItCloses() throws Exception {
        SlowDisk disk = new SlowDisk();
        disk.failures.set(1);
        GroupWriter writer = new GroupWriter(disk, 10, LONG);
        CountDownLatch told = new CountDownLatch(1);
        disk.groups.release(10);
        writer.append(new Write(A, change(1)), told::countDown);
        await(told);
        writer.append(new Write(A, change(2)));
        writer.close();
        assertEquals(List.of("a=" + change(1), "a=" + change(2)), disk.written());
    }

    @Test
    void tellsAlsoThoseWhoseChangesDoNotFit() throws Exception {
        SlowDisk disk = new SlowDisk();
        GroupWriter writer = new GroupWriter(disk, 2, LONG);
        CountDownLatch told = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            writer.append(new Write(new ClientId("c" + i), change(i)), told::countDown);
        }
        disk.groups.release(10);
        await(told);
        writer.close();
        assertTrue(disk.written().size() <= 10, () -> disk.written().toString());
    }

    /** What has been written is what was appended, but for what was replaced or forgotten in between. */
    @Test
    void aClientThatBeginsAnewIsWrittenAgain() throws Exception {
        SlowDisk disk = new SlowDisk();
        disk.failures.set(1);
        GroupWriter writer = new GroupWriter(disk, 2, LONG);
        disk.groups.release();
        CountDownLatch told = new CountDownLatch(1);
        writer.append(new Write(A, change(1)), told::countDown);
        await(told);
        for (int i = 2; i < 6; i++) {
            writer.append(new Write(A, change(i)));
        }
        writer.append(new Write(A, null));
        writer.append(new Write(A, change(7)));
        disk.groups.release(10);
        writer.close();
        assertEquals(List.of("a=gone", "a=" + change(7)), disk.written());
    }

    @Test
    void forgetsAClientWholeWhoseChangesDoNotFit() throws Exception {
        SlowDisk disk = new SlowDisk();
        GroupWriter writer = new GroupWriter(disk, 2, 1);
        for (int i = 0; i < 6; i++) {
            writer.append(new Write(A, change(i)));
        }
        disk.groups.release(10);
        writer.close();
        List<String> written = disk.written();
        assertEquals("a=gone", written.get(written.size() - 1), written::toString);
        assertTrue(written.size() <= 6, written::toString);
    }
}
