package dev.dormouse.uplink.mqtt;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one host. The system's resolver blocks, so it is asked on a thread of its own and its answer kept for half a
 * minute; literal addresses and {@code localhost} (RFC 6761 §6.3) are known at once.
 */
final class HostAddresses {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String host;
    private final @Nullable List<InetAddress> literal;
    private final ExecutorService resolver;
    private volatile @Nullable Answer last;

    private record Answer(List<InetAddress> addresses, long atNanos) {}

    HostAddresses(String host) {
        this.host = host;
        this.literal = known(host);
        this.resolver = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "resolver of " + host);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static @Nullable List<InetAddress> known(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        if (address != null) {
            return List.of(address);
        }
        return host.equalsIgnoreCase("localhost") ? List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6) : null;
    }

    /** The addresses, at least one; fails with {@link UnknownHostException}. */
    Future<List<InetAddress>> resolve(EventLoop loop) {
        if (literal != null) {
            return loop.newSucceededFuture(literal);
        }
        List<InetAddress> recent = recent();
        if (recent != null) {
            return loop.newSucceededFuture(recent);
        }
        Promise<List<InetAddress>> promise = loop.newPromise();
        resolver.execute(() -> ask(promise));
        return promise;
    }

    private void ask(Promise<List<InetAddress>> promise) {
        List<InetAddress> addresses = recent();
        if (addresses == null) {
            try {
                addresses = List.of(InetAddress.getAllByName(host));
                last = new Answer(addresses, System.nanoTime());
            } catch (UnknownHostException e) {
                promise.tryFailure(e);
                return;
            }
        }
        promise.trySuccess(addresses);
    }

    private @Nullable List<InetAddress> recent() {
        Answer answer = last;
        return answer != null && System.nanoTime() - answer.atNanos() < FRESH_NANOS ? answer.addresses() : null;
    }
}
