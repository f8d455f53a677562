package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ordinary life of an uplink, with a real server at the far end. */
class MosquittoTest {
    private static Mosquitto mosquitto;
    private static EventLoopGroup loops;
    private static MqttUplinks uplinks;

    @BeforeAll
    static void start(@TempDir Path directory) {
        mosquitto = Mosquitto.open(directory);
        loops = new MultiThreadIoEventLoopGroup(
                1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        uplinks = new MqttUplinks(
                UplinkOptions.to(ServerAddress.parse("mqtt://localhost:" + mosquitto.port())), loops.next());
    }

    @AfterAll
    static void stop() {
        uplinks.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        mosquitto.close();
    }

    private static RecordingSession session(String client) {
        return new RecordingSession(uplinks, client, loops.next());
    }

    @Test
    void publishesAndSubscribesAtQos1() {
        RecordingSession session = session("qos1").connects();
        assertEquals(new FromBroker.Connected(false), session.hears());
        session.says(new ToBroker.Subscribe(1, "one/#", Qos.AT_LEAST_ONCE));
        assertEquals(new FromBroker.SubscribeAck(1, ReasonCode.GRANTED_QOS_1), session.hears());
        Bytes payload = Bytes.ofUtf8("21.5");
        session.says(new ToBroker.Publish(2, "one/a", payload, Qos.AT_LEAST_ONCE, false, false));
        FromBroker.Publish publish = session.hears(FromBroker.Publish.class);
        assertEquals("one/a", publish.topic());
        assertEquals(payload, publish.payload());
        session.says(new ToBroker.PublishAck(publish.packetId()));
        session.says(new ToBroker.Unsubscribe(3, "one/#"));
        assertEquals(new FromBroker.UnsubscribeAck(3), session.hears(FromBroker.UnsubscribeAck.class));
        session.says(new ToBroker.Disconnect(null));
    }

    @Test
    void carriesMessagesWithoutASession() {
        RecordingSession session = session("listener").connects();
        session.says(new ToBroker.Subscribe(1, "sessionless", Qos.AT_MOST_ONCE));
        session.hears(FromBroker.SubscribeAck.class);
        uplinks.sessionless()
                .send(new ToBroker.Publish(0, "sessionless", Bytes.of((byte) 7), Qos.AT_MOST_ONCE, false, false));
        assertEquals(Bytes.of((byte) 7), session.hears(FromBroker.Publish.class).payload());
    }
}
