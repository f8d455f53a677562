package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import java.util.List;
import java.util.SplittableRandom;

/** The dialogue from an open line to a controller that scans and connects: reset, who it is, what it tells and takes. Confined to the loop. */
final class BleStartup {
    private static final long RESET_MILLIS = 1000;
    private static final int MOST_RESETS = 3;
    private static final int LEAST_PACKET_LENGTH = 27;
    private static final long UNSET = 0xFFFF_FFFF_FFFFL;

    private final CommandQueue commands;
    private final boolean scansActively;
    private final Outcome outcome;
    private int resets;
    private int version;
    private BleAddress address = new BleAddress(0, false);

    BleStartup(CommandQueue commands, boolean scansActively, Outcome outcome) {
        this.commands = commands;
        this.scansActively = scansActively;
        this.outcome = outcome;
    }

    /** Begins; the queue of commands is empty. */
    void begin() {
        resets = 0;
        reset();
    }

    private void reset() {
        resets++;
        commands.ask(HciCommand.reset(), RESET_MILLIS, answer -> {
            if (answer != null) {
                askVersion();
            } else if (resets < MOST_RESETS) {
                reset();
            } else {
                outcome.onFailed(
                        "no Bluetooth controller answers: check baud and flow-control, and that its firmware is HCI on a UART (H4)");
            }
        });
    }

    private void askVersion() {
        ask(HciCommand.plain(Opcode.READ_LOCAL_VERSION), in -> {
            version = in.u8();
            askAddress();
        });
    }

    private void askAddress() {
        ask(HciCommand.plain(Opcode.READ_BD_ADDR), in -> {
            address = new BleAddress(in.u48le(), false);
            ask(HciCommand.setEventMask(), done -> ask(HciCommand.leSetEventMask(), alsoDone -> askBuffers()));
        });
    }

    private void askBuffers() {
        ask(HciCommand.plain(Opcode.LE_READ_BUFFER_SIZE), in -> {
            int length = in.u16le();
            int buffers = in.u8();
            if (length == 0 || buffers == 0) {
                askSharedBuffers();
            } else {
                setUp(length, buffers);
            }
        });
    }

    /** A controller that has no buffers of its own for Low Energy has some for all data. */
    private void askSharedBuffers() {
        ask(HciCommand.plain(Opcode.READ_BUFFER_SIZE), in -> {
            int length = in.u16le();
            in.u8();
            setUp(length, in.u16le());
        });
    }

    private void setUp(int packetLength, int buffers) {
        if (packetLength < LEAST_PACKET_LENGTH || buffers == 0) {
            outcome.onFailed(
                    "the controller has no room for data: " + buffers + " packets of " + packetLength + " octets");
            return;
        }
        BleAddress own = isUnset(address) ? new BleAddress(new SplittableRandom().nextLong() >>> 16, true) : address;
        Controller controller = new Controller(version, address, packetLength, buffers);
        askInTurn(
                List.of(HciCommand.leSetRandomAddress(own.asStatic()), HciCommand.leSetScanParameters(scansActively)),
                () -> suggestLongestPackets(controller));
    }

    /** Boards without an address of their own have none, or nothing but ones. */
    private static boolean isUnset(BleAddress address) {
        return address.value() == 0 || address.value() == UNSET;
    }

    private void askInTurn(List<HciCommand> rest, Runnable next) {
        if (rest.isEmpty()) {
            next.run();
        } else {
            ask(rest.get(0), done -> askInTurn(rest.subList(1, rest.size()), next));
        }
    }

    /** Controllers before Bluetooth 4.2 do not know this, and do without. */
    private void suggestLongestPackets(Controller controller) {
        commands.ask(HciCommand.leSuggestLongestPackets(), answer -> {
            if (answer == null) {
                outcome.onFailed("the controller does not answer " + Opcode.LE_WRITE_SUGGESTED_DATA_LENGTH);
            } else {
                outcome.onUp(controller);
            }
        });
    }

    private void ask(HciCommand command, Step next) {
        commands.ask(command, answer -> {
            if (answer == null) {
                outcome.onFailed("the controller does not answer " + command.opcode());
            } else if (!answer.isGood()) {
                outcome.onFailed("the controller refuses " + command.opcode() + ": " + HciStatus.text(answer.status()));
            } else {
                read(command, answer.returned(), next);
            }
        });
    }

    private void read(HciCommand command, Bytes returned, Step next) {
        try {
            next.take(new OctetReader(returned.toArray()));
        } catch (MalformedFrameException e) {
            outcome.onFailed("the controller's answer to " + command.opcode() + " is too short");
        }
    }

    /** Goes on with what was returned behind the status. */
    private interface Step {
        void take(OctetReader returned) throws MalformedFrameException;
    }

    /** How it ends. */
    interface Outcome {
        void onUp(Controller controller);

        /** A sentence for people. */
        void onFailed(String reason);
    }
}
