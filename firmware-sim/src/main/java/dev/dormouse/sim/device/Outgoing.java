package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.SubAck;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.UnsubAck;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Quirk;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the device asks of the gateway: orders in their order, each until it is answered (1.2 §6.4 to §6.9). */
final class Outgoing {
    /** A device has little memory: beyond this many orders it refuses more. */
    static final int MOST_WAITING = 64;

    private static final double WAIT_AFTER_CONGESTION = 310;

    private final Device device;
    private final Profile profile;
    private final ArrayDeque<Order> waiting = new ArrayDeque<>(2);
    private final OpenRequests open = new OpenRequests();
    private long heldUntil;
    private boolean busy;

    Outgoing(Device device) {
        this.device = device;
        this.profile = device.profile();
    }

    void add(Order order, long now) {
        if (waiting.size() >= MOST_WAITING) {
            abandon(order, "the device has no room for more", now);
            return;
        }
        waiting.addLast(order);
        busy = true;
        pump(now);
    }

    void addFirst(Order order) {
        waiting.addFirst(order);
        busy = true;
    }

    boolean idle() {
        return waiting.isEmpty() && open.isEmpty();
    }

    /** A connection has begun: once there is nothing to do with it any more the application is to know, be it at once. */
    void connectionBegins(long now) {
        busy = true;
        pump(now);
    }

    /** Begins what may be begun now. */
    void pump(long now) {
        if (device.state() != DeviceState.ACTIVE || device.isLeaving() || now < heldUntil) {
            return;
        }
        while (open.size() < profile.requestsInFlight()) {
            Order next = takeStartable();
            if (next == null) {
                break;
            }
            start(next, now);
        }
        if (busy && idle()) {
            busy = false;
            device.listener().drained(now);
        }
    }

    private @Nullable Order takeStartable() {
        for (Iterator<Order> orders = waiting.iterator(); orders.hasNext(); ) {
            Order order = orders.next();
            if (startable(order)) {
                orders.remove();
                return order;
            }
        }
        return null;
    }

    private boolean startable(Order order) {
        if (order instanceof Order.Publish publish) {
            boolean nameless = needsId(publish.publication.topic());
            return nameless ? !open.has(Request.Kind.REGISTER) : open.publishing() < profile.publishesInFlight();
        }
        if (order instanceof Order.Register) {
            return !open.has(Request.Kind.REGISTER);
        }
        if (order instanceof Order.WillTopic) {
            return !open.has(Request.Kind.WILL_TOPIC);
        }
        if (order instanceof Order.WillMessage) {
            return !open.has(Request.Kind.WILL_MESSAGE);
        }
        return !open.has(Request.Kind.SUBSCRIBE) && !open.has(Request.Kind.UNSUBSCRIBE);
    }

    private void start(Order order, long now) {
        if (order instanceof Order.Publish publish) {
            String name = publish.publication.topic().name();
            if (needsId(publish.publication.topic())) {
                waiting.addFirst(order);
                start(new Order.Register(name), now);
            } else {
                publish(publish, now);
            }
            return;
        }
        int msgId = device.nextMsgId();
        Request.Kind kind = Requests.kindOf(order);
        request(kind, order, msgId, Requests.packetOf(order, msgId), now);
    }

    private void publish(Order.Publish order, long now) {
        Publication publication = order.publication;
        if (publication.qos() < 1) {
            device.listener().sent(publication, now);
            device.send(Requests.publish(publication, device.msgIdOfQos0(), idOf(publication.topic()), false), now);
            return;
        }
        boolean again = order.begun;
        if (!again) {
            order.msgId = device.nextMsgId();
        }
        if (order.received) {
            request(Request.Kind.PUBREL, order, order.msgId, new PubRel(order.msgId), now);
            return;
        }
        boolean dup = again && !profile.has(Quirk.REPEATS_WITHOUT_DUP);
        Publish packet = Requests.publish(publication, order.msgId, idOf(publication.topic()), dup);
        boolean first = order.begin();
        if (first) {
            device.listener().sent(publication, now);
        } else if (!again) {
            device.listener().sentAnew(publication, now);
        }
        if (profile.has(Quirk.DOES_NOT_AWAIT_PUBACK)) {
            device.send(packet, now);
        } else {
            request(Request.Kind.PUBLISH, order, order.msgId, packet, now);
        }
    }

