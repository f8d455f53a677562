package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.TopicIdType;

/**
 * A topic as a device names it (1.2 §6.7).
 *
 * @param type how it is told
 * @param name its name or filter; of a predefined id the name that gateway and device agree upon, as far as it is known here
 * @param id of a predefined topic its id, of a short name its two octets, else 0
 */
public record Topic(TopicIdType type, String name, int id) {

    /** A topic whose id is to be asked for. */
    public static Topic named(String name) {
        return new Topic(TopicIdType.NORMAL, name, 0);
    }

    /** An id, 1 to 65534, that both sides know. */
    public static Topic predefined(int id, String name) {
        return new Topic(TopicIdType.PREDEFINED, name, id);
    }

    /**
     * A name of two octets.
     *
     * @throws IllegalArgumentException if it has another length
     */
    public static Topic shortName(String name) {
        Bytes octets = Bytes.ofUtf8(name);
        if (octets.length() != 2) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no short topic name: it has " + octets.length() + " octets instead of 2");
        }
        return new Topic(TopicIdType.SHORT, name, octets.at(0) << 8 | octets.at(1));
    }

    /** What stands behind the MsgId in SUBSCRIBE and UNSUBSCRIBE. */
    Bytes onTheWire() {
        return type == TopicIdType.PREDEFINED ? Bytes.of((byte) (id >> 8), (byte) id) : Bytes.ofUtf8(name);
    }

    boolean hasWildcard() {
        return name.indexOf('+') >= 0 || name.indexOf('#') >= 0;
    }
}
