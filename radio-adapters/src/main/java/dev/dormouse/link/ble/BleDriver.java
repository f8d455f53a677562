package dev.dormouse.link.ble;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.radio.FrameTrace;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.Sending;
import dev.dormouse.link.serial.FrameSink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Bluetooth controller with HCI on a UART: connects to nodes and carries datagrams by their Nordic UART Service. */
public final class BleDriver implements RadioDriver {
    /** The controller keeps the order of what goes to one node. */
    private static final int WINDOW_PER_NODE = 4;

    private static final long WORKS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Radio radio;
    private final BleOptions options;
    private final H4 decoder = new H4();
    private final H4Writer writer;
    private final CommandQueue commands;
    private final BleStartup startup;
    private final NodeLinks links;
    private final Central central;
    private final Sink sink = new Sink();
    private boolean up;
    private long upSinceNanos;

    public BleDriver(Radio radio, BleOptions options) {
        this.radio = radio;
        this.options = options;
        this.writer = new H4Writer(radio);
        this.commands = new CommandQueue(radio.loop(), writer::write);
        this.startup = new BleStartup(commands, options.nodes().needsAnswers(), new Started());
        Controlled host = new Controlled();
        BackOffs backOffs = new BackOffs();
        this.links = new NodeLinks(radio, options, host, new AclQueue(writer::write), backOffs);
        this.central = new Central(radio, options, host, links, backOffs);
    }

    // ---- the line ----

    @Override
    public void onOpen() {
        reset();
        writer.opened();
        startup.begin();
    }

    @Override
    public void onOctets(byte[] octets) {
        decoder.feed(octets, sink);
    }

    @Override
    public void onLost() {
        reset();
    }

    /** Everything begins anew; what comes before the controller has confirmed that is passed over. */
    private void reset() {
        up = false;
        decoder.awaitReset();
        central.stop();
        commands.clear();
        writer.clear();
        links.clear();
    }

    /** Hears what the decoder finds. */
    private final class Sink implements FrameSink {
        @Override
        public void onFrame(byte[] octets) {
            try {
                HciPacket packet = HciPacket.decode(octets);
                radio.trace(FrameTrace.Direction.FROM_ADAPTER, octets, packet::toString);
                on(packet);
            } catch (MalformedFrameException e) {
                radio.count("malformed packets");
            }
        }

        @Override
        public void onFault(String reason) {
            radio.count("line: " + reason);
            restart("octets on the line were lost or spoilt: does flow-control fit?");
        }
    }

    // ---- packets ----

    private void on(HciPacket packet) {
        if (packet instanceof CommandComplete event) {
            commands.on(event);
        } else if (packet instanceof CommandStatus event) {
            commands.on(event);
        } else if (packet instanceof HardwareError error) {
            restart("the controller has failed with code " + error.hardwareCode());
        } else if (packet instanceof OtherEvent event && event.isOverflow()) {
            restart("the controller has run out of room for data");
        } else if (up) {
            whileUp(packet);
        }
    }

    private void whileUp(HciPacket packet) {
        if (packet instanceof AclPacket data) {
            links.on(data);
        } else if (packet instanceof AdvertisingReports event) {
            central.heard(event);
        } else if (packet instanceof CompletedPackets event) {
            links.on(event);
        } else if (packet instanceof ConnectionComplete event) {
            central.on(event);
        } else if (packet instanceof DisconnectionComplete event) {
            links.on(event);
            central.linkGone();
        }
    }

    /** One that fails again and again is left alone for a while. */
    private void restart(String reason) {
        boolean hasWorked = up && now() - upSinceNanos >= WORKS_NANOS;
        reset();
        radio.count("restarts of the controller");
        if (hasWorked) {
            radio.down(reason);
            startup.begin();
        } else {
            radio.reopen(reason);
        }
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }

    /** How the start ends. */
    private final class Started implements BleStartup.Outcome {
        @Override
        public void onUp(Controller controller) {
            up = true;
            upSinceNanos = now();
            links.begin(controller);
            radio.up(controller.description());
            central.begin();
        }

        @Override
        public void onFailed(String reason) {
            radio.reopen(reason);
        }
    }

    /** What the parts may do. */
    private final class Controlled implements Host {
        @Override
        public void ask(HciCommand command, Consumer<CommandQueue.Answer> answered) {
            boolean taken = commands.ask(command, answer -> {
                if (answer == null) {
                    BleDriver.this.restart("the controller has stopped answering");
                } else {
                    answered.accept(answer);
                }
            });
            if (!taken) {
                radio.count("commands not sent");
            }
        }

        @Override
        public void restart(String reason) {
            BleDriver.this.restart(reason);
        }
    }

    // ---- datagrams ----

    @Override
    public void transmit(Sending sending) {
        links.transmit(sending);
    }

    @Override
    public void onGivenUp(Sending sending) {
        links.onGivenUp(sending);
    }

    @Override
    public int window() {
        return WINDOW_PER_NODE * options.connections();
    }

    @Override
    public int windowPerNode() {
        return WINDOW_PER_NODE;
    }

    @Override
    public Duration patience(Sending sending) {
        return BleOptions.PATIENCE;
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        Integer room = options.mapping() == BleOptions.Mapping.PACKET ? links.room(to) : null;
        return room == null ? options.largestDatagram() : Math.min(options.largestDatagram(), room);
    }

    @Override
    public int largestBroadcast() {
        return options.largestDatagram();
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return text.startsWith("ble:") ? BleAddress.parse(text) : null;
    }
}
