package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.FaultKind;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Rig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A microcontroller that passes datagrams between a serial line and its radio (1.2 §5.5). */
public final class ForwarderDongle implements Dongle {
    private static final Bytes NOTHING_MEASURED = Bytes.of((byte) 0, (byte) 0);
    private static final Bytes SIGNAL = Bytes.ofHex("FF1C");
    private static final Bytes ACK = Bytes.ofHex("0201");
    private static final Bytes NAK = Bytes.ofHex("0200");
    /** What the Aquila bridge writes into Ctrl. */
    private static final int AQUILA_CTRL = 1;

    private static final long LATE_MILLIS = 10_000;
    private static final long RESET_MILLIS = 400;

    private final Rig rig;
    private final ForwarderOptions options;
    private FrameCodec frames;
    private boolean resetting;

    public ForwarderDongle(Rig rig, ForwarderOptions options) {
        this.rig = rig;
        this.options = options;
        this.frames = options.framing().codec();
    }

    @Override
    public void powerOn() {
        rig.air().attach(this);
    }

    @Override
    public void hear(Bytes octets) {
        if (!resetting) {
            frames.feed(octets, rig.time().now(), this::onFrame);
        }
    }

    @Override
    public void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast) {
        if (resetting || rig.faults().hits(FaultKind.NETWORK_DOWN)) {
            rig.tally().count("lost: forwarder down");
            return;
        }
        rig.tally().count("datagrams to the host");
        if (options.aquila()) {
            Bytes id = reversed(from.nodeId(options.nodeIdLength()));
            write(joined(SIGNAL, new Envelope(AQUILA_CTRL, id, datagram).writeLikeAquila()));
        } else if (options.envelope()) {
            write(new Envelope(0, from.nodeId(options.nodeIdLength()), datagram).write());
        } else {
            write(datagram);
        }
    }

    @Override
    public void faultBegins(FaultKind kind) {
        if (kind == FaultKind.RESET) {
            resetting = true;
            frames = options.framing().codec();
            rig.time().after(RESET_MILLIS, () -> resetting = false);
        }
    }

    @Override
    public void faultEnds(FaultKind kind) {}

    private void onFrame(Bytes checked) {
        Bytes content = options.crc().strip(checked);
        if (content == null) {
            rig.tally().count("frames of the host with a wrong check sum");
            answer(NAK);
            return;
        }
        rig.tally().count("frames of the host");
        if (options.aquila() && rig.faults().hits(FaultKind.BUSY)) {
            answer(NAK);
            return;
        }
        answer(ACK);
        if (rig.faults().hits(FaultKind.NETWORK_DOWN)) {
            return;
        }
        if (options.envelope()) {
            pass(Envelope.read(content));
        } else {
            List<NodeAddress> nodes = rig.air().nodes();
            transmit(nodes.isEmpty() ? null : nodes.get(0), content);
        }
    }

    private void pass(@Nullable Envelope envelope) {
        if (envelope == null) {
            rig.tally().count("frames of the host that are no envelope");
        } else if (envelope.isForAll()) {
            rig.tally().count("broadcasts");
            rig.air().broadcast(envelope.message());
        } else {
            Bytes id = options.aquila() ? reversed(envelope.nodeId()) : envelope.nodeId();
            transmit(rig.air().find(node -> node.nodeId(options.nodeIdLength()).equals(id)), envelope.message());
        }
    }

    private void transmit(@Nullable NodeAddress node, Bytes message) {
        rig.air().unicast(node, message, delivery -> rig.tally().count("unicasts: " + delivery.text()));
    }

    /** Only the Aquila bridge answers. */
    private void answer(Bytes control) {
        if (!options.aquila() || rig.faults().hits(FaultKind.STATUS_LOST)) {
            return;
        }
        Bytes frame = joined(NOTHING_MEASURED, control);
        if (rig.faults().hits(FaultKind.STATUS_LATE)) {
            rig.time().after(LATE_MILLIS, () -> write(frame));
        } else {
            write(frame);
        }
    }

    private void write(Bytes content) {
        rig.wire().write(frames.encode(options.crc().append(content)));
    }

    private static Bytes joined(Bytes first, Bytes second) {
        return Bytes.ofHex(first.toHex() + second.toHex());
    }

    private static Bytes reversed(Bytes octets) {
        byte[] reversed = new byte[octets.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (byte) octets.at(reversed.length - 1 - i);
        }
        return Bytes.of(reversed);
    }
}