    private void request(Request.Kind kind, Order order, int msgId, V12Packet packet, long now) {
        Request request = new Request(kind, order, msgId, new Retry(profile));
        open.add(request);
        request.retry.begin(profile.has(Quirk.REPEATS_WITHOUT_DUP) ? packet : Requests.asRepetition(packet), now);
        device.send(packet, now);
    }

    void onRegAck(RegAck packet, long now) {
        Request request = open.take(Request.Kind.REGISTER, packet.msgId());
        if (request == null || !(request.order instanceof Order.Register register)) {
            return;
        }
        if (packet.returnCode().equals(ReturnCode.ACCEPTED) && packet.topicId() != 0) {
            device.topics().learn(register.name(), packet.topicId());
        } else if (packet.returnCode().equals(ReturnCode.CONGESTION)) {
            hold(now);
        } else {
            abandonTopic(register.name(), "REGACK " + packet.returnCode(), now);
        }
        pump(now);
    }

    void onPubAck(PubAck packet, long now) {
        Request request = open.take(Request.Kind.PUBLISH, packet.msgId());
        boolean unknownId = packet.returnCode().equals(ReturnCode.INVALID_TOPIC_ID);
        if (request == null || !(request.order instanceof Order.Publish order)) {
            String name = device.topics().nameOf(packet.topicId());
            if (unknownId && name != null && packet.msgId() == 0) {
                device.topics().forget(name);
            }
            return;
        }
        Publication publication = order.publication;
        if (packet.returnCode().equals(ReturnCode.ACCEPTED)) {
            device.listener().confirmed(publication, now);
        } else if (profile.has(Quirk.IGNORES_PUBACK_CODE)) {
            abandon(order, "PUBACK " + packet.returnCode() + ", taken for a success", now);
        } else if (packet.returnCode().equals(ReturnCode.CONGESTION) && !profile.has(Quirk.GIVES_UP_MESSAGE_ONLY)) {
            waiting.addFirst(order);
            hold(now);
        } else if (unknownId && publication.topic().type() == TopicIdType.NORMAL) {
            device.topics().forget(publication.topic().name());
            sendAnewOrAbandon(order, now);
        } else {
            abandon(order, "PUBACK " + packet.returnCode(), now);
        }
        pump(now);
    }

    private void sendAnewOrAbandon(Order.Publish order, long now) {
        if (profile.has(Quirk.GIVES_UP_MESSAGE_ONLY)) {
            abandon(order, "PUBACK " + ReturnCode.INVALID_TOPIC_ID, now);
        } else {
            order.begun = false;
            waiting.addFirst(order);
        }
    }

    void onPubRec(PubRec packet, long now) {
        Request request = open.find(Request.Kind.PUBLISH, packet.msgId());
        PubRel release = new PubRel(packet.msgId());
        if (request != null && request.order instanceof Order.Publish order) {
            order.received = true;
            request.kind = Request.Kind.PUBREL;
            if (profile.has(Quirk.REPEATS_PUBLISH_AFTER_PUBREC)) {
                request.retry.restart(now);
            } else {
                request.retry.begin(release, now);
            }
        } else if (open.find(Request.Kind.PUBREL, packet.msgId()) == null) {
            return;
        }
        device.send(release, now);
    }

    void onPubComp(PubComp packet, long now) {
        Request request = open.take(Request.Kind.PUBREL, packet.msgId());
        if (request != null && request.order instanceof Order.Publish order) {
            device.listener().confirmed(order.publication, now);
            pump(now);
        }
    }

