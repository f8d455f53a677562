package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.SessionChange.Alias;
import dev.dormouse.gateway.store.SessionChange.DeliveryClosed;
import dev.dormouse.gateway.store.SessionChange.DeliveryOpened;
import dev.dormouse.gateway.store.SessionChange.ExchangeClosed;
import dev.dormouse.gateway.store.SessionChange.ExchangeOpened;
import dev.dormouse.gateway.store.SessionChange.MessageKept;
import dev.dormouse.gateway.store.SessionChange.MessageTaken;
import dev.dormouse.gateway.store.SessionChange.Progress;
import dev.dormouse.gateway.store.SessionChange.PublicationClosed;
import dev.dormouse.gateway.store.SessionChange.PublicationReceived;
import dev.dormouse.gateway.store.SessionChange.ReceiptHeld;
import dev.dormouse.gateway.store.SessionChange.ReceiptReleased;
import dev.dormouse.gateway.store.SessionChange.Stage;
import dev.dormouse.gateway.store.SessionChange.Standing;
import dev.dormouse.gateway.store.SessionChange.Subscribed;
import dev.dormouse.gateway.store.SessionChange.Unsubscribed;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Will;
import dev.dormouse.uplink.stored.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes as entries of a sorted map. A key is the client id, U+0000 (which no client id holds), a letter for the kind, and what
 * tells several of a kind apart; so a client's entries stand together. A value begins with the version of this format.
 */
final class StoredForm {
    static final int VERSION = 1;
    private static final char END_OF_ID = '\0';

    private static final char STANDING = 'h';
    private static final char ALIAS = 'a';
    private static final char SUBSCRIPTION = 's';
    private static final char WILL = 'w';
    private static final char EXCHANGE = 'x';
    private static final char DELIVERY = 'd';
    private static final char MESSAGE = 'm';
    private static final char RECEIPT = 'r';
    private static final char PUBLICATION = 'p';

    private StoredForm() {}

    /** The first key that a client can have. */
    static String firstKey(ClientId client) {
        return client.text() + END_OF_ID;
    }

    /** Behind every key that a client can have. */
    static String lastKey(ClientId client) {
        return client.text() + (char) (END_OF_ID + 1);
    }

    static boolean belongsTo(ClientId client, String key) {
        return key.length() > client.text().length()
                && key.charAt(client.text().length()) == END_OF_ID
                && key.startsWith(client.text());
    }

    static ClientId clientOf(String key) throws UnreadableException {
        int end = key.indexOf(END_OF_ID);
        if (end < 1 || end + 1 >= key.length()) {
            throw new UnreadableException("a key without a client id");
        }
        return new ClientId(key.substring(0, end));
    }

    /** What a change is about: the key of its entry. */
    static String key(ClientId client, SessionChange change) {
        return firstKey(client) + kindAndWhich(change);
    }

    private static String kindAndWhich(SessionChange change) {
        if (change instanceof Standing) {
            return String.valueOf(STANDING);
        } else if (change instanceof Alias alias) {
            return ALIAS + String.valueOf(alias.number());
        } else if (change instanceof Subscribed subscribed) {
            return SUBSCRIPTION + subscribed.filter();
        } else if (change instanceof Unsubscribed unsubscribed) {
            return SUBSCRIPTION + unsubscribed.filter();
        } else if (change instanceof SessionChange.Will) {
            return String.valueOf(WILL);
        } else if (change instanceof ExchangeOpened exchange) {
            return EXCHANGE + String.valueOf(exchange.packetId());
        } else if (change instanceof ExchangeClosed closed) {
            return EXCHANGE + String.valueOf(closed.packetId());
        } else if (change instanceof DeliveryOpened delivery) {
            return DELIVERY + String.valueOf(delivery.packetId());
        } else if (change instanceof DeliveryClosed closed) {
            return DELIVERY + String.valueOf(closed.packetId());
        } else if (change instanceof MessageKept kept) {
            return MESSAGE + String.valueOf(kept.message().number());
        } else if (change instanceof MessageTaken taken) {
            return MESSAGE + String.valueOf(taken.number());
        } else if (change instanceof PublicationReceived received) {
            return PUBLICATION + String.valueOf(received.packetId());
        } else if (change instanceof PublicationClosed closed) {
            return PUBLICATION + String.valueOf(closed.packetId());
        } else if (change instanceof ReceiptHeld held) {
            return RECEIPT + String.valueOf(held.packetId());
        }
        return RECEIPT + String.valueOf(((ReceiptReleased) change).packetId());
    }

