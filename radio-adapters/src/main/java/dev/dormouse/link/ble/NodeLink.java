package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.Sending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection to a node, from its beginning to its end. Confined to the loop. */
final class NodeLink implements NusDiscovery.Outcome {
    private static final int INVALID_HANDLE = 0x01;
    private static final int NOT_SUPPORTED = 0x06;
    private static final int NOT_FOUND = 0x0A;

    private final int handle;
    private final BleAddress peer;
    private final Radio radio;
    private final AclQueue acl;
    private final int packetLength;
    private final BleOptions.Mapping mapping;
    private final Owner owner;
    private final Reassembly reassembly = new Reassembly();
    private final AttClient client;
    private final NusDiscovery discovery;
    private final NusStream stream;
    private final Set<Sending> underWay = new LinkedHashSet<>();
    private NusDiscovery.@Nullable Nus service;

    /**
     * A connection that the controller has just made.
     *
     * @param packetLength the most octets of data that the controller takes in a packet
     */
    NodeLink(
            int handle,
            BleAddress peer,
            Radio radio,
            AclQueue acl,
            int packetLength,
            BleOptions.Mapping mapping,
            Owner owner) {
        this.handle = handle;
        this.peer = peer;
        this.radio = radio;
        this.acl = acl;
        this.packetLength = packetLength;
        this.mapping = mapping;
        this.owner = owner;
        this.client = new AttClient(radio.loop(), this::say);
        this.discovery = new NusDiscovery(client, this);
        this.stream = new NusStream(radio.loop(), datagram -> radio.received(peer, datagram), radio::count);
    }

    /** Who looks after connections. */
    interface Owner {
        void onReady(NodeLink link);

        /**
         * The node cannot be used.
         *
         * @param reason what it does or lacks, for people
         * @param forGood whether trying again soon would be in vain
         */
        void onTrouble(NodeLink link, String reason, boolean forGood);

        /** The node would like to be met otherwise; false when that is impossible. */
        boolean onWish(NodeLink link, ConnectionParameters wish);
    }

    int handle() {
        return handle;
    }

    BleAddress peer() {
        return peer;
    }

    boolean isReady() {
        return service != null;
    }

    /** Octets that fit into one value. */
    int room() {
        NusDiscovery.Nus ready = service;
        return ready == null ? NusDiscovery.SMALLEST_MTU - 3 : ready.room();
    }

    boolean carries(Sending sending) {
        return underWay.contains(sending);
    }

    /** Begins to find out how to talk with the node. */
    void begin() {
        discovery.begin();
    }

    /** The connection is no more. */
    void stop() {
        client.stop();
        stream.stop();
    }

    /** Whatever was under way has failed. */
    void fail() {
        List<Sending> failed = List.copyOf(underWay);
        underWay.clear();
        failed.forEach(sending -> radio.settle(sending, Outcome.UNREACHABLE));
    }

    // ---- out ----

    void send(Sending sending) {
        if (!fits(sending.datagram())) {
            radio.settle(sending, Outcome.TOO_LARGE);
            return;
        }
        underWay.add(sending);
        boolean taken = acl.offer(handle, packets(sending.datagram()), () -> delivered(sending));
        if (!taken) {
            underWay.remove(sending);
            radio.settle(sending, Outcome.BUSY);
        }
    }

    /** Sends what is for everybody; nothing is told of it. */
    void sendToo(byte[] datagram) {
        if (!fits(datagram) || !acl.offer(handle, packets(datagram), null)) {
            radio.count("broadcasts not sent to a node");
        }
    }

    private void delivered(Sending sending) {
        if (underWay.remove(sending)) {
            radio.settle(sending, Outcome.DELIVERED);
        }
    }

    private boolean fits(byte[] datagram) {
        return isReady() && (mapping == BleOptions.Mapping.STREAM || datagram.length <= room());
    }

