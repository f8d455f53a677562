package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.radio.Radio;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Looks for nodes and connects to them, one after the other; scanning and connecting exclude each other, as many controllers cannot do
 * both. Confined to the loop.
 */
final class Central {
    private static final long CONNECTING_SECONDS = 5;
    private static final long CANCELLING_SECONDS = 2;

    /** Controllers that tell each device once begin anew with each scan; and it shows that they are alive. */
    private static final long REFRESH_SECONDS = 10;

    private enum Doing {
        NOTHING,
        SCANNING,
        CONNECTING
    }

    private final Radio radio;
    private final BleOptions options;
    private final Host host;
    private final NodeLinks links;
    private final BackOffs backOffs;
    private final NodeFinder finder;
    private final Beacons beacons = new Beacons();
    private Doing doing = Doing.NOTHING;
    private int mostLinks;
    private boolean toldFull;
    private @Nullable BleAddress wanted;
    private @Nullable ScheduledFuture<?> attempt;
    private @Nullable ScheduledFuture<?> refresh;

    Central(Radio radio, BleOptions options, Host host, NodeLinks links, BackOffs backOffs) {
        this.radio = radio;
        this.options = options;
        this.host = host;
        this.links = links;
        this.backOffs = backOffs;
        this.finder = new NodeFinder(options.nodes());
    }

    /** The controller is ready and does nothing. */
    void begin() {
        mostLinks = options.connections();
        toldFull = false;
        doing = Doing.NOTHING;
        refresh =
                radio.loop().scheduleWithFixedDelay(this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
        goOn();
    }

    void stop() {
        doing = Doing.NOTHING;
        stopAttempt();
        if (refresh != null) {
            refresh.cancel(false);
            refresh = null;
        }
    }

    // ---- scanning ----

    /** Scans, or stops it, as need be. */
    private void goOn() {
        if (refresh == null) {
            return; // the controller is starting
        }
        boolean full = links.count() >= mostLinks;
        if (full && !toldFull) {
            toldFull = true;
            Logger.info("Link {}: all {} connections are in use", radio.name(), links.count());
        }
        boolean useful = options.advertisements() || !full;
        if (doing == Doing.NOTHING && useful) {
            doing = Doing.SCANNING;
            scan(true);
        } else if (doing == Doing.SCANNING && !useful) {
            doing = Doing.NOTHING;
            scan(false);
        }
    }

    private void scan(boolean on) {
        host.ask(HciCommand.leSetScanEnable(on, options.advertisements()), answer -> {
            if (!answer.isGood() && on) {
                host.restart("the controller does not scan: " + HciStatus.text(answer.status()));
            }
        });
    }

    private void refresh() {
        if (doing == Doing.SCANNING) {
            scan(false);
            scan(true);
        } else if (doing == Doing.NOTHING) {
            host.ask(HciCommand.plain(Opcode.READ_BD_ADDR), answer -> {});
        }
    }

    void heard(AdvertisingReports event) {
        event.reports().forEach(this::heard);
    }

    private void heard(AdvertisingReports.Report report) {
        AdvertisingData data = AdvertisingData.read(report.data(), options.company());
        Bytes message = data.maker();
        if (options.advertisements() && message != null) {
            onMessage(report.address(), message);
        }
        boolean isNode = finder.isNode(report, data);
        if (isNode
                && doing == Doing.SCANNING
                && links.count() < mostLinks
                && !links.has(report.address())
                && !backOffs.waits(report.address(), now())) {
            connect(report.address());
        }
    }

    private void onMessage(BleAddress from, Bytes message) {
        if (!Beacons.isPublish(message)) {
            radio.count("advertisements without a message");
        } else if (beacons.isNew(from, message, now())) {
            radio.received(from, message.toArray());
        }
    }

    // ---- connecting ----

    private void connect(BleAddress node) {
        doing = Doing.CONNECTING;
        wanted = node;
        scan(false);
        host.ask(HciCommand.leCreateConnection(node), answer -> {
            if (!answer.isGood()) {
                refused(answer.status());
            }
        });
        attempt = radio.loop().schedule(this::cancel, CONNECTING_SECONDS, TimeUnit.SECONDS);
    }

    private void cancel() {
        host.ask(HciCommand.plain(Opcode.LE_CREATE_CONNECTION_CANCEL), answer -> {});
        attempt = radio.loop()
                .schedule(
                        () -> host.restart("the controller does not end an attempt to connect"),
                        CANCELLING_SECONDS,
                        TimeUnit.SECONDS);
    }

    private void refused(int status) {
        if (status == HciStatus.ALREADY_CONNECTED) {
            host.restart("the controller has a connection that the gateway does not know");
            return;
        }
        if (status == HciStatus.CONNECTION_LIMIT && links.count() > 0) {
            mostLinks = links.count();
            radio.count("connections refused by the controller");
        }
        failed(status);
    }

    void on(ConnectionComplete event) {
        if (event.status() != HciStatus.SUCCESS) {
            failed(event.status());
            return;
        }
        stopAttempt();
        if (doing == Doing.CONNECTING) {
            doing = Doing.NOTHING;
        }
        links.open(event.handle(), event.peer());
        goOn();
    }

    private void failed(int status) {
        BleAddress node = wanted;
        stopAttempt();
        if (node != null) {
            radio.count("attempts to connect in vain");
            Logger.debug("Link {}: no connection to {}: {}", radio.name(), node.text(), HciStatus.text(status));
            backOffs.failed(node, now());
        }
        if (doing == Doing.CONNECTING) {
            doing = Doing.NOTHING;
            goOn();
        }
    }

    /** A connection has ended: there may be room for another. */
    void linkGone() {
        mostLinks = options.connections(); // the controller may have been short of something else
        goOn();
    }

    private void stopAttempt() {
        wanted = null;
        if (attempt != null) {
            attempt.cancel(false);
            attempt = null;
        }
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }
}
