package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Delivery;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.FaultKind;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import dev.dormouse.sim.dongle.Rig;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An XBee module as the coordinator of its nodes, in API mode 1 or 2, or in transparent mode. */
public final class XbeeDongle implements Dongle {
    private static final int HARDWARE_RESET = 0x00;
    private static final int DISASSOCIATED = 0x03;
    private static final int COORDINATOR_STARTED = 0x06;
    private static final int SENT = 0x00;
    private static final int CCA_FAILURE = 0x02;
    private static final int INVALID_ENDPOINT = 0x15;
    private static final int NOT_JOINED = 0x22;
    private static final int NO_RESOURCES = 0x32;
    private static final int TOO_LARGE = 0x74;
    private static final int NOBODY = 0xFFFD;
    private static final long RESET_MILLIS = 500;
    private static final long LATE_MILLIS = 10_000;
    private static final long AT_ONCE = 2;

    private final Rig rig;
    private final XbeeSettings settings;
    private final ReceiveFrames receiveFrames;
    private CommandMode commands;

    /** Null in transparent mode. */
    private @Nullable ApiFrames frames;

    /** Counts resets: what was begun before one is not ended after it. */
    private int life;

    private boolean resetting;

    public XbeeDongle(Rig rig, XbeeOptions options) {
        this.rig = rig;
        this.settings = new XbeeSettings(options.firmware(), options.mode(), options.encrypted());
        this.receiveFrames = new ReceiveFrames(settings, options.shortSources());
        this.commands = commandMode();
        this.frames = frames();
    }

    private CommandMode commandMode() {
        return new CommandMode(rig, settings, () -> frames = frames());
    }

    private @Nullable ApiFrames frames() {
        int mode = settings.number("AP");
        return mode == 0 ? null : new ApiFrames(mode);
    }

    @Override
    public void powerOn() {
        rig.air().attach(this);
    }

    @Override
    public void hear(Bytes octets) {
        ApiFrames present = frames;
        if (resetting) {
            return;
        }
        if (present == null) {
            commands.hear(octets);
        } else {
            present.feed(octets, this::onFrame);
        }
    }

