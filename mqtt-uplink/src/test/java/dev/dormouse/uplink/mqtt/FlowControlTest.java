package dev.dormouse.uplink.mqtt;

import static dev.dormouse.uplink.Qos.AT_LEAST_ONCE;
import static dev.dormouse.uplink.Qos.AT_MOST_ONCE;
import static dev.dormouse.uplink.Qos.EXACTLY_ONCE;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import org.junit.jupiter.api.Test;

/** The limits in the server's CONNACK (MQTT 5 §3.2.2.3) are kept. */
class FlowControlTest {
    private static final String RECEIVE_MAXIMUM_1 = "210001";
    private static final String MAXIMUM_QOS_0 = "2400";
    private static final String NO_RETAIN = "2500";
    private static final String MAXIMUM_PACKET_20 = "2700000014";

    private final Scene scene = new Scene();

    @Test
    void holdsPublishesBackBeyondTheReceiveMaximum() {
        scene.isConnectedWith(RECEIVE_MAXIMUM_1)
                .sessionSays(Scene.publish(1, AT_LEAST_ONCE))
                .sessionSays(Scene.publish(2, EXACTLY_ONCE))
                .sessionSays(Scene.publish(3, AT_LEAST_ONCE))
                .sessionSays(Scene.publish(0, AT_MOST_ONCE))
                .serverHears("320700017400010078")
                .serverHears("30050001740078")
                .serverHearsNothing()
                .serverSays("40020001")
                .serverHears("340700017400020078")
                .serverHearsNothing()
                .serverSays("50020002")
                .sessionSays(new ToBroker.PublishRelease(2))
                .serverHears("62020002")
                .serverHearsNothing()
                .serverSays("70020002")
                .serverHears("320700017400030078");
    }

    @Test
    void aRefusedPublishGivesItsPlaceFree() {
        scene.isConnectedWith(RECEIVE_MAXIMUM_1)
                .sessionSays(Scene.publish(1, EXACTLY_ONCE))
                .sessionSays(Scene.publish(2, EXACTLY_ONCE))
                .serverHears("340700017400010078")
                .serverSays("5004000197" + "00")
                .sessionHears(new FromBroker.PublishReceived(1, ReasonCode.QUOTA_EXCEEDED))
                .serverHears("340700017400020078");
    }

    @Test
    void refusesAQosAboveTheServersMaximum() {
        scene.isConnectedWith(MAXIMUM_QOS_0)
                .sessionSays(Scene.publish(1, AT_LEAST_ONCE))
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.QOS_NOT_SUPPORTED))
                .sessionSays(Scene.publish(2, EXACTLY_ONCE))
                .sessionHears(new FromBroker.PublishReceived(2, ReasonCode.QOS_NOT_SUPPORTED))
                .serverHearsNothing()
                .sessionSays(Scene.publish(0, AT_MOST_ONCE))
                .serverHears("30050001740078");
    }

    @Test
    void refusesRetainedMessagesWhereTheServerKeepsNone() {
        scene.isConnectedWith(NO_RETAIN)
                .sessionSays(new ToBroker.Publish(1, "t", Bytes.EMPTY, AT_LEAST_ONCE, true, false))
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.RETAIN_NOT_SUPPORTED))
                .serverHearsNothing();
    }

    @Test
    void refusesPacketsLargerThanTheServersMaximum() {
        // Two octets of fixed header, three of topic, two of packet identifier, one of properties: 12 are left.
        scene.isConnectedWith(MAXIMUM_PACKET_20)
                .sessionSays(payload(1, 13))
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.PACKET_TOO_LARGE))
                .sessionSays(payload(2, 12))
                .serverHears("321200017400020" + "0" + "00".repeat(12))
                .sessionSays(new ToBroker.Subscribe(3, "a".repeat(13), AT_LEAST_ONCE))
                .sessionHears(new FromBroker.SubscribeAck(3, ReasonCode.PACKET_TOO_LARGE))
                .serverHearsNothing();
    }

    private static ToBroker payload(int packetId, int length) {
        return new ToBroker.Publish(packetId, "t", Bytes.of(new byte[length]), AT_LEAST_ONCE, false, false);
    }

    @Test
    void refusesTopicNamesThatWouldEndTheConnection() {
        scene.isConnected()
                .sessionSays(new ToBroker.Publish(1, "a/#", Bytes.EMPTY, AT_LEAST_ONCE, false, false))
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.TOPIC_NAME_INVALID))
                .serverSeesNoEnd();
    }

    @Test
    void handsOnWhatTheServerPublishesAndTheAnswers() {
        scene.isConnected()
                .serverSays("3d0700017400070078")
                .sessionHears(new FromBroker.Publish(7, "t", Bytes.ofUtf8("x"), Qos.EXACTLY_ONCE, true, true))
                .sessionSays(new ToBroker.PublishReceived(7))
                .serverHears("50020007")
                .serverSays("62020007")
                .sessionHears(new FromBroker.PublishRelease(7))
                .sessionSays(new ToBroker.PublishComplete(7))
                .serverHears("70020007")
                .serverSays("30050001740078")
                .sessionHears(new FromBroker.Publish(0, "t", Bytes.ofUtf8("x"), AT_MOST_ONCE, false, false));
    }

    @Test
    void handsOnReasons() {
        scene.isConnected()
                .sessionSays(Scene.publish(1, AT_LEAST_ONCE))
                .serverSays("40040001" + "1000")
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.NO_MATCHING_SUBSCRIBERS))
                .sessionSays(new ToBroker.Subscribe(2, "f", AT_LEAST_ONCE))
                .serverSays("9004000200" + "87")
                .sessionHears(new FromBroker.SubscribeAck(2, ReasonCode.NOT_AUTHORIZED));
    }
}
