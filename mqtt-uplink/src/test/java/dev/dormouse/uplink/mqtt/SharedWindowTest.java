package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.shared.SharedUplinks;
import dev.dormouse.uplink.stored.MessageStore;
import dev.dormouse.uplink.stored.StoredLimits;
import dev.dormouse.uplink.stored.StoredMessage;
import dev.dormouse.uplink.stored.StoredUplinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server's Receive Maximum (MQTT 5 §4.9) where many clients share it, down to the octets. */
class SharedWindowTest {
    private static final String ACCEPTED_WITH_RECEIVE_MAXIMUM_2 = "2006000003210002";

    private final Scene scene = new Scene();
    private final SharedUplinks shared = new SharedUplinks(
            scene.uplinks,
            List.of(scene.loop()),
            "gw",
            Duration.ofDays(7),
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
            SharedUplinks.Overlaps.TOLD_APART);
    private final StoredUplinks uplinks = new StoredUplinks(
            shared,
            new QuickDisk(),
            new StoredLimits(100, 10_000, 1_000_000),
            InstantSource.system(),
            topic -> Duration.ZERO,
            shared::resume);

    private Uplink connected(String name) {
        List<FromBroker> heard = new ArrayList<>();
        Uplink uplink = uplinks.open(new ClientId(name), scene.loop(), heard::add);
        uplink.send(new ToBroker.Connect(false, Duration.ofDays(7), null));
        settle();
        assertTrue(heard.remove(0) instanceof FromBroker.Connected);
        return uplink;
    }

    private void settle() {
        scene.after(Duration.ofMillis(1));
    }

    /** Publishes at QoS 2; returns the packet identifier that the server sees, in hexadecimal digits. */
    private String publishes(Uplink client) {
        client.send(Scene.publish(client.suggestPacketId(), Qos.EXACTLY_ONCE));
        settle();
        String heard = scene.serverHears();
        assertEquals("3407000174", heard.substring(0, 10));
        return heard.substring(10, 14);
    }

    @Test
    void clientsThatStopBeforePubrelKeepNobodyFromPublishing() {
        uplinks.start();
        settle();
        scene.serverAccepts();
        scene.serverSays(ACCEPTED_WITH_RECEIVE_MAXIMUM_2);
        String one = publishes(connected("a"));
        String other = publishes(connected("b"));
        connected("c").send(Scene.publish(1, Qos.AT_LEAST_ONCE));
        settle();
        scene.serverHearsNothing();
        scene.serverSays("5002" + one).serverHears("6202" + one);
        scene.serverSays("5002" + other).serverHears("6202" + other).serverHearsNothing();
        scene.serverSays("7002" + one);
        assertEquals("3207000174", scene.serverHears().substring(0, 10));
    }

    /** Everything is on the disk at once, and never read. */
    private static final class QuickDisk implements MessageStore {
        @Override
        public void put(ClientId client, StoredMessage message, Runnable whenDurable) {
            whenDurable.run();
        }

        @Override
        public void take(ClientId client, long number) {}

        @Override
        public void hold(ClientId client, int packetId) {}

        @Override
        public void letGo(ClientId client, int packetId, Runnable whenDurable) {
            whenDurable.run();
        }

        @Override
        public void received(ClientId client, int packetId, Runnable whenDurable) {
            whenDurable.run();
        }

        @Override
        public void completed(ClientId client, int packetId) {}

        @Override
        public void closed(ClientId client, int packetId) {}
    }
}
