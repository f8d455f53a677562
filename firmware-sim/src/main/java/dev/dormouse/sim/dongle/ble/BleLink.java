package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** One connection to a peripheral: L2CAP over ACL packets (Bluetooth Core Vol 3 Part A), and the attribute server behind it. */
final class BleLink {
    private static final int ATT = 0x0004;
    private static final int SIGNALLING = 0x0005;
    private static final int CONTINUATION = 0b01;
    private static final int FIRST_FLUSHABLE = 0b10;
    private static final int HANDLE_BITS = 0x0FFF;
    private static final int L2CAP_HEADER = 4;
    private static final Bytes PARAMETER_UPDATE_REQUEST = Bytes.ofHex("120108001800280004009001");

    private final int handle;
    private final NodeAddress peer;
    private final int aclLength;
    private final Consumer<Bytes> line;
    private final MessageStream stream = new MessageStream();
    private final AttServer server;
    private final ByteBuf reassembly = Unpooled.buffer();

    /**
     * A new connection.
     *
     * @param line to the host
     * @param messages hears each message for the node
     */
    BleLink(int handle, NodeAddress peer, BleOptions options, Consumer<Bytes> line, Consumer<Bytes> messages) {
        this.handle = handle;
        this.peer = peer;
        this.aclLength = options.aclLength();
        this.line = line;
        this.server = new AttServer(options.mtu(), value -> stream.feed(value, messages));
    }

    int handle() {
        return handle;
    }

    NodeAddress peer() {
        return peer;
    }

    /** The peripheral asks for the connection parameters it likes. */
    void askForParameters() {
        send(SIGNALLING, PARAMETER_UPDATE_REQUEST);
    }

    /** False if the host has not asked to hear the node. */
    boolean deliver(Bytes datagram) {
        if (!server.notifying()) {
            return false;
        }
        ByteBuf rest = datagram.toByteBuf();
        while (rest.isReadable()) {
            send(ATT, server.notification(Bytes.read(rest, Math.min(server.room(), rest.readableBytes()))));
        }
        return true;
    }

    /** An ACL packet of the host, behind its type; its handle is this one's. */
    void onAcl(Bytes packet) {
        ByteBuf in = packet.toByteBuf();
        int flags = in.readUnsignedShortLE() >> 12;
        in.skipBytes(2);
        if ((flags & 0b11) != CONTINUATION) {
            reassembly.clear();
        }
        reassembly.writeBytes(in);
        if (reassembly.readableBytes() < L2CAP_HEADER
                || reassembly.readableBytes() < L2CAP_HEADER + reassembly.getUnsignedShortLE(0)) {
            return;
        }
        int length = reassembly.readUnsignedShortLE();
        int channel = reassembly.readUnsignedShortLE();
        Bytes content = Bytes.read(reassembly, length);
        reassembly.clear();
        if (channel == ATT) {
            Bytes answer = server.answer(content);
            if (answer != null) {
                send(ATT, answer);
            }
        }
    }

    private void send(int channel, Bytes content) {
        Bytes whole = new Octets()
                .pairLow(content.length())
                .pairLow(channel)
                .bytes(content)
                .done();
        ByteBuf rest = whole.toByteBuf();
        int flags = FIRST_FLUSHABLE;
        while (rest.isReadable()) {
            Bytes part = Bytes.read(rest, Math.min(aclLength, rest.readableBytes()));
            line.accept(new Octets()
                    .octet(H4.ACL)
                    .pairLow(flags << 12 | (handle & HANDLE_BITS))
                    .pairLow(part.length())
                    .bytes(part)
                    .done());
            flags = CONTINUATION;
        }
    }
}
