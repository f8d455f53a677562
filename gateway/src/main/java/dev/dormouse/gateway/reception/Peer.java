package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Somebody at an address of a link: says what a session wants said in the dialect that is spoken there. */
final class Peer implements Downlink {
    /** More than any message without a payload or a name takes. */
    private static final int SMALL = 32;

    private final LinkReception reception;
    private final LinkAddress address;
    private final Dialect dialect;
    private volatile @Nullable ClientSession session;

    Peer(LinkReception reception, LinkAddress address, Dialect dialect) {
        this.reception = reception;
        this.address = address;
        this.dialect = dialect;
    }

    LinkAddress address() {
        return address;
    }

    LinkReception reception() {
        return reception;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whose address this is; null when it is nobody's. */
    @Nullable
    ClientSession session() {
        return session;
    }

    void belongTo(@Nullable ClientSession owner) {
        session = owner;
    }

    @Override
    public boolean send(ToClient message) {
        if (session == null && message instanceof ToClient.Disconnect && !reception.mayTurnAway(address)) {
            return true;
        }
        ByteBuf datagram = datagram(message);
        if (datagram == null) {
            return false;
        }
        reception.traceSent(this, datagram);
        reception.link().send(address, datagram);
        return true;
    }

    @Override
    public boolean fits(ToClient message) {
        ByteBuf datagram = datagram(message);
        return datagram != null && datagram.release();
    }

    /** The message as it is sent; null when it is too long for that. */
    private @Nullable ByteBuf datagram(ToClient message) {
        int largest = reception.link().largestDatagram(address);
        int atLeast = variableOctets(message);
        if (atLeast > largest) {
            return null;
        }
        ByteBuf datagram = reception.link().buffer(SMALL + atLeast);
        if (!encode(message, datagram) || datagram.readableBytes() > largest) {
            datagram.release();
            return null;
        }
        return datagram;
    }

    /** The part of a message that has no fixed size; a name has at least as many octets as characters. */
    private static int variableOctets(ToClient message) {
        if (message instanceof ToClient.Publish publish) {
            return publish.payload().length();
        }
        return message instanceof ToClient.Register register
                ? register.topicName().length()
                : 0;
    }

    /** False when no packet can be that long. */
    private boolean encode(ToClient message, ByteBuf out) {
        try {
            dialect.encode(message, out);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean leadsWhere(Downlink other) {
        return other instanceof Peer peer && reception == peer.reception && address.equals(peer.address);
    }

    @Override
    public boolean takesSleepers() {
        return reception.takesSleepers();
    }

    @Override
    public ProtocolRules rules() {
        return dialect.rules();
    }

    @Override
    public String link() {
        return reception.link().name();
    }

    @Override
    public String text() {
        return address.text();
    }
}
