package dev.dormouse.sim.shell;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.device.Device;
import dev.dormouse.sim.device.DeviceListener;
import dev.dormouse.sim.device.DeviceSetup;
import dev.dormouse.sim.device.Radio;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.link.Datagrams;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.link.Sockets;
import dev.dormouse.sim.link.UdpPorts;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One device with a socket of its own, in real time. */
final class Handset implements Radio, AutoCloseable {
    private final EventLoopGroup loops = Sockets.loops(1);
    private final EventLoop loop = loops.next();
    private final long begun = System.nanoTime();
    private final Observer observer;
    private final Device device;
    private final Port port;
    private @Nullable Future<?> alarm;

    /** Sees what the device does; called on its loop. */
    interface Observer extends DeviceListener {
        /** A datagram goes up or has come down. */
        void datagram(boolean up, V12Packet packet, byte[] octets, long now);

        /** The device has taken a packet. */
        void heard(V12Packet packet, Device device);

        /** The device has done what was due or asked. */
        void settled(Device device);
    }

    Handset(DeviceSetup setup, InetSocketAddress gateway, Observer observer) {
        this.observer = observer;
        this.device =
                new Device(setup, this, observer, ThreadLocalRandom.current().nextLong());
        this.port = onLoop(() -> new UdpPorts(loop, gateway, () -> {}).open(0, this::hear));
    }

    /** Has the device do something and tells what came of it at once. */
    <T> T with(Function<Device, T> action) {
        return onLoop(() -> {
            T result = action.apply(device);
            settle();
            return result;
        });
    }

    long now() {
        return (System.nanoTime() - begun) / (1_000_000_000 / Ticks.SECOND);
    }

    private void hear(byte[] datagram) {
        try {
            V12Packet packet = Datagrams.read(datagram);
            observer.datagram(false, packet, datagram, now());
            device.hear(packet, now());
            observer.heard(packet, device);
        } catch (MalformedPacketException e) {
            // What a device cannot read it has not heard.
            return;
        }
        settle();
    }

    private void settle() {
        observer.settled(device);
        Future<?> before = alarm;
        if (before != null) {
            before.cancel(false);
        }
        long due = device.nextPoll();
        alarm = due == Ticks.NEVER ? null : loop.schedule(this::poll, Math.max(0, due - now()), TimeUnit.MICROSECONDS);
    }

    private void poll() {
        device.poll(now());
        settle();
    }

    @Override
    public void send(V12Packet packet, long now) {
        byte[] datagram = Datagrams.of(packet);
        observer.datagram(true, packet, datagram, now);
        port.send(datagram);
    }

    @Override
    public void broadcast(V12Packet packet, long now) {
        send(packet, now);
    }

    private <T> T onLoop(java.util.function.Supplier<T> task) {
        return Objects.requireNonNull(CompletableFuture.supplyAsync(task, loop).join());
    }

    @Override
    public void close() {
        onLoop(() -> {
            port.close();
            return true;
        });
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