    /** The value of a change's entry; null: the entry is to be taken away. */
    static @Nullable Bytes value(SessionChange change) {
        if (change instanceof Standing standing) {
            return write(standing);
        } else if (change instanceof Alias alias) {
            return write(alias);
        } else if (change instanceof Subscribed subscribed) {
            return write(subscribed);
        } else if (change instanceof SessionChange.Will will) {
            return will.will() == null ? null : write(will.will());
        } else if (change instanceof ExchangeOpened exchange) {
            return write(exchange);
        } else if (change instanceof DeliveryOpened delivery) {
            return write(delivery);
        } else if (change instanceof MessageKept kept) {
            return write(kept.message());
        } else if (change instanceof ReceiptHeld held) {
            return begin().number(held.packetId()).toBytes();
        } else if (change instanceof PublicationReceived received) {
            return begin().number(received.packetId())
                    .flag(received.completed())
                    .toBytes();
        }
        return null; // Unsubscribed, closed, taken, released.
    }

    static SessionChange read(String key, byte[] value) throws UnreadableException {
        OctetReader in = new OctetReader(value);
        int version = in.octet();
        if (version != VERSION) {
            throw new UnreadableException("version " + version + " of the format, where this program knows " + VERSION);
        }
        int kind = key.charAt(key.indexOf(END_OF_ID) + 1);
        SessionChange change =
                switch (kind) {
                    case STANDING -> readStanding(in);
                    case ALIAS -> new Alias(in.number(1, 0xFFFE), in.text(), in.number(-1, Integer.MAX_VALUE));
                    case SUBSCRIPTION -> new Subscribed(in.text(), readTopic(in), readQos(in));
                    case WILL -> new SessionChange.Will(new Will(in.text(), in.octets(), readQos(in), in.flag()));
                    case EXCHANGE -> new ExchangeOpened(in.number(0, 0xFFFF), in.number(1, 0xFFFF), readTopic(in));
                    case DELIVERY -> readDelivery(in);
                    case MESSAGE -> readMessage(in);
                    case RECEIPT -> new ReceiptHeld(in.number(1, 0xFFFF));
                    case PUBLICATION -> new PublicationReceived(in.number(1, 0xFFFF), in.flag());
                    default -> throw new UnreadableException("an entry of kind " + kind);
                };
        in.end();
        return change;
    }

    private static OctetWriter begin() {
        return new OctetWriter().octet(VERSION);
    }

    // ---- how the session stands ----

    private static Bytes write(Standing standing) {
        OctetWriter out = begin().flag(standing.persistent())
                .number(standing.connection())
                .number(standing.keepAlive().toMillis())
                .octet(code(standing.stage()))
                .number(standing.promised().toMillis())
                .number(standing.until().toEpochMilli())
                .flag(standing.binding() != null);
        Binding binding = standing.binding();
        return binding == null
                ? out.toBytes()
                : out.text(binding.link()).text(binding.address()).toBytes();
    }

    private static Standing readStanding(OctetReader in) throws UnreadableException {
        return new Standing(
                in.flag(),
                in.number(0, Integer.MAX_VALUE),
                Duration.ofMillis(in.number()),
                stage(in.octet()),
                Duration.ofMillis(in.number()),
                Instant.ofEpochMilli(in.number()),
                in.flag() ? new Binding(in.text(), in.text()) : null);
    }

    private static int code(Stage stage) {
        return switch (stage) {
            case AWAY -> 0;
            case ACTIVE -> 1;
            case ASLEEP -> 2;
        };
    }

    private static Stage stage(int code) throws UnreadableException {
        return switch (code) {
            case 0 -> Stage.AWAY;
            case 1 -> Stage.ACTIVE;
            case 2 -> Stage.ASLEEP;
            default -> throw new UnreadableException("a session in state " + code);
        };
    }

    // ---- the tables ----

    private static Bytes write(Alias alias) {
        return begin().number(alias.number())
                .text(alias.name())
                .number(alias.knownIn())
                .toBytes();
    }

