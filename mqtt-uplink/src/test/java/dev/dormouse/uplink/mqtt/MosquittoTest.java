package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ordinary life of an uplink, with a real server at the far end. */
class MosquittoTest {
    private static final Bytes PAYLOAD = Bytes.ofUtf8("21.5");

    private Mosquitto mosquitto;
    private RealLoops loops;
    private MqttUplinks uplinks;

    @BeforeEach
    void start(@TempDir Path directory) {
        mosquitto = Mosquitto.start(
                directory,
                "allow_anonymous true\npersistence true\npersistence_location " + directory
                        + "/\nautosave_interval 3600\n");
        loops = RealLoops.best();
        uplinks = loops.uplinks(options());
    }

    private UplinkOptions options() {
        BackOff quick = new BackOff(Duration.ofMillis(50), Duration.ofMillis(200));
        return UplinkOptions.to(ServerAddress.parse("mqtt://localhost:" + mosquitto.port()))
                .with(new UplinkOptions.Timing(Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(7), quick));
    }

    @AfterEach
    void stop() {
        loops.close();
        mosquitto.close();
    }

    private RecordingSession session(String client) {
        return new RecordingSession(uplinks, client, loops.next());
    }

    /** What a careful session answers at once. */
    private static @Nullable ToBroker answer(FromBroker message) {
        if (message instanceof FromBroker.Publish publish) {
            return switch (publish.qos()) {
                case AT_MOST_ONCE -> null;
                case AT_LEAST_ONCE -> new ToBroker.PublishAck(publish.packetId());
                case EXACTLY_ONCE -> new ToBroker.PublishReceived(publish.packetId());
            };
        } else if (message instanceof FromBroker.PublishReceived received) {
            return new ToBroker.PublishRelease(received.packetId());
        } else if (message instanceof FromBroker.PublishRelease release) {
            return new ToBroker.PublishComplete(release.packetId());
        }
        return null;
    }

    private static ToBroker publish(int packetId, String topic, Qos qos) {
        return new ToBroker.Publish(packetId, topic, PAYLOAD, qos, false, false);
    }

    @Test
    void publishesAndSubscribesAtQos1() {
        RecordingSession session =
                session("one").answering(MosquittoTest::answer).connects();
        assertEquals(new FromBroker.Connected(false), session.hears());
        session.says(new ToBroker.Subscribe(1, "one/#", Qos.AT_LEAST_ONCE));
        assertEquals(new FromBroker.SubscribeAck(1, ReasonCode.GRANTED_QOS_1), session.hears());
        session.says(publish(2, "one/a", Qos.AT_LEAST_ONCE));
        FromBroker.Publish publish = session.hears(FromBroker.Publish.class);
        assertEquals("one/a", publish.topic());
        assertEquals(PAYLOAD, publish.payload());
        session.says(new ToBroker.Unsubscribe(3, "one/#"));
        assertEquals(new FromBroker.UnsubscribeAck(3), session.hears(FromBroker.UnsubscribeAck.class));
    }

    @Test
    void carriesQos2BothWays() {
        RecordingSession session =
                session("two").answering(MosquittoTest::answer).connects();
        session.says(new ToBroker.Subscribe(1, "two", Qos.EXACTLY_ONCE));
        session.says(publish(2, "two", Qos.EXACTLY_ONCE));
        assertEquals(Qos.EXACTLY_ONCE, session.hears(FromBroker.Publish.class).qos());
        session.hears(FromBroker.PublishRelease.class);
        session.says(publish(3, "two", Qos.EXACTLY_ONCE));
        session.hears(FromBroker.PublishComplete.class);
        session.hears(FromBroker.PublishRelease.class);
    }

    @Test
    void worksOnNioToo() {
        try (RealLoops nio = RealLoops.nio()) {
            RecordingSession session = nio.session(options(), "nio").connects();
            session.says(publish(1, "nio", Qos.AT_LEAST_ONCE));
            session.hears(FromBroker.PublishAck.class);
        }
    }

    @Test
    void resumesASessionWhenTheServerComesBack() {
        RecordingSession session = session("resumes").answering(MosquittoTest::answer);
        session.says(new ToBroker.Connect(false, Duration.ofDays(1), null));
        session.says(new ToBroker.Subscribe(1, "resumes", Qos.AT_LEAST_ONCE));
        session.hears(FromBroker.SubscribeAck.class);
        mosquitto.end();
        session.hears(FromBroker.Interrupted.class);
        session.says(publish(2, "resumes", Qos.AT_LEAST_ONCE));
        mosquitto.begin();
        assertEquals(new FromBroker.Connected(true), session.hears());
        assertEquals(
                "resumes", session.hears(FromBroker.Publish.class).topic(), "the subscription has survived as well");
    }

    @Test
    void lastWordsReplaceTheWill() {
        RecordingSession witness = session("witness").connects();
        witness.says(new ToBroker.Subscribe(1, "will/#", Qos.EXACTLY_ONCE)).hears(FromBroker.SubscribeAck.class);
        RecordingSession session = session("leaves");
        session.says(new ToBroker.Connect(true, Duration.ZERO, new Will("will/old", PAYLOAD, Qos.AT_MOST_ONCE, false)));
        session.hears(FromBroker.Connected.class);
        session.says(new ToBroker.Disconnect(new Will("will/new", PAYLOAD, Qos.EXACTLY_ONCE, false)));
        assertEquals("will/new", witness.hears(FromBroker.Publish.class).topic());
        // A new connection of the same client waits for the old one, so that the old Will would have been heard by now.
        session("leaves").connects().hears(FromBroker.Connected.class);
        session("third").connects().says(publish(1, "will/end", Qos.AT_LEAST_ONCE));
        assertEquals("will/end", witness.hears(FromBroker.Publish.class).topic());
    }

    @Test
    void carriesMessagesWithoutASession() {
        RecordingSession session = session("listener").connects();
        session.says(new ToBroker.Subscribe(1, "sessionless", Qos.AT_MOST_ONCE));
        session.hears(FromBroker.SubscribeAck.class);
        uplinks.sessionless().send(publish(0, "sessionless", Qos.AT_MOST_ONCE));
        assertEquals(PAYLOAD, session.hears(FromBroker.Publish.class).payload());
    }

    @Test
    void findsAServerThatIsNotThereUnavailable() {
        int nobody = Mosquitto.freePort();
        RecordingSession session = loops.session(
                        UplinkOptions.to(ServerAddress.parse("mqtt://localhost:" + nobody)), "nobody")
                .connects();
        assertEquals(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE), session.hears());
    }

    @Test
    void findsAHostWithoutAnAddressUnavailable() {
        RecordingSession session = loops.session(
                        UplinkOptions.to(ServerAddress.parse("mqtt://no-such-host.invalid")), "nowhere")
                .connects();
        assertEquals(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE), session.hears());
    }
}