    void onSubAck(SubAck packet, long now) {
        Request request = open.take(Request.Kind.SUBSCRIBE, packet.msgId());
        if (request == null || !(request.order instanceof Order.Subscribe order)) {
            return;
        }
        Topic topic = order.subscription().topic();
        boolean accepted = packet.returnCode().equals(ReturnCode.ACCEPTED);
        if (accepted && topic.type() == TopicIdType.NORMAL && packet.topicId() != 0) {
            device.topics().learn(topic.name(), packet.topicId());
        }
        if (packet.returnCode().equals(ReturnCode.CONGESTION)) {
            waiting.addFirst(order);
            hold(now);
        } else {
            boolean usable = packet.topicId() != 0 || !profile.has(Quirk.NEEDS_TOPIC_ID);
            device.listener().subscribed(order.subscription(), accepted && usable, now);
        }
        pump(now);
    }

    void onUnsubAck(UnsubAck packet, long now) {
        if (open.take(Request.Kind.UNSUBSCRIBE, packet.msgId()) != null) {
            pump(now);
        }
    }

    /** WILLTOPICRESP and WILLMSGRESP carry no number. */
    void onWillResp(Request.Kind kind, long now) {
        if (open.removeAll(kind)) {
            pump(now);
        }
    }

    /** What was under way begins again with the next connection, or is forgotten. */
    void connectionEnded(String reason, long now) {
        List<Request> begun = open.all();
        for (int i = begun.size() - 1; i >= 0; i--) {
            Order order = begun.get(i).order;
            if (order instanceof Order.Publish) {
                waiting.addFirst(order);
            }
        }
        open.clear();
        heldUntil = 0;
        waiting.removeIf(order -> !(order instanceof Order.Publish));
        if (profile.has(Quirk.FORGETS_MESSAGES) || profile.has(Quirk.EXITS_ON_FAILURE)) {
            forget(reason, now);
        }
    }

    /** Everything is forgotten. */
    void forget(String reason, long now) {
        open.all().forEach(request -> abandon(request.order, reason, now));
        waiting.forEach(order -> abandon(order, reason, now));
        open.clear();
        waiting.clear();
    }

    /** The gateway has begun a new session: what was begun in the old one is to be sent as new. */
    void sessionBegins() {
        for (Order order : waiting) {
            if (order instanceof Order.Publish publish) {
                publish.begun = false;
                publish.received = false;
            }
        }
    }

    long nextPoll() {
        long next = waiting.isEmpty() || heldUntil == 0 ? Ticks.NEVER : heldUntil;
        return Math.min(next, open.due());
    }

    void poll(long now) {
        if (heldUntil != 0 && now >= heldUntil) {
            heldUntil = 0;
            pump(now);
        }
        for (Request request : open.all()) {
            if (now >= request.retry.due() && !repeat(request, now)) {
                return;
            }
        }
    }

    /** False when that ended the connection. */
    private boolean repeat(Request request, long now) {
        if (!request.retry.exhausted()) {
            device.send(request.retry.repeat(now), now);
            return true;
        }
        String reason = "no answer to " + request.kind;
        if (!profile.has(Quirk.GIVES_UP_MESSAGE_ONLY)) {
            device.lose(reason, now);
            return false;
        }
        open.remove(request);
        abandon(request.order, reason, now);
        if (request.order instanceof Order.Register register) {
            abandonTopic(register.name(), reason, now);
        }
        pump(now);
        return true;
    }

    private void hold(long now) {
        heldUntil = now + Ticks.ofSeconds(WAIT_AFTER_CONGESTION);
    }

    private void abandonTopic(String name, String reason, long now) {
        waiting.removeIf(order -> {
            boolean affected = order instanceof Order.Publish publish
                    && publish.publication.topic().type() == TopicIdType.NORMAL
                    && publish.publication.topic().name().equals(name);
            if (affected) {
                abandon(order, reason, now);
            }
            return affected;
        });
    }

    private void abandon(Order order, String reason, long now) {
        if (order instanceof Order.Publish publish) {
            device.listener().abandoned(publish.publication, reason, now);
        } else if (order instanceof Order.Subscribe subscribe) {
            device.listener().subscribed(subscribe.subscription(), false, now);
        }
    }

    private boolean needsId(Topic topic) {
        return topic.type() == TopicIdType.NORMAL && device.topics().idOf(topic.name()) == 0;
    }

    private int idOf(Topic topic) {
        return topic.type() == TopicIdType.NORMAL ? device.topics().idOf(topic.name()) : topic.id();
    }
}