    private static Bytes write(Subscribed subscribed) {
        OctetWriter out = begin().text(subscribed.filter());
        return topic(out, subscribed.form()).octet(subscribed.qos().level()).toBytes();
    }

    private static Bytes write(Will will) {
        return begin().text(will.topic())
                .octets(will.payload())
                .octet(will.qos().level())
                .flag(will.retain())
                .toBytes();
    }

    private static Bytes write(ExchangeOpened exchange) {
        OctetWriter out = begin().number(exchange.packetId()).number(exchange.upstreamId());
        return topic(out, exchange.topic()).toBytes();
    }

    private static Bytes write(DeliveryOpened delivery) {
        return begin().number(delivery.packetId())
                .number(delivery.upstreamId())
                .octet(code(delivery.progress()))
                .text(delivery.topic())
                .octets(delivery.payload())
                .flag(delivery.retain())
                .toBytes();
    }

    private static DeliveryOpened readDelivery(OctetReader in) throws UnreadableException {
        return new DeliveryOpened(
                in.number(1, 0xFFFF), in.number(0, 0xFFFF), progress(in.octet()), in.text(), in.octets(), in.flag());
    }

    private static int code(Progress progress) {
        return switch (progress) {
            case SENT -> 0;
            case RECEIVED -> 1;
            case COMPLETED -> 2;
        };
    }

    private static Progress progress(int code) throws UnreadableException {
        return switch (code) {
            case 0 -> Progress.SENT;
            case 1 -> Progress.RECEIVED;
            case 2 -> Progress.COMPLETED;
            default -> throw new UnreadableException("a delivery in state " + code);
        };
    }

    private static Bytes write(StoredMessage message) {
        OctetWriter out = begin().number(message.number())
                .number(message.packetId())
                .text(message.topic())
                .octets(message.payload())
                .octet(message.qos().level())
                .flag(message.retain())
                .flag(message.expiresAt() != null);
        Instant expiresAt = message.expiresAt();
        return expiresAt == null
                ? out.toBytes()
                : out.number(expiresAt.toEpochMilli()).toBytes();
    }

    private static MessageKept readMessage(OctetReader in) throws UnreadableException {
        return new MessageKept(new StoredMessage(
                in.number(),
                in.number(0, 0xFFFF),
                in.text(),
                in.octets(),
                readQos(in),
                in.flag(),
                in.flag() ? Instant.ofEpochMilli(in.number()) : null));
    }

    private static Qos readQos(OctetReader in) throws UnreadableException {
        int level = in.octet();
        if (level > Qos.EXACTLY_ONCE.level()) {
            throw new UnreadableException("QoS " + level);
        }
        return Qos.of(level);
    }

    // ---- topics ----

    private static OctetWriter topic(OctetWriter out, TopicRef topic) {
        if (topic instanceof TopicRef.Alias alias) {
            return out.octet(0).number(alias.value());
        } else if (topic instanceof TopicRef.Predefined predefined) {
            return out.octet(1).number(predefined.value());
        } else if (topic instanceof TopicRef.Name name) {
            return out.octet(2).octets(name.octets());
        } else if (topic instanceof TopicRef.ShortName shortName) {
            return out.octet(3).octets(shortName.octets());
        }
        return out.octet(4).number(((TopicRef.Reserved) topic).value());
    }

    private static TopicRef readTopic(OctetReader in) throws UnreadableException {
        int kind = in.octet();
        return switch (kind) {
            case 0 -> new TopicRef.Alias(in.number(0, 0xFFFF));
            case 1 -> new TopicRef.Predefined(in.number(0, 0xFFFF));
            case 2 -> new TopicRef.Name(in.octets());
            case 3 -> readShortName(in);
            case 4 -> new TopicRef.Reserved(in.number(0, 0xFFFF));
            default -> throw new UnreadableException("a topic of kind " + kind);
        };
    }

    private static TopicRef readShortName(OctetReader in) throws UnreadableException {
        Bytes octets = in.octets();
        if (octets.length() != 2) {
            throw new UnreadableException("a short topic name of " + octets.length() + " octets");
        }
        return new TopicRef.ShortName(octets);
    }
}
