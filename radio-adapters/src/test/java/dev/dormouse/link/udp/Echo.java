package dev.dormouse.link.udp;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that sends every datagram back, and remembers what it was told. */
final class Echo implements DatagramLink.Receiver {
    final AtomicInteger datagrams = new AtomicInteger();
    final AtomicInteger batches = new AtomicInteger();
    final List<Boolean> states = new CopyOnWriteArrayList<>();
    private final DatagramLink link;

    Echo(DatagramLink link) {
        this.link = link;
    }

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        datagrams.incrementAndGet();
        link.send(from, link.buffer(datagram.readableBytes()).writeBytes(datagram));
    }

    @Override
    public void onBatchEnd() {
        batches.incrementAndGet();
    }

    @Override
    public void onLinkState(boolean up, String detail) {
        states.add(up);
    }
}
