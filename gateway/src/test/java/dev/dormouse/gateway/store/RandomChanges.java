package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.SessionChange.Progress;
import dev.dormouse.gateway.store.SessionChange.Stage;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Will;
import dev.dormouse.uplink.stored.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Changes as sessions make them, from a seed. */
final class RandomChanges {
    private static final String[] NAMES = {"a", "b/c", "b", "ä/\uD83D\uDE00", "+/#", "x".repeat(300)};

    private final Random random;

    RandomChanges(long seed) {
        this.random = new Random(seed);
    }

    ClientId client() {
        String[] ids = {"a", "aa", "a\u0001", "b", "ü", "c".repeat(200)};
        return new ClientId(ids[random.nextInt(ids.length)]);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    SessionChange next() {
        return switch (random.nextInt(15)) {
            case 0 ->
                new SessionChange.Standing(
                        random.nextBoolean(),
                        random.nextInt(100),
                        Duration.ofSeconds(random.nextInt(65536)),
                        List.of(Stage.AWAY, Stage.ACTIVE, Stage.ASLEEP).get(random.nextInt(3)),
                        Duration.ofSeconds(random.nextInt(65536)),
                        Instant.ofEpochMilli(random.nextLong() >> 16),
                        random.nextBoolean() ? null : new Binding("udp", "[2001:db8::1]:" + random.nextInt(9)));
            case 1 -> new SessionChange.Alias(1 + random.nextInt(20), name(), random.nextInt(5) - 1);
            case 2 -> new SessionChange.Subscribed(name(), topic(), qos());
            case 3 -> new SessionChange.Unsubscribed(name());
            case 4 ->
                new SessionChange.Will(
                        random.nextBoolean() ? null : new Will(name(), octets(), qos(), random.nextBoolean()));
            case 5 -> new SessionChange.ExchangeOpened(random.nextInt(4), 1 + random.nextInt(65535), topic());
            case 6 ->
                new SessionChange.MessageKept(new StoredMessage(
                        1 + random.nextInt(20),
                        random.nextInt(65536),
                        name(),
                        octets(),
                        qos(),
                        random.nextBoolean(),
                        random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong() >>> 16)));
            case 7 -> new SessionChange.MessageTaken(1 + random.nextInt(20));
            case 8 -> new SessionChange.ReceiptHeld(1 + random.nextInt(5));
            case 9 -> new SessionChange.ReceiptReleased(1 + random.nextInt(5));
            case 10 -> delivery();
            case 11 -> new SessionChange.DeliveryClosed(1 + random.nextInt(4));
            case 12 -> new SessionChange.PublicationReceived(1 + random.nextInt(5), random.nextBoolean());
            case 13 -> new SessionChange.PublicationClosed(1 + random.nextInt(5));
            default -> new SessionChange.ExchangeClosed(random.nextInt(4));
        };
    }

    private SessionChange delivery() {
        Progress[] all = Progress.values();
        return new SessionChange.DeliveryOpened(
                1 + random.nextInt(4),
                random.nextInt(65536),
                all[random.nextInt(all.length)],
                name(),
                octets(),
                random.nextBoolean());
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private Qos qos() {
        return Qos.of(random.nextInt(3));
    }

    private Bytes octets() {
        byte[] octets = new byte[random.nextInt(40)];
        random.nextBytes(octets);
        return Bytes.of(octets);
    }

    private TopicRef topic() {
        return switch (random.nextInt(4)) {
            case 0 -> new TopicRef.Alias(random.nextInt(65536));
            case 1 -> new TopicRef.Predefined(random.nextInt(65536));
            case 2 -> new TopicRef.Name(octets());
            default -> new TopicRef.ShortName(Bytes.ofUtf8("xy"));
        };
    }
}
