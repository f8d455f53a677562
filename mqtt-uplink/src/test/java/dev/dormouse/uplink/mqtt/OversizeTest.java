package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import org.junit.jupiter.api.Test;

/** Servers that send more than we take: those of MQTT 3.1.1 cannot be told (MQTT 5 §3.1.2.11.4). */
class OversizeTest {
    private static final int LARGEST = 256 * 1024;
    private static final String TOPIC = "000174";

    private final Scene scene = new Scene();

    private static String packet(String type, String head, int remaining) {
        String length = String.format(
                "%02x%02x%02x", (remaining & 0x7F) | 0x80, ((remaining >> 7) & 0x7F) | 0x80, remaining >> 14);
        return type + length + head + "78".repeat(remaining - head.length() / 2);
    }

    private Scene isConnectedIn311() {
        scene.sessionConnectsForLong().serverAccepts();
        scene.serverSays("20020001").serverAccepts();
        return scene.serverSays(Scene.CONNACK_311).sessionHears(new FromBroker.Connected(false));
    }

    @Test
    void acknowledgesAndDropsWhatIsTooLarge() {
        isConnectedIn311()
                .serverSays(packet("30", TOPIC, LARGEST + 1))
                .serverSays(packet("32", TOPIC + "0001", LARGEST + 1))
                .serverHears("40020001")
                .serverSays(packet("34", TOPIC + "0002", 900_000))
                .serverHears("50020002")
                .sessionHearsNothing()
                .serverSays("62020002")
                .sessionHears(new FromBroker.PublishRelease(2))
                .sessionSays(new ToBroker.PublishComplete(2))
                .serverHears("70020002")
                .serverSays("30040001" + "7478")
                .sessionHears(new FromBroker.Publish(0, "t", Bytes.ofUtf8("x"), Qos.AT_MOST_ONCE, false, false))
                .serverSeesNoEnd();
        assertEquals(3, scene.uplinks.dropped());
    }

    @Test
    void takesWhatIsJustNotTooLarge() {
        isConnectedIn311()
                .serverSays(packet("30", TOPIC, LARGEST))
                .sessionHears(new FromBroker.Publish(
                        0, "t", Bytes.ofUtf8("x".repeat(LARGEST - 3)), Qos.AT_MOST_ONCE, false, false));
        assertEquals(0, scene.uplinks.dropped());
    }

    @Test
    void breaksOffWhereAPacketIsBeyondAllMeasure() {
        isConnectedIn311()
                .serverSays(packet("32", TOPIC + "0001", (1 << 20) + 1))
                .sessionIsInterrupted()
                .serverSeesTheEnd();
    }
}
