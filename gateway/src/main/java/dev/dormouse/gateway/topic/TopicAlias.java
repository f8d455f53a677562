package dev.dormouse.gateway.topic;

/** One name and its number within a session, with what the client is known to know of it. */
public final class TopicAlias {
    private static final int NEVER = -1;

    private final int number;
    private final String name;
    private int knownIn = NEVER;
    private int refusedIn = NEVER;

    TopicAlias(int number, String name) {
        this.number = number;
        this.name = name;
    }

    /** 1 to 65534. */
    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    /** The client knows the number from now on, within this connection (the session's n-th). */
    void becomeKnown(int connection) {
        knownIn = connection;
    }

    /** The client turned out not to know the number. */
    void becomeUnknown() {
        knownIn = NEVER;
    }

    /** The connection in which the client has learnt the number; −1: in none. */
    public int knownIn() {
        return knownIn;
    }

    public boolean isKnown(int connection) {
        return knownIn == connection;
    }

    /** The client wants nothing of this name, within this connection. */
    public void refuse(int connection) {
        refusedIn = connection;
    }

    public boolean isRefused(int connection) {
        return refusedIn == connection;
    }
}
