package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** TLS over another endpoint: ready when the server has proved who it is. */
final class SecuredEndpoint implements Endpoint {
    private final Endpoint carrier;
    private final SslContext context;
    private final String serverName;
    private final int port;
    private final long timeoutMillis;

    /**
     * TLS for a server.
     *
     * @throws IllegalArgumentException if a file cannot be used; the message names it
     */
    SecuredEndpoint(Endpoint carrier, ServerAddress server, TlsOptions options, Duration timeout) {
        this.carrier = carrier;
        this.context = context(options);
        this.serverName = server.host();
        this.port = server.port();
        this.timeoutMillis = timeout.toMillis();
    }

    private static SslContext context(TlsOptions options) {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        builder.endpointIdentificationAlgorithm(
                options.hostNameCheck() == TlsOptions.HostNameCheck.ON ? "HTTPS" : null);
        if (options.authorities() != null) {
            try {
                builder.trustManager(options.authorities().toFile());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the authorities in " + options.authorities() + " are no PEM certificates", e);
            }
        }
        TlsOptions.Identity identity = options.identity();
        if (identity != null) {
            try {
                builder.keyManager(
                        identity.certificate().toFile(), identity.key().toFile());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the client certificate " + identity.certificate() + " with key " + identity.key()
                                + " is not a PEM certificate with an unencrypted PKCS#8 key",
                        e);
            }
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public Future<Channel> open(EventLoop loop, ChannelHandler mqtt) {
        Promise<Channel> ready = loop.newPromise();
        Future<Channel> carried = carrier.open(loop, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler tls = context.newHandler(channel.alloc(), serverName, port);
                tls.setHandshakeTimeoutMillis(timeoutMillis);
                tls.handshakeFuture().addListener((Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        ready.trySuccess(channel);
                    } else {
                        ready.tryFailure(done.cause());
                    }
                });
                channel.pipeline().addLast(tls, mqtt);
            }
        });
        Layers.join(carried, ready);
        return ready;
    }
}
