package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** Ties the opening of a layered path to that of the one it is layered on. */
final class Layers {
    private Layers() {}

    /** The upper one fails with the lower one, and gives it up when it is given up itself. */
    static void join(Future<Channel> lower, Promise<Channel> upper) {
        lower.addListener((Future<Channel> done) -> {
            if (!done.isSuccess()) {
                upper.tryFailure(done.cause());
            }
        });
        giveUpWith(upper, lower);
    }

    /** Gives the inner one up when the outer one is given up. */
    static void giveUpWith(Future<Channel> outer, Future<Channel> inner) {
        outer.addListener((Future<Channel> done) -> {
            if (done.isCancelled()) {
                inner.cancel(false);
            }
        });
    }
}
