package dev.dormouse.gateway.envelope;

import dev.dormouse.codec.ForwarderEnvelope;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A link on which nodes behind forwarders look like all others (1.2 §5.5): what arrives in an envelope comes from a
 * {@link ForwardedAddress}, and what is sent to one leaves in an envelope. Everything else passes as it is.
 */
public final class EnvelopedLink implements DatagramLink {
    /** To one node; the radius matters for broadcasts only (I-32). */
    private static final int ONE_NODE = 0;

    private final DatagramLink link;
    private final Forwarders forwarders;
    private final Unopened unopened;

    /**
     * A link with envelopes.
     *
     * @param forwarders whose envelopes are opened
     * @param unopened hears of all others
     */
    public EnvelopedLink(DatagramLink link, Forwarders forwarders, Unopened unopened) {
        this.link = link;
        this.forwarders = forwarders;
        this.unopened = unopened;
    }

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public void start(Receiver receiver) {
        link.start(opening(receiver));
    }

    /** A receiver for the link within that opens envelopes and tells this one what is inside. */
    public Receiver opening(Receiver receiver) {
        return new Opening(receiver);
    }

    /** Envelope and packet together have to fit. */
    @Override
    public int largestDatagram(LinkAddress to) {
        return to instanceof ForwardedAddress node
                ? Math.max(
                        0,
                        link.largestDatagram(node.forwarder())
                                - node.envelope(ONE_NODE).octets())
                : link.largestDatagram(to);
    }

    /** Also that of a node behind a forwarder that may still speak for others. */
    @Override
    public @Nullable LinkAddress address(String text) {
        LinkAddress own = link.address(text);
        ForwardedAddress node = own == null ? ForwardedAddress.parse(text, link::address) : null;
        return node != null && forwarders.allows(node.forwarder()) ? node : own;
    }

    @Override
    public ByteBuf buffer(int capacity) {
        return link.buffer(capacity);
    }

    @Override
    public void send(LinkAddress to, ByteBuf datagram) {
        if (to instanceof ForwardedAddress node) {
            send(node, datagram, ONE_NODE);
        } else {
            link.send(to, datagram);
        }
    }

    /**
     * Sends one packet through a forwarder; takes ownership of the buffer.
     *
     * @param radius how far the forwarder broadcasts it, 0 to 3; 0 is to the node alone
     */
    public void send(ForwardedAddress node, ByteBuf packet, int radius) {
        ForwarderEnvelope envelope = node.envelope(radius);
        ByteBuf wrapped = link.buffer(envelope.octets() + packet.readableBytes());
        envelope.writeTo(wrapped);
        wrapped.writeBytes(packet);
        packet.release();
        link.send(node.forwarder(), wrapped);
    }

    @Override
    public boolean reachesAll() {
        return link.reachesAll();
    }

    @Override
    public void broadcast(ByteBuf datagram, int radius) {
        link.broadcast(datagram, radius);
    }

    @Override
    public void close() {
        link.close();
    }

    /** The way in. */
    private final class Opening implements Receiver {
        private final Receiver receiver;

        Opening(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onDatagram(LinkAddress from, ByteBuf datagram) {
            if (!ForwarderEnvelope.startsIn(datagram)) {
                receiver.onDatagram(from, datagram);
            } else if (!forwarders.allows(from)) {
                unopened.dropped(from, Unopened.Reason.NOT_ALLOWED, datagram);
            } else {
                open(from, datagram);
            }
        }

        private void open(LinkAddress forwarder, ByteBuf datagram) {
            int start = datagram.readerIndex();
            ForwarderEnvelope envelope;
            try {
                envelope = ForwarderEnvelope.open(datagram);
            } catch (MalformedPacketException e) {
                // With the MsgType of an envelope in its place, the only other one to object to is that of the packet
                // inside.
                boolean nested = e.field().equals("MsgType");
                datagram.readerIndex(start);
                unopened.dropped(forwarder, nested ? Unopened.Reason.NESTED : Unopened.Reason.MALFORMED, datagram);
                return;
            }
            receiver.onDatagram(new ForwardedAddress(forwarder, envelope.nodeId()), datagram);
        }

        @Override
        public void onBatchEnd() {
            receiver.onBatchEnd();
        }

        /** Links know the forwarder only, not for which of its nodes a datagram was. */
        @Override
        public void onOutcome(LinkAddress to, Outcome outcome) {
            receiver.onOutcome(to, outcome);
        }

        @Override
        public void onLinkState(boolean up, String detail) {
            receiver.onLinkState(up, detail);
        }
    }
}
