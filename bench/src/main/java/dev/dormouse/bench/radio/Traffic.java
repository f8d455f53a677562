package dev.dormouse.bench.radio;

import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.radio.RadioLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Load on the link of an adapter: twenty nodes send and are sent to. */
final class Traffic implements DatagramLink.Receiver {
    /** Fewer than the link's queues hold, so that nothing is dropped. */
    private static final int UNDER_WAY = 128;

    private final RadioLink link;
    private final Cable cable;
    private final FarEnd far;
    private final LongAdder heardByAdapter = new LongAdder();
    private final LongAdder heardByGateway = new LongAdder();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch up = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean echoing;

    Traffic(RadioLink link, Cable cable, FarEnd far) {
        this.link = link;
        this.cable = cable;
        this.far = far;
    }

    void awaitLink() throws InterruptedException {
        Thread reader = new Thread(this::read, "adapter");
        reader.setDaemon(true);
        reader.start();
        link.start(this);
        boolean works = up.await(10, TimeUnit.SECONDS) && (far.isReady() || ready.await(10, TimeUnit.SECONDS));
        if (!works) {
            throw new IllegalStateException("the link does not come up");
        }
    }

    private void read() {
        byte[] space = new byte[65_536];
        try (InputStream in = cable.in()) {
            for (int length = in.read(space); length >= 0; length = in.read(space)) {
                int datagrams = far.heard(space, length, cable.out());
                heardByAdapter.add(datagrams);
                if (echoing) {
                    answers.release(datagrams);
                }
                if (far.isReady()) {
                    ready.countDown();
                }
            }
        } catch (IOException unplugged) {
            // the end
        }
    }

    /** From the gateway to the adapter; datagrams per second that the adapter has heard. */
    double down(int seconds) throws InterruptedException {
        long before = heardByAdapter.sum();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; System.nanoTime() < end; i++) {
            underWay.acquire();
            int node = i % FarEnd.NODES;
            link.send(far.address(node), Unpooled.wrappedBuffer(far.datagram(node)));
        }
        double rate = (heardByAdapter.sum() - before) * 1e9 / (System.nanoTime() - begun);
        underWay.acquire(UNDER_WAY);
        underWay.release(UNDER_WAY);
        return rate;
    }

    /** From the adapter to the gateway; datagrams per second that the gateway has heard. */
    double up(int seconds) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 32; i++) {
            frames.writeBytes(far.frame(i % FarEnd.NODES));
        }
        byte[] many = frames.toByteArray();
        long before = heardByGateway.sum();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            cable.out().write(many);
        }
        return (heardByGateway.sum() - before) * 1e9 / (System.nanoTime() - begun);
    }

    /** One after the other, from the adapter to the gateway, which answers at once, and back. */
    Latencies roundTrips(int number) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long quiet = -1;
        while (quiet != heardByGateway.sum()) { // what is still in the buffers of the line
            quiet = heardByGateway.sum();
            new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
        }
        answers.drainPermits();
        echoing = true;
        byte[] frame = far.frame(0);
        for (int i = 0; i < number; i++) {
            long begun = System.nanoTime();
            cable.out().write(frame);
            answers.acquire();
            latencies.add(System.nanoTime() - begun);
        }
        echoing = false;
        return latencies;
    }

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        heardByGateway.increment();
        if (echoing) {
            link.send(from, datagram.retainedDuplicate());
        }
    }

    @Override
    public void onOutcome(LinkAddress to, Outcome outcome) {
        if (!echoing) {
            underWay.release();
        }
    }

    @Override
    public void onLinkState(boolean isUp, String detail) {
        if (isUp) {
            up.countDown();
        }
    }
}