    private List<AclPacket> packets(byte[] datagram) {
        List<AclPacket> packets = new ArrayList<>();
        NusDiscovery.Nus ready = service;
        if (ready != null) {
            for (int at = 0; at < datagram.length; at += ready.room()) {
                byte[] value = Arrays.copyOfRange(datagram, at, Math.min(datagram.length, at + ready.room()));
                packets.addAll(new AttPdu.WriteCommand(ready.toNode(), Bytes.of(value))
                        .packet()
                        .pieces(handle, packetLength));
            }
        }
        return packets;
    }

    private void say(AttPdu pdu) {
        say(pdu.packet());
    }

    private void say(L2cap packet) {
        if (!acl.offer(handle, packet.pieces(handle, packetLength), null)) {
            radio.count("answers not sent");
        }
    }

    // ---- in ----

    void on(AclPacket packet) {
        try {
            L2cap whole = reassembly.feed(packet);
            if (whole == null) {
                return;
            }
            switch (whole.channel()) {
                case L2cap.ATT -> on(AttPdu.decode(whole.content()));
                case L2cap.SIGNALLING -> on(Signal.decode(whole.content()));
                default -> radio.count("for another channel");
            }
        } catch (MalformedFrameException e) {
            radio.count("malformed data");
        }
    }

    private void on(Signal signal) throws MalformedFrameException {
        if (signal.code() == Signal.PARAMETER_UPDATE_REQUEST) {
            say(signal.answer(owner.onWish(this, signal.parameters())).packet());
        } else if (signal.isRequest()) {
            say(signal.notUnderstood().packet());
        }
    }

    private void on(AttPdu pdu) {
        if (client.on(pdu)) {
            return;
        }
        if (pdu instanceof AttPdu.ValueFromNode news) {
            if (news.wantsConfirmation()) {
                say(new AttPdu.Confirmation());
            }
            onValue(news);
        } else {
            answer(pdu);
        }
    }

    private void onValue(AttPdu.ValueFromNode news) {
        if (!discovery.isFromNode(news.handle())) {
            radio.count("other values");
        } else if (mapping == BleOptions.Mapping.STREAM) {
            stream.feed(news.value().toArray());
        } else if (!news.value().isEmpty()) {
            radio.received(peer, news.value().toArray());
        }
    }

    /** A node may look for services here, of which there are none. */
    private void answer(AttPdu pdu) {
        if (pdu instanceof AttPdu.MtuRequest request) {
            discovery.exchanged(request.mtu());
            say(new AttPdu.MtuResponse(NusDiscovery.LARGEST_MTU));
        } else if (pdu instanceof AttPdu.FindInformation request) {
            refuse(pdu, request.from(), NOT_FOUND);
        } else if (pdu instanceof AttPdu.FindByTypeValue request) {
            refuse(pdu, request.from(), NOT_FOUND);
        } else if (pdu instanceof AttPdu.ReadByType request) {
            refuse(pdu, request.from(), NOT_FOUND);
        } else if (pdu instanceof AttPdu.WriteRequest request) {
            refuse(pdu, request.handle(), INVALID_HANDLE);
        } else if (pdu instanceof AttPdu.Other other && other.isRequest()) {
            boolean looks = other.opcode() == AttPdu.Other.READ_BY_GROUP_TYPE;
            refuse(pdu, looks ? AttPdu.FIRST_HANDLE : 0, looks ? NOT_FOUND : NOT_SUPPORTED);
        } else {
            radio.count("unexpected messages");
        }
    }

    private void refuse(AttPdu request, int about, int error) {
        say(new AttPdu.ErrorResponse(request.opcode(), about, error));
    }

    // ---- how the discovery ends ----

    @Override
    public void onReady(NusDiscovery.Nus found) {
        service = found;
        owner.onReady(this);
    }

    @Override
    public void onFailed(String reason, boolean forGood) {
        owner.onTrouble(this, reason, forGood);
    }
}
