package dev.dormouse.bench.storm;

import dev.dormouse.bench.load.EnduringDevice;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Reactor;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All devices of a storm: every other one sleeps, and half of each kind connects with a clean session. */
final class Herd implements Closeable, EnduringDevice.Witness {
    private static final int DATAGRAM_OCTETS = 2048;
    private static final long SWEEP_NANOS = 50_000_000;

    private final String prefix;
    private final List<EnduringDevice> devices = new ArrayList<>();
    private final List<BitSet> arrived = new ArrayList<>();
    private final int[] messagesFor;
    private final PerSecond refusals = new PerSecond();
    private final PerSecond farewells = new PerSecond();
    private final PerSecond connects = new PerSecond();
    private int forgottenAfterSilence;
    private int forgottenAfterFarewell;
    private long sweptAt = System.nanoTime();

    /** They connect for the first time within so many seconds. */
    Herd(Reactor reactor, InetSocketAddress gateway, String prefix, int size, int seconds) throws IOException {
        this.prefix = prefix;
        this.messagesFor = new int[size];
        ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
        long now = System.nanoTime();
        for (int number = 0; number < size; number++) {
            long first = now + seconds * 1_000_000_000L * number / size;
            EnduringDevice device =
                    new EnduringDevice(gateway, in, number, prefix, number % 4 < 2, number % 2 == 0, first, this);
            devices.add(device);
            arrived.add(new BitSet());
            reactor.whenReadable(device.channel(), device::read);
        }
        reactor.everyTurn(this::sweep);
    }

    private void sweep() throws IOException {
        long now = System.nanoTime();
        if (now - sweptAt < SWEEP_NANOS) {
            return;
        }
        sweptAt = now;
        for (EnduringDevice device : devices) {
            device.tick(now);
        }
    }

    /** A message of a device has come to the broker. */
    void onArrival(ByteBuffer payload) {
        if (payload.remaining() >= 8) {
            arrived.get(payload.getInt()).set(payload.getInt());
        }
    }

    /** One to ten messages for every fourth sleeper; how many. */
    int publishToSleepers(MqttPeer publisher, Reactor reactor) throws IOException {
        int sent = 0;
        for (int number = 0; number < devices.size(); number++) {
            if (number % 16 != 0 && number % 16 != 6) {
                continue;
            }
            for (int i = 0; i <= number / 16 % 10; i++) {
                byte[] message = EnduringDevice.message(number, messagesFor[number]);
                while (!publisher.publish(1, devices.get(number).topic(), message)) {
                    reactor.turn();
                }
                messagesFor[number]++;
                sent++;
            }
            reactor.turn();
        }
        return sent;
    }

    long ready() {
        return devices.stream().filter(EnduringDevice::isReady).count();
    }

    /** Those whose last completed dialogue was after this {@link System#nanoTime}. */
    long servedSince(long nanos) {
        return devices.stream()
                .filter(device -> device.servedAt() != 0 && device.servedAt() - nanos > 0)
                .count();
    }

    /** Messages of devices that were acknowledged, but did not come to the broker. */
    Lost lostUp() {
        Lost lost = new Lost();
        for (int number = 0; number < devices.size(); number++) {
            lost.count(number, arrived.get(number), devices.get(number).acknowledged());
        }
        return lost;
    }

    /** Messages that did not come to sleepers. */
    Lost lostDown(boolean clean) {
        Lost lost = new Lost();
        for (int number = 0; number < devices.size(); number++) {
            EnduringDevice device = devices.get(number);
            if (device.isClean() == clean) {
                lost.count(number, device.received(), messagesFor[number]);
            }
        }
        return lost;
    }

    boolean isAllThere() {
        return lostUp().isNone() && lostDown(false).isNone() && lostDown(true).isNone();
    }

    String topics() {
        return prefix + "/up/#";
    }

    PerSecond refusals() {
        return refusals;
    }

    PerSecond farewells() {
        return farewells;
    }

    PerSecond connects() {
        return connects;
    }

    @Override
    public void onRefusal() {
        refusals.count();
    }

    @Override
    public void onFarewell() {
        farewells.count();
    }

    @Override
    public void onConnect(EnduringDevice device) {
        connects.count();
        if (device.isClean()) {
            int before = messagesFor[device.number()];
            BitSet received = device.received();
            int missing = before - received.get(0, before).cardinality();
            forgottenAfterSilence += device.hasGivenUp() ? missing : 0;
            forgottenAfterFarewell += device.hasGivenUp() ? 0 : missing;
            received.set(0, before);
        }
    }

    /** Messages for clean sessions that their devices have ended: without being told to, and because they were told to. */
    String forgotten() {
        return forgottenAfterSilence + " after silence, " + forgottenAfterFarewell + " after DISCONNECT";
    }

    @Override
    public void close() throws IOException {
        for (EnduringDevice device : devices) {
            device.close();
        }
    }
}
