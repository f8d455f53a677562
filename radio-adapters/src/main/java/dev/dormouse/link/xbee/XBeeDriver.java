package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.ScanningDecoder;
import dev.dormouse.link.frame.SilenceWatch;
import dev.dormouse.link.radio.FrameTrace;
import dev.dormouse.link.radio.LifeWatch;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.Sending;
import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An XBee module in API mode: finds out what it is, then carries datagrams. Never changes what the module keeps in its flash. */
public final class XBeeDriver implements RadioDriver {
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final long JOINED_QUESTION_MILLIS = 2000;
    private static final AtName ASSOCIATION = new AtName("AI");
    private static final AtName OUTPUT = new AtName("AO");

    /** For questions outside of the start; transmissions have ids of their own, and their answers are other frames. */
    private static final int QUESTION_ID = 0xFF;

    private final Radio radio;
    private final XBeeAir air;
    private final XBeeStartup startup;
    private final LifeWatch watch;
    private @Nullable SilenceWatch plain;
    private @Nullable FrameDecoder escaped;

    /** Null until the module has told it. */
    private @Nullable ApiMode mode;

    private @Nullable XBeeModule module;
    private @Nullable ScheduledFuture<?> nextQuestion;
    private boolean up;

    public XBeeDriver(Radio radio, XBeeOptions options) {
        this.radio = radio;
        this.air = new XBeeAir(radio, options, this::write);
        XBeeRescue rescue = options.autoConfigure() ? new XBeeRescue(radio.loop(), radio::write) : null;
        this.startup = new XBeeStartup(radio.loop(), this::write, rescue, new Started());
        this.watch = new LifeWatch(radio.loop(), this::askAssociation, this::hasFallenSilent);
    }

    // ---- the line ----

    @Override
    public void onOpen() {
        plain = new SilenceWatch(
                radio.loop(), new ScanningDecoder(new PlainApiShape()), new Sink(ApiMode.PLAIN), SILENCE);
        escaped = ApiMode.ESCAPED.decoder();
        restart();
    }

    @Override
    public void onOctets(byte[] octets) {
        startup.onOctets(octets);
        if (mode != ApiMode.ESCAPED && plain != null) {
            plain.feed(octets);
        }
        if (mode != ApiMode.PLAIN && escaped != null) {
            escaped.feed(octets, new Sink(ApiMode.ESCAPED));
        }
    }

    @Override
    public void onLost() {
        startup.cancel();
        askNoMore();
        watch.stop();
        if (plain != null) {
            plain.stop();
        }
        up = false;
        air.reset();
    }

    private void write(XBeeFrame frame) {
        byte[] octets = (mode == null ? ApiMode.PLAIN : mode).frame(frame);
        radio.trace(FrameTrace.Direction.TO_ADAPTER, octets, frame::toString);
        radio.write(octets);
    }

    /** Hears one of the two ways in which frames may stand on the line; heeds them once the module has said which it is. */
    private final class Sink implements FrameSink {
        private final ApiMode heard;

        Sink(ApiMode heard) {
            this.heard = heard;
        }

        @Override
        public void onFrame(byte[] octets) {
            if (mode != null && mode != heard) {
                return;
            }
            try {
                XBeeFrame frame = XBeeFrame.decode(octets);
                radio.trace(
                        FrameTrace.Direction.FROM_ADAPTER,
                        octets,
                        () -> frame == null ? "unknown frame" : frame.toString());
                if (frame == null) {
                    radio.count("unknown frames");
                } else if (mode != null || frame instanceof AtResponse) {
                    on(frame);
                }
            } catch (MalformedFrameException e) {
                radio.count("malformed frames");
            }
        }

        @Override
        public void onFault(String reason) {
            if (mode == heard) {
                radio.count("line: " + reason);
            }
        }
    }

    // ---- frames ----

    private void on(XBeeFrame frame) {
        watch.heard();
        if (frame instanceof AtResponse answer) {
            onAnswer(answer);
        } else if (frame instanceof ModemStatus status) {
            onModemStatus(status);
        } else {
            air.on(frame);
        }
    }

    private void onAnswer(AtResponse answer) {
        if (startup.isRunning()) {
            startup.onAnswer(answer);
        } else if (answer.command().equals(ASSOCIATION) && module != null && !up) {
            joined(module, answer.number() == 0);
        }
    }

    private void onModemStatus(ModemStatus status) {
        switch (status.status()) {
            case ModemStatus.HARDWARE_RESET, ModemStatus.WATCHDOG_RESET -> {
                down("the XBee module has restarted");
                restart();
            }
            case ModemStatus.JOINED, ModemStatus.COORDINATOR_STARTED -> {
                if (!up && !startup.isRunning()) {
                    restart();
                }
            }
            case ModemStatus.DISASSOCIATED -> {
                if (up) {
                    down("the XBee module has lost its network");
                    askLater();
                }
            }
            default -> radio.count("modem status " + (status.status() == 0x0D ? "over-voltage" : "other"));
        }
    }

    private void restart() {
        askNoMore();
        watch.stop();
        up = false;
        mode = null;
        module = null;
        startup.begin();
    }

    private void down(String reason) {
        up = false;
        air.reset();
        radio.down(reason);
    }

    private void joined(XBeeModule known, boolean joined) {
        askNoMore();
        watch.begin();
        if (joined) {
            up = true;
            radio.up(known.description());
        } else {
            radio.down("the XBee module has no network yet; is a coordinator with the same ID in reach?");
            askLater();
        }
    }

    private void askLater() {
        askNoMore();
        nextQuestion = radio.loop()
                .schedule(
                        () -> {
                            askAssociation();
                            askLater();
                        },
                        JOINED_QUESTION_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private void askNoMore() {
        if (nextQuestion != null) {
            nextQuestion.cancel(false);
            nextQuestion = null;
        }
    }

    private void askAssociation() {
        write(new AtCommand(QUESTION_ID, ASSOCIATION, Bytes.EMPTY));
    }

    /** It may have come back in another mode. */
    private void hasFallenSilent() {
        down("the XBee module has stopped answering");
        restart();
    }

    /** How the start ends. */
    private final class Started implements XBeeStartup.Outcome {
        @Override
        public void onMode(ApiMode told) {
            mode = told;
        }

        @Override
        public void onModule(XBeeModule told) {
            module = told;
            air.onModule(told);
            if (air.needsApplicationOf(told)) {
                write(new AtCommand(QUESTION_ID, OUTPUT, Bytes.of((byte) 1)));
            }
            joined(told, told.isJoined());
        }

        @Override
        public void onNoAnswer(String reason) {
            radio.reopen(reason);
        }
    }

    // ---- datagrams ----

    @Override
    public void transmit(Sending sending) {
        air.transmit(sending);
    }

    @Override
    public void onGivenUp(Sending sending) {
        air.onGivenUp(sending);
    }

    @Override
    public int window() {
        return air.window();
    }

    @Override
    public int windowPerNodeWithLate() {
        return 2;
    }

    @Override
    public Duration patience(Sending sending) {
        return air.patience(sending);
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return air.largestDatagram(to);
    }

    @Override
    public int largestBroadcast() {
        return air.largestBroadcast();
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        Eui64 eui = Eui64.parse(text);
        return eui == null ? ShortAddress.parse(text) : eui;
    }
}
