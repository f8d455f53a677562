package dev.dormouse.link.znp;

import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.zigbee.Eui64;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue from an open line to a network that carries datagrams: wake the adapter, start the network it remembers, announce our
 * endpoint. Forms no new network. Confined to the loop.
 */
final class ZnpStartup {
    private static final long PING_MILLIS = 250;
    private static final long BOOT_MILLIS = 1000;
    private static final long WIRES_MILLIS = 150;

    /** So long for each answer, so many times: adapters have been seen to take six seconds while they start. */
    private static final long ANSWER_MILLIS = 2000;

    private static final int ATTEMPTS = 3;

    private static final long NETWORK_SECONDS = 60;
    private static final long STATE_MILLIS = 2000;
    private static final int DELAY_MILLIS = 100;
    private static final int DEVICE = 0x0001;

    /** Ends the waiting of the boot loaders in CC253x chips. */
    private static final byte[] SKIP_BOOT_LOADER = {(byte) 0xEF};

    private final Radio radio;
    private final Requests requests;
    private final Application application;
    private final Outcome outcome;
    private boolean running;
    private boolean awaitsNetwork;
    private boolean networkToldToStart;
    private long networkDeadlineNanos;
    private @Nullable SysVersionResponse version;
    private @Nullable Eui64 node;
    private @Nullable ScheduledFuture<?> timer;

    ZnpStartup(Radio radio, Requests requests, Application application, Outcome outcome) {
        this.radio = radio;
        this.requests = requests;
        this.application = application;
        this.outcome = outcome;
    }

    boolean isRunning() {
        return running;
    }

    void cancel() {
        running = false;
        awaitsNetwork = false;
        stopTimer();
    }

    /** Begins with an adapter that may be in its boot loader, held in reset, or running. */
    void begin() {
        cancel();
        running = true;
        ping(this::askVersion, this::skipBootLoader);
    }

    /** Begins with an adapter that is known to run: it has just said so. */
    void beginAfterReset() {
        cancel();
        running = true;
        askVersion();
    }

    // ---- is it there? ----

    private void ping(Runnable there, Runnable silent) {
        requests.ask(new SysPing(), PING_MILLIS, answer -> {
            if (answer == null) {
                silent.run();
            } else {
                there.run();
            }
        });
    }

    private void skipBootLoader() {
        radio.write(SKIP_BOOT_LOADER);
        after(BOOT_MILLIS, () -> ping(this::askVersion, this::resetByWires));
    }

    /** What resets a CC2652 behind the usual USB bridges. */
    private void resetByWires() {
        radio.wires(false, false);
        after(WIRES_MILLIS, () -> {
            radio.wires(false, true);
            after(WIRES_MILLIS, () -> {
                radio.wires(false, false);
                after(BOOT_MILLIS, () -> ping(this::askVersion, this::nobodyThere));
            });
        });
    }

    private void nobodyThere() {
        failed("no Z-Stack adapter answers: check baud (115200), and that its firmware is that of a coordinator");
    }

    // ---- what is it? ----

    private void askVersion() {
        ask(new SysVersion(), SysVersionResponse.class, answer -> {
            version = answer;
            askDevice();
        });
    }

    private void askDevice() {
        ask(new UtilGetDeviceInfo(), UtilGetDeviceInfoResponse.class, answer -> {
            node = answer.node();
            if (answer.state() == ZdoStateChange.COORDINATOR) {
                askNetwork();
            } else {
                startNetwork();
            }
        });
    }

    // ---- its network ----

    private void startNetwork() {
        awaitsNetwork = true;
        networkToldToStart = false;
        networkDeadlineNanos = now() + TimeUnit.SECONDS.toNanos(NETWORK_SECONDS);
        tellNetworkToStart();
    }

    private void tellNetworkToStart() {
        requests.ask(new ZdoStartupFromApp(DELAY_MILLIS), ANSWER_MILLIS, answer -> {
            networkToldToStart = answer != null;
            askStateLater();
        });
    }

    /** The adapter tells of its network by itself, but what it says may be lost on the line. */
    private void askStateLater() {
        if (awaitsNetwork) {
            after(STATE_MILLIS, this::askState);
        }
    }

    private void askState() {
        if (now() - networkDeadlineNanos >= 0) {
            failed("the adapter's network does not start: form one first, for example with the tool that flashed it");
            return;
        }
        requests.ask(new UtilGetDeviceInfo(), ANSWER_MILLIS, answer -> {
            if (answer instanceof UtilGetDeviceInfoResponse device && device.state() == ZdoStateChange.COORDINATOR) {
                onState(device.state());
            } else if (awaitsNetwork && !networkToldToStart) {
                tellNetworkToStart();
            } else {
                askStateLater();
            }
        });
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }

    /** The adapter says what part it has in its network. */
    void onState(int state) {
        if (awaitsNetwork && state == ZdoStateChange.COORDINATOR) {
            awaitsNetwork = false;
            stopTimer();
            askNetwork();
        }
    }

    private void askNetwork() {
        ask(new ZdoExtNwkInfo(), ZdoExtNwkInfoResponse.class, this::register);
    }

    private void register(ZdoExtNwkInfoResponse network) {
        List<Integer> clusters = List.of(application.cluster());
        AfRegister registration =
                new AfRegister(application.endpoint(), application.profile(), DEVICE, 0, 0, clusters, clusters);
        ask(registration, StatusResponse.class, answer -> {
            if (answer.status() == ZStatus.SUCCESS || answer.status() == ZStatus.DUPLICATE_ENTRY) {
                up(network);
            } else {
                failed("the adapter refuses endpoint " + application.endpoint() + " with status " + answer.status());
            }
        });
    }

    private void up(ZdoExtNwkInfoResponse network) {
        SysVersionResponse itsVersion = version;
        Eui64 itself = node;
        cancel();
        if (itsVersion != null && itself != null) {
            outcome.onUp(new Adapter(itsVersion, itself, network));
        }
    }

    // ---- steps ----

    private <A extends MtMessage> void ask(MtMessage request, Class<A> expected, Consumer<A> next) {
        ask(request, expected, ATTEMPTS, next);
    }

    private <A extends MtMessage> void ask(MtMessage request, Class<A> expected, int attempts, Consumer<A> next) {
        requests.ask(request, ANSWER_MILLIS, answer -> {
            if (!running) {
                return;
            }
            if (expected.isInstance(answer)) {
                next.accept(expected.cast(answer));
            } else if (answer == null && attempts > 1) {
                ask(request, expected, attempts - 1, next); // lost on the line, one way or the other
            } else {
                failed("the adapter " + (answer == null ? "does not answer " : "does not know ") + request.id());
            }
        });
    }

    private void after(long millis, Runnable next) {
        stopTimer();
        timer = radio.loop().schedule(next, millis, TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void failed(String reason) {
        if (running) {
            cancel();
            outcome.onFailed(reason);
        }
    }

    /** How it ends. */
    interface Outcome {
        void onUp(Adapter adapter);

        /** A sentence for people. */
        void onFailed(String reason);
    }
}
