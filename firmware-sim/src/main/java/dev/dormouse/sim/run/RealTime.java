package dev.dormouse.sim.run;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.link.DonglePorts;
import dev.dormouse.sim.link.Ports;
import dev.dormouse.sim.link.SharedPorts;
import dev.dormouse.sim.link.Sockets;
import dev.dormouse.sim.link.UdpPorts;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a fleet over sockets: one thread per core, each with its own clock, driven by the time of the computer. */
public final class RealTime implements AutoCloseable {
    private static final long TICK_MICROS = 1000;

    private final EventLoopGroup loops;
    private final List<Share> shares = new ArrayList<>();
    private final Map<String, DonglePorts> dongles = new LinkedHashMap<>();
    private final long startedAt = System.nanoTime();
    private final double speed;

    /** What one thread runs. */
    private static final class Share {
        final EventLoop loop;
        final Clock clock = new Clock();
        final Fleet fleet;

        @Nullable
        Future<?> ticking;

        Share(EventLoop loop, Function<Share, Fleet> maker) {
            this.loop = loop;
            this.fleet = maker.apply(this);
        }
    }

    /**
     * Makes the devices and opens their sockets.
     *
     * @param speed how many times faster than the computer's the devices' clocks run
     * @param news hears what dongles have to tell; from any thread
     */
    public RealTime(
            FleetPlan plan,
            InetSocketAddress gateway,
            Witness witness,
            FarEnd farEnd,
            double speed,
            int threads,
            long seed,
            Consumer<String> news) {
        this.speed = speed;
        this.loops = Sockets.loops(threads);
        for (int i = 0; i < threads; i++) {
            EventLoop loop = loops.next();
            int place = i;
            shares.add(onLoop(
                    loop,
                    () -> new Share(
                            loop,
                            share -> new Fleet(
                                    plan,
                                    share.clock,
                                    place,
                                    threads,
                                    group -> new Unit.Surroundings(
                                            share.clock,
                                            ports(plan.groups().get(group).link(), share, gateway, seed, news),
                                            witness,
                                            farEnd),
                                    seed))));
        }
    }

    private Ports ports(LinkPlan link, Share share, InetSocketAddress gateway, long seed, Consumer<String> news) {
        Runnable onRead = () -> share.clock.tell(now());
        Carrier carrier = link.carrier();
        if (carrier instanceof Carrier.RadioDongle dongle) {
            return dongles.computeIfAbsent(link.name(), name -> new DonglePorts(name, dongle, seed, news))
                    .on(share.loop, onRead);
        }
        return carrier instanceof Carrier.SharedSockets shared
                ? new SharedPorts(share.loop, gateway, shared.devicesPerSocket(), onRead)
                : new UdpPorts(share.loop, gateway, onRead);
    }

    /** Microseconds of the devices' time since the start. */
    public long now() {
        return Math.round((System.nanoTime() - startedAt) / 1000.0 * speed);
    }

    /**
     * Plugs the dongles in and switches the devices on.
     *
     * @throws IOException if a dongle's device cannot be made
     */
    public void begin() throws IOException {
        for (DonglePorts dongle : dongles.values()) {
            dongle.plugIn();
        }
        each(share -> {
            share.clock.tell(now());
            share.fleet.begin();
            share.ticking = share.loop.scheduleAtFixedRate(
                    () -> share.clock.advanceTo(now()), TICK_MICROS, TICK_MICROS, TimeUnit.MICROSECONDS);
        });
    }

    /**
     * See {@link Fleet#drain}.
     *
     * @throws IOException if a dongle has gone
     */
    public void drain() throws IOException {
        for (DonglePorts dongle : dongles.values()) {
            IOException failure = dongle.failure();
            if (failure != null) {
                throw failure;
            }
        }
        each(share -> share.fleet.drain());
    }

    /** See {@link Fleet#idle}. */
    public boolean idle() {
        boolean[] idle = {true};
        each(share -> idle[0] &= share.fleet.idle());
        return idle[0];
    }

    /** Lets the devices say farewell. */
    public void end() {
        each(share -> share.fleet.end());
    }

    /** Whether something has ended before its time; {@link #drain} says what. */
    public boolean failed() {
        return dongles.values().stream().anyMatch(dongle -> dongle.failure() != null)
                || shares.stream().anyMatch(share -> share.ticking != null && share.ticking.isDone());
    }

    private void each(Consumer<Share> action) {
        for (Share share : shares) {
            onLoop(share.loop, () -> {
                Future<?> ticking = share.ticking;
                if (ticking != null && ticking.isDone()) {
                    throw new IllegalStateException("a device has failed", ticking.cause());
                }
                action.accept(share);
                return true;
            });
        }
    }

    private static <T> T onLoop(EventLoop loop, Callable<T> task) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return task.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        loop)
                .join();
    }

    @Override
    public void close() {
        dongles.values().forEach(DonglePorts::close);
        each(share -> share.fleet.close());
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
