package dev.dormouse.uplink;

/** Quality of service of one message (MQTT 5 §4.3). */
public enum Qos {
    AT_MOST_ONCE(0),
    AT_LEAST_ONCE(1),
    EXACTLY_ONCE(2);

    private final int level;

    Qos(int level) {
        this.level = level;
    }

    /** 0, 1 or 2, as on the wire. */
    public int level() {
        return level;
    }

    /**
     * The constant for a level.
     *
     * @throws IllegalArgumentException if the level is not 0, 1 or 2
     */
    public static Qos of(int level) {
        return switch (level) {
            case 0 -> AT_MOST_ONCE;
            case 1 -> AT_LEAST_ONCE;
            case 2 -> EXACTLY_ONCE;
            default -> throw new IllegalArgumentException("no QoS " + level);
        };
    }

    public boolean isAcknowledged() {
        return this != AT_MOST_ONCE;
    }

    public Qos atMost(Qos limit) {
        return level <= limit.level ? this : limit;
    }
}
