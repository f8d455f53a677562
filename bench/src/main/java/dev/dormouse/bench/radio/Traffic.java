package dev.dormouse.bench.radio;

import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.forwarder.Framing;
import dev.dormouse.link.forwarder.SerialAddress;
import dev.dormouse.link.radio.RadioLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Load on a link of a forwarder: twenty nodes send and are sent to. */
final class Traffic implements DatagramLink.Receiver {
    private static final int NODES = 20;

    /** Fewer than the link's queues hold, so that nothing is dropped. */
    private static final int UNDER_WAY = 128;

    private final RadioLink link;
    private final Cable cable;
    private final int octets;
    private final byte[] frame;
    private final LongAdder heardByAdapter = new LongAdder();
    private final LongAdder heardByGateway = new LongAdder();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch up = new CountDownLatch(1);
    private volatile boolean echoing;

    Traffic(RadioLink link, Cable cable, Framing framing, int octets) {
        this.link = link;
        this.cable = cable;
        this.octets = octets;
        this.frame = Frames.framed(framing, datagram(1));
    }

    /** The octets of one datagram on the line. */
    int frameOctets() {
        return frame.length;
    }

    void awaitLink() throws InterruptedException {
        link.start(this);
        if (!up.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the link does not come up");
        }
        Thread reader = new Thread(this::read, "adapter");
        reader.setDaemon(true);
        reader.start();
    }

    /** A PUBLISH in the envelope of a node, without octets that a framing escapes. */
    private byte[] datagram(int node) {
        byte[] datagram = new byte[octets];
        Arrays.fill(datagram, (byte) 'x');
        byte[] header = {5, (byte) 0xFE, 0, 1, (byte) (node + 1), (byte) (octets - 5), 0x0C, 0x02, 't', '1', 1, 1};
        System.arraycopy(header, 0, datagram, 0, header.length);
        return datagram;
    }

    private void read() {
        byte[] space = new byte[65_536];
        try (InputStream in = cable.in()) {
            long held = 0;
            for (int length = in.read(space); length >= 0; length = in.read(space)) {
                held += length;
                heardByAdapter.add(held / frame.length);
                if (echoing) {
                    answers.release((int) (held / frame.length));
                }
                held %= frame.length;
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
            link.send(SerialAddress.LINE, Unpooled.wrappedBuffer(datagram(i % NODES)));
        }
        double rate = (heardByAdapter.sum() - before) * 1e9 / (System.nanoTime() - begun);
        underWay.acquire(UNDER_WAY);
        underWay.release(UNDER_WAY);
        return rate;
    }

    /** From the adapter to the gateway; datagrams per second that the gateway has heard. */
    double up(int seconds) throws IOException {
        byte[] many = new byte[32 * frame.length];
        for (int i = 0; i < 32; i++) {
            System.arraycopy(frame, 0, many, i * frame.length, frame.length);
        }
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