    @Override
    public void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast) {
        if (resetting || rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            rig.tally().count("lost: no network");
            return;
        }
        if (settings.firmware().family() == XbeeFirmware.Family.ZIGBEE
                && rig.air().joins(from)) {
            write(receiveFrames.identification(from));
        }
        rig.tally().count("datagrams to the host");
        if (frames == null) {
            rig.wire().write(datagram);
            return;
        }
        write(receiveFrames.data(from, datagram, broadcast));
    }

    @Override
    public void faultBegins(FaultKind kind) {
        if (kind == FaultKind.RESET) {
            reset();
        } else if (kind == FaultKind.NETWORK_DOWN) {
            settings.associated(false);
            modemStatus(DISASSOCIATED);
        }
    }

    @Override
    public void faultEnds(FaultKind kind) {
        if (kind == FaultKind.NETWORK_DOWN) {
            settings.associated(true);
            modemStatus(COORDINATOR_STARTED);
        }
    }

    private void reset() {
        life++;
        resetting = true;
        settings.reset();
        commands = commandMode();
        frames = frames();
        rig.time().after(RESET_MILLIS, () -> {
            resetting = false;
            modemStatus(HARDWARE_RESET);
            modemStatus(COORDINATOR_STARTED);
        });
    }

    private void modemStatus(int status) {
        write(new Octets().octet(0x8A).octet(status).done());
    }

    private void onFrame(Bytes frame) {
        rig.tally().count("frames of the host");
        int type = frame.at(0);
        if (type == 0x08 || type == 0x09) {
            if (frame.length() >= 4) {
                command(frame);
            }
            return;
        }
        Transmission request = Transmission.read(frame);
        if (request == null
                || (request.legacy() && settings.firmware().family() != XbeeFirmware.Family.IEEE_802_15_4)) {
            rig.tally().count("frames of the host that the firmware does not know");
            return;
        }
        transmit(request);
    }

    private void command(Bytes frame) {
        byte[] octets = frame.toArray();
        String name = new String(octets, 2, 2, StandardCharsets.US_ASCII);
        Bytes parameter = Bytes.ofHex(frame.toHex().substring(8));
        Bytes value = parameter.isEmpty() ? settings.value(name) : Bytes.EMPTY;
        int status = XbeeSettings.OK;
        if (!parameter.isEmpty()) {
            status = settings.set(name, parameter);
        } else if (name.equals("FR")) {
            rig.time().after(AT_ONCE, this::reset);
        } else if (value == null) {
            status = settings.act(name);
        }
        rig.tally().count("AT " + name);
        if (frame.at(1) != 0) {
            write(new Octets()
                    .octet(0x88)
                    .octet(frame.at(1))
                    .bytes(Bytes.ofUtf8(name))
                    .octet(status)
                    .bytes(value == null ? Bytes.EMPTY : value)
                    .done());
        }
        if (status == XbeeSettings.OK && name.equals("AP") && !parameter.isEmpty()) {
            frames = frames();
        }
    }

    private void transmit(Transmission request) {
        XbeeFirmware firmware = settings.firmware();
        int largest =
                request.toAll() ? firmware.largestBroadcast(settings.number("EE") == 1) : firmware.largestUnicast();
        if (rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            refuse(request, NOT_JOINED);
        } else if (request.data().length() > largest) {
            refuse(request, TOO_LARGE);
        } else if (rig.faults().hits(FaultKind.BUSY)) {
            refuse(request, request.legacy() ? CCA_FAILURE : NO_RESOURCES);
        } else if (request.forOthers()) {
            refuse(request, INVALID_ENDPOINT);
        } else if (request.toAll()) {
            rig.tally().count("broadcasts");
            rig.air().broadcast(request.data());
            refuse(request, SENT);
        } else {
            NodeAddress node = rig.air().find(request::isFor);
            int begun = life;
            rig.air().unicast(node, request.data(), delivery -> {
                rig.tally().count("unicasts: " + delivery.text());
                if (begun == life) {
                    status(request, node, status(delivery, request.legacy()));
                }
            });
        }
    }

    /** A status that comes before anything was on the air. */
    private void refuse(Transmission request, int code) {
        int begun = life;
        rig.time().after(AT_ONCE, () -> {
            if (begun == life) {
                status(request, null, code);
            }
        });
    }

    private void status(Transmission request, @Nullable NodeAddress node, int code) {
        if (request.frameId() == 0 || rig.faults().hits(FaultKind.STATUS_LOST)) {
            return;
        }
        int frameId = rig.faults().hits(FaultKind.STATUS_WRONG_ID) ? request.frameId() % 255 + 1 : request.frameId();
        Octets out = new Octets();
        if (request.legacy()) {
            out.octet(0x89).octet(frameId).octet(code);
        } else {
            int reached = node != null && code == SENT ? node.short16() : NOBODY;
            out.octet(0x8B).octet(frameId).pair(reached).octet(0).octet(code).octet(0);
        }
        Bytes frame = out.done();
        if (rig.faults().hits(FaultKind.STATUS_LATE)) {
            rig.time().after(LATE_MILLIS, () -> write(frame));
        } else {
            write(frame);
        }
    }

    private static int status(Delivery delivery, boolean legacy) {
        return switch (delivery) {
            case DELIVERED -> SENT;
            case NO_ACKNOWLEDGEMENT -> legacy ? 0x01 : 0x21;
            case EXPIRED -> legacy ? 0x03 : 0x75;
            case UNKNOWN_ADDRESS -> legacy ? 0x01 : 0x24;
        };
    }

    private void write(Bytes data) {
        ApiFrames present = frames;
        if (present != null) {
            rig.wire().write(present.encode(data));
        }
    }
}
