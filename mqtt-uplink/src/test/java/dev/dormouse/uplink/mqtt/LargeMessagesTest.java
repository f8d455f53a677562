package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.embedded.BrokerOptions;
import dev.dormouse.uplink.embedded.CompositeIoHandler;
import dev.dormouse.uplink.embedded.EmbeddedBroker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages in the embedded broker that are larger than its clients in the same VM take. */
class LargeMessagesTest {
    private static final int WINDOW = 4;
    private static final int OUR_LARGEST = 1024;

    @Test
    void takeNoPlaceInTheWindowForGood(@TempDir Path directory) throws Exception {
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, CompositeIoHandler.factory(NioIoHandler.newFactory()));
        UplinkOptions options = UplinkOptions.to(ServerAddress.parse("mqtt://embedded"))
                .with(new UplinkOptions.Limits(WINDOW, OUR_LARGEST, 1024));
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(BrokerOptions.in(directory).withTcp(null));
                MqttUplinks uplinks =
                        new MqttUplinks(options, group.next(), new LocalEndpoint(broker.localAddress()))) {
            RecordingSession hearer = new RecordingSession(uplinks, "hearer", group.next()).connects();
            hearer.hears(FromBroker.Connected.class);
            hearer.says(new ToBroker.Subscribe(1, "large/#", Qos.AT_LEAST_ONCE)).hears(FromBroker.SubscribeAck.class);
            RecordingSession publisher = new RecordingSession(uplinks, "publisher", group.next()).connects();
            publisher.hears(FromBroker.Connected.class);
            for (int i = 1; i <= 2 * WINDOW; i++) {
                publisher.says(publish(i, "x".repeat(2 * OUR_LARGEST))).hears(FromBroker.PublishAck.class);
            }

            publisher.says(publish(100, "small"));

            assertEquals(
                    "small", hearer.hears(FromBroker.Publish.class).payload().toUtf8());
            assertEquals(2 * WINDOW, uplinks.dropped());
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static ToBroker.Publish publish(int packetId, String text) {
        return new ToBroker.Publish(packetId, "large/message", Bytes.ofUtf8(text), Qos.AT_LEAST_ONCE, false, false);
    }
}
