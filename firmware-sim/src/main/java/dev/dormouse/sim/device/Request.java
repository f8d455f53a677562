package dev.dormouse.sim.device;

/** A request under way: what it is for, how it is told apart, and when it is repeated. */
final class Request {
    /** Which answer it waits for. */
    enum Kind {
        REGISTER,
        SUBSCRIBE,
        UNSUBSCRIBE,
        PUBLISH,
        PUBREL,
        WILL_TOPIC,
        WILL_MESSAGE
    }

    final Order order;
    final int msgId;
    final Retry retry;
    Kind kind;

    Request(Kind kind, Order order, int msgId, Retry retry) {
        this.kind = kind;
        this.order = order;
        this.msgId = msgId;
        this.retry = retry;
    }

    boolean publishes() {
        return kind == Kind.PUBLISH || kind == Kind.PUBREL;
    }
}
