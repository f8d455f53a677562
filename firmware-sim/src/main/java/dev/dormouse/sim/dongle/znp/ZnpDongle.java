package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Delivery;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.FaultKind;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import dev.dormouse.sim.dongle.Rig;
import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Z-Stack coordinator: it answers requests one at a time, and tells what comes over the air. */
public final class ZnpDongle implements Dongle {
    private static final int RPC_ERROR = 0x6000;
    /** SYS, AF, ZDO, UTIL and APP_CNF. */
    private static final Set<Integer> SUBSYSTEMS = Set.of(1, 4, 5, 7, 15);

    private static final int UNKNOWN_SUBSYSTEM = 1;
    private static final int UNKNOWN_COMMAND = 2;
    private static final int BAD_LENGTH = 4;
    private static final int BUFFER_FULL = 0x11;
    private static final int DUPLICATE = 0xB8;
    private static final int INVALID_REQUEST = 0xC2;
    private static final int NO_ROUTE = 0xCD;
    private static final int TOO_LONG = 0xE5;
    private static final int APS_NO_ACK = 0xB7;
    private static final int BOOT_LOADER_SKIP = 0xEF;
    private static final int LARGEST_DATAGRAM = 82;
    private static final int STARTING = 8;
    private static final long ANSWER_MILLIS = 2;
    private static final long RESET_MILLIS = 600;
    private static final long FORM_MILLIS = 1500;
    private static final long LATE_MILLIS = 10_000;
    private static final Bytes SUCCESS = Bytes.of((byte) 0);

    private final Rig rig;
    private final ZnpOptions options;
    private final ZigbeeNetwork network;
    private final NvMemory memory = new NvMemory();
    private UnpiFrames frames = new UnpiFrames();
    /** Counts resets: what was begun before one is not ended after it. */
    private int life;

    private boolean deaf;
    private boolean inBootLoader;
    private boolean answering;
    private int sequence;

    public ZnpDongle(Rig rig, ZnpOptions options) {
        this.rig = rig;
        this.options = options;
        this.network = new ZigbeeNetwork(options.formed());
        this.inBootLoader = options.bootloader();
    }

    @Override
    public void powerOn() {
        rig.air().attach(this);
    }

    @Override
    public void hear(Bytes octets) {
        if (inBootLoader) {
            for (int i = 0; i < octets.length(); i++) {
                if (octets.at(i) == BOOT_LOADER_SKIP) {
                    inBootLoader = false;
                    reset();
                    return;
                }
            }
        } else if (!deaf) {
            frames.feed(octets, this::onFrame);
        }
    }

    @Override
    public void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast) {
        if (deaf || inBootLoader || !network.up() || rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            rig.tally().count("lost: no network");
            return;
        }
        if (rig.air().joins(from)) {
            write(Indications.joined(from));
            write(Indications.announced(from));
        }
        if (!network.isRegistered(options.endpoint())) {
            rig.tally().count("lost: no endpoint of the host");
            return;
        }
        rig.tally().count("datagrams to the host");
        write(Indications.incoming(
                from,
                options.endpoint(),
                options.cluster(),
                broadcast,
                rig.time().now(),
                sequence++,
                datagram));
    }

    @Override
    public void faultBegins(FaultKind kind) {
        if (kind == FaultKind.RESET) {
            reset();
        } else if (kind == FaultKind.NETWORK_DOWN) {
            write(Indications.stateChange(0));
        }
    }

    @Override
    public void faultEnds(FaultKind kind) {
        if (kind == FaultKind.NETWORK_DOWN) {
            write(Indications.stateChange(network.state()));
        }
    }

    private void reset() {
        life++;
        deaf = true;
        answering = false;
        frames = new UnpiFrames();
        network.reset();
        rig.time().after(RESET_MILLIS, () -> {
            deaf = false;
            write(Indications.reset(options.firmware()));
        });
    }

    private void onFrame(MtFrame frame) {
        rig.tally().count("frames of the host");
        if (answering && frame.wantsAnswer()) {
            rig.tally().count("requests before the last was answered");
            return;
        }
        Bytes data = frame.data();
        switch (frame.command()) {
            case 0x2101 -> answer(frame, new Octets().pairLow(0x0659).done());
            case 0x2102 -> answer(frame, version());
            case 0x2104 ->
                answer(frame, new Octets().eightLow(ZigbeeNetwork.OWN_EUI64).done());
            case 0x2107 -> answer(frame, memory.create(data));
            case 0x2108 -> answer(frame, memory.read(data));
            case 0x2109 -> answer(frame, memory.write(data));
            case 0x2113 -> answer(frame, memory.length(data));
            case 0x4100 -> reset();
            case 0x2400 -> register(frame);
            case 0x2401 -> transmit(frame, DataRequest.read(data));
            case 0x2402 -> transmit(frame, DataRequest.readExtended(data));
            case 0x2404 -> delete(frame);
            case 0x2500 -> address(frame, false);
            case 0x2501 -> address(frame, true);
            case 0x2536 -> permitJoin(frame);
            case 0x2540 -> startUp(frame);
            case 0x2550 -> answer(frame, network.info());
            case 0x2700 -> answer(frame, network.deviceInfo(rig.air()));
            case 0x2F05 -> commission(frame);
            // subscriptions, lights, keys and channels: accepted, and without consequence here
            case 0x2114, 0x253E, 0x2545, 0x2706, 0x270A, 0x2F08, 0x2F09 -> answer(frame, SUCCESS);
            default -> unknown(frame);
        }
    }

    private void unknown(MtFrame frame) {
        rig.tally().count("commands that the firmware does not know");
        if (frame.wantsAnswer()) {
            boolean subsystem = SUBSYSTEMS.contains(frame.cmd0() & 0x1F);
            error(frame, subsystem ? UNKNOWN_COMMAND : UNKNOWN_SUBSYSTEM);
        }
    }

    private void error(MtFrame frame, int code) {
        send(MtFrame.of(
                RPC_ERROR,
                new Octets().octet(code).octet(frame.cmd0()).octet(frame.cmd1()).done()));
    }

    private Bytes version() {
        return new Octets()
                .octet(2)
                .octet(options.firmware().product())
                .octet(2)
                .octet(7)
                .octet(1)
                .quadLow(options.firmware().revision())
                .done();
    }

    private void register(MtFrame frame) {
        if (frame.data().length() < 9) {
            error(frame, BAD_LENGTH);
        } else {
            answer(frame, network.register(frame.data().at(0)) ? SUCCESS : Bytes.of((byte) DUPLICATE));
        }
    }

    private void delete(MtFrame frame) {
        if (frame.data().isEmpty()) {
            error(frame, BAD_LENGTH);
        } else {
            network.delete(frame.data().at(0));
            answer(frame, SUCCESS);
        }
    }

    private void permitJoin(MtFrame frame) {
        rig.tally().count("permit join");
        answer(frame, SUCCESS);
        later(FORM_MILLIS, () -> write(Indications.permitJoinAnswer()));
    }

    private void address(MtFrame frame, boolean byShort) {
        ByteBuf in = frame.data().toByteBuf();
        if (in.readableBytes() < (byShort ? 2 : 8)) {
            error(frame, BAD_LENGTH);
            return;
        }
        long asked = byShort ? in.readUnsignedShortLE() : in.readLongLE();
        NodeAddress node = rig.air().find(each -> asked == (byShort ? each.short16() : each.eui64()));
        answer(frame, SUCCESS);
        later(50, () -> write(Indications.address(byShort, node, asked)));
    }

    /** Restores the network there was; without one, only the oldest firmware makes a new one by itself. */
    private void startUp(MtFrame frame) {
        boolean can = network.formed() || !options.firmware().hasCommissioning();
        int status = network.formed() ? 0 : can ? 1 : 2;
        answer(frame, new Octets().octet(status).done());
        if (can) {
            bringUp();
        }
    }

    private void commission(MtFrame frame) {
        if (!options.firmware().hasCommissioning()) {
            unknown(frame);
            return;
        }
        answer(frame, SUCCESS);
        bringUp();
    }

    private void bringUp() {
        later(FORM_MILLIS / 2, () -> write(Indications.stateChange(STARTING)));
        later(FORM_MILLIS, () -> {
            network.form();
            write(Indications.stateChange(network.state()));
        });
    }

    private void transmit(MtFrame frame, @Nullable DataRequest request) {
        if (request == null) {
            error(frame, BAD_LENGTH);
        } else if (!network.up() || !network.isRegistered(request.sourceEndpoint())) {
            answer(frame, Bytes.of((byte) INVALID_REQUEST));
        } else if (rig.faults().hits(FaultKind.BUSY)) {
            answer(frame, Bytes.of((byte) BUFFER_FULL));
        } else if (request.data().length() > LARGEST_DATAGRAM) {
            answer(frame, Bytes.of((byte) TOO_LONG));
        } else if (rig.faults().hits(FaultKind.STATUS_EARLY)) {
            confirm(request, 0);
            answer(frame, SUCCESS);
            carry(request, false);
        } else {
            answer(frame, SUCCESS);
            carry(request, true);
        }
    }

    private void carry(DataRequest request, boolean confirmed) {
        int begun = life;
        if (rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            later(2 * ANSWER_MILLIS, () -> confirm(request, NO_ROUTE));
        } else if (request.toAll()) {
            rig.tally().count("broadcasts");
            rig.air().broadcast(request.data());
            later(2 * ANSWER_MILLIS, () -> confirm(request, 0));
        } else if (request.destinationEndpoint() != options.endpoint() || request.cluster() != options.cluster()) {
            rig.tally().count("unicasts: for another endpoint or cluster");
            later(2 * ANSWER_MILLIS, () -> confirm(request, APS_NO_ACK));
        } else {
            rig.air().unicast(rig.air().find(request::isFor), request.data(), delivery -> {
                rig.tally().count("unicasts: " + delivery.text());
                if (confirmed && begun == life) {
                    confirm(request, status(delivery));
                }
            });
        }
    }

    private void confirm(DataRequest request, int status) {
        if (rig.faults().hits(FaultKind.STATUS_LOST)) {
            return;
        }
        int transaction = request.transaction() + (rig.faults().hits(FaultKind.STATUS_WRONG_ID) ? 1 : 0);
        MtFrame frame = Indications.confirm(status, request.sourceEndpoint(), transaction);
        later(rig.faults().hits(FaultKind.STATUS_LATE) ? LATE_MILLIS : 0, () -> write(frame));
    }

    private static int status(Delivery delivery) {
        return switch (delivery) {
            case DELIVERED -> 0x00;
            case NO_ACKNOWLEDGEMENT -> APS_NO_ACK;
            case EXPIRED -> 0xF0;
            case UNKNOWN_ADDRESS -> NO_ROUTE;
        };
    }

    private void answer(MtFrame request, Bytes data) {
        send(request.answer(data));
    }

    private void send(MtFrame answer) {
        answering = true;
        later(ANSWER_MILLIS, () -> {
            answering = false;
            write(answer);
        });
    }

    /** Unless there is a reset before. */
    private void later(long millis, Runnable task) {
        int begun = life;
        rig.time().after(millis, () -> {
            if (begun == life) {
                task.run();
            }
        });
    }

    private void write(MtFrame frame) {
        rig.wire().write(frames.encode(frame));
    }
}
