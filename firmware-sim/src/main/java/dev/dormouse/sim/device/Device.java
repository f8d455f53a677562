package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.PingResp;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.SubAck;
import dev.dormouse.codec.v12.UnsubAck;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Quirk;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A simulated MQTT-SN 1.2 device. It does what its application asks as its profile would, keeps its connection alive, and connects
 * again when it has lost it. Whoever owns it calls {@link #poll} at the time that {@link #nextPoll} names.
 */
public final class Device {
    private static final double FIRST_PAUSE = 1;
    private static final double LONGEST_PAUSE = 300;
    private static final int LARGEST_MSG_ID = 65535;

    private final DeviceSetup setup;
    private final Radio radio;
    private final DeviceListener listener;
    private final SplittableRandom random;
    private final TopicTable topics = new TopicTable();
    private final Searching searching;
    private final Connecting connecting;
    private final KeepAlive keepAlive;
    private final Sleeping sleeping;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private DeviceState state = DeviceState.OFF;
    private int lastMsgId;
    private boolean sessionKnown;
    private int failures;
    private long reconnectAt = Ticks.NEVER;

    public Device(DeviceSetup setup, Radio radio, DeviceListener listener, long seed) {
        this.setup = setup;
        this.radio = radio;
        this.listener = listener;
        this.random = new SplittableRandom(seed);
        this.searching = new Searching(this);
        this.connecting = new Connecting(this);
        this.keepAlive = new KeepAlive(this);
        this.sleeping = new Sleeping(this);
        this.outgoing = new Outgoing(this);
        this.incoming = new Incoming(this);
        this.lastMsgId = random.nextInt(LARGEST_MSG_ID);
    }

    public DeviceState state() {
        return state;
    }

    public DeviceSetup setup() {
        return setup;
    }

    /** The id by which it knows a topic, 0 if it knows none. */
    public int topicId(String name) {
        return topics.idOf(name);
    }

    /** Whether nothing is left to send and no answer is awaited. */
    public boolean idle() {
        return outgoing.idle();
    }

    /** Whether its receiver is on. A sleeper's is if it waits for the gateway's consent, whether it knows that or not. */
    public boolean listens() {
        return switch (state) {
            case OFF -> false;
            case ASLEEP -> sleeping.awaitsConsent() || profile().has(Quirk.CONSENT_ENDS_SLEEP);
            default -> true;
        };
    }

    /** Whether it sleeps and its gateway cannot but know that. */
    public boolean sleepsAgreed() {
        return state == DeviceState.ASLEEP && sleeping.saidOnce();
    }

    /** Switches the device on: it looks for a gateway if it is to, and connects. */
    public void start(long now) {
        if (setup.search()) {
            searching.begin(now);
        } else {
            connect(now);
        }
    }

    /** Switches it on without a connection: enough for QoS -1. */
    public void startSilently(long now) {
        become(DeviceState.DISCONNECTED, now);
    }

    /** Connects, from sleep too; does nothing while connected or connecting. */
    public void connect(long now) {
        if (state == DeviceState.CONNECTING || state == DeviceState.ACTIVE) {
            return;
        }
        stopDialogues();
        connecting.begin(now);
    }

    /**
     * Publishes as soon as it can; QoS -1 at once and in every state.
     *
     * @throws IllegalArgumentException if the QoS is -1 and the topic is to be registered
     */
    public void publish(Publication publication, long now) {
        if (publication.qos() >= 0) {
            outgoing.add(new Order.Publish(publication), now);
            return;
        }
        Topic topic = publication.topic();
        if (topic.id() == 0) {
            throw new IllegalArgumentException("QoS -1 needs a predefined topic id or a short topic name");
        }
        listener.sent(publication, now);
        send(Requests.publish(publication, msgIdOfQos0(), topic.id(), false), now);
    }

    public void subscribe(Subscription subscription, long now) {
        outgoing.add(new Order.Subscribe(subscription), now);
    }

    public void unsubscribe(Topic topic, long now) {
        outgoing.add(new Order.Unsubscribe(topic), now);
    }

    public void register(String name, long now) {
        outgoing.add(new Order.Register(name), now);
    }

    /** Changes the Will topic (1.2 §6.4); null deletes the Will. */
    public void updateWillTopic(@Nullable Will will, long now) {
        outgoing.add(new Order.WillTopic(will), now);
    }

    public void updateWillMessage(Bytes message, long now) {
        outgoing.add(new Order.WillMessage(message), now);
    }

    /** Asks to sleep, 1 to 65535 seconds; only while active, or asleep to change the time. */
    public void sleep(int seconds, long now) {
        if (state == DeviceState.ACTIVE || state == DeviceState.ASLEEP) {
            keepAlive.stop();
            sleeping.sleep(seconds, now);
        }
    }

    /** Fetches what the gateway holds; only while asleep. */
    public void wake(long now) {
        if (state == DeviceState.ASLEEP) {
            sleeping.wake(now);
        }
    }

    /** Ends the connection properly. */
    public void disconnect(long now) {
        if (state == DeviceState.ACTIVE || state == DeviceState.ASLEEP || state == DeviceState.AWAKE) {
            stopDialogues();
            outgoing.connectionEnded("disconnected", now);
            sleeping.leave(now);
        }
    }

    /** Loses power without a word. */
    public void powerOff(boolean keepsMemory, long now) {
        stopDialogues();
        outgoing.connectionEnded("power lost", now);
        if (!keepsMemory) {
            forgetEverything("power lost", now);
        }
        sessionKnown = false;
        become(DeviceState.OFF, now);
    }

    /** A packet has come. */
    public void hear(V12Packet packet, long now) {
        if (state == DeviceState.OFF) {
            return;
        }
        keepAlive.onHeard(now);
        if (state == DeviceState.AWAKE && packet.type() != V12PacketType.PINGRESP) {
            sleeping.onHeard(now);
        }
        switch (packet.type()) {
            case CONNACK -> connecting.onConnAck((ConnAck) packet, now);
            case WILLTOPICREQ -> connecting.onWillTopicReq(now);
            case WILLMSGREQ -> connecting.onWillMsgReq(now);
            case REGISTER -> incoming.onRegister((Register) packet, now);
            case REGACK -> outgoing.onRegAck((RegAck) packet, now);
            case PUBLISH -> incoming.onPublish((Publish) packet, now);
            case PUBACK -> outgoing.onPubAck((PubAck) packet, now);
            case PUBREC -> outgoing.onPubRec((PubRec) packet, now);
            case PUBREL -> incoming.onPubRel((PubRel) packet, now);
            case PUBCOMP -> outgoing.onPubComp((PubComp) packet, now);
            case SUBACK -> outgoing.onSubAck((SubAck) packet, now);
            case UNSUBACK -> outgoing.onUnsubAck((UnsubAck) packet, now);
            case WILLTOPICRESP -> outgoing.onWillResp(Request.Kind.WILL_TOPIC, now);
            case WILLMSGRESP -> outgoing.onWillResp(Request.Kind.WILL_MESSAGE, now);
            case PINGREQ -> send(new PingResp(), now);
            case PINGRESP -> onPingResp(now);
            case DISCONNECT -> onDisconnect(now);
            case GWINFO, ADVERTISE -> searching.found(now);
            case SEARCHGW -> searching.onSearchGw(now);
            default -> {
                // What only a client says is not for us.
            }
        }
    }

    private void onPingResp(long now) {
        if (state == DeviceState.AWAKE) {
            sleeping.onPingResp(now);
        } else {
            keepAlive.onPingResp();
        }
    }

    private void onDisconnect(long now) {
        if (sleeping.awaitsConsent()) {
            sleeping.onConsent(now);
            return;
        }
        boolean connected = state == DeviceState.ACTIVE || state == DeviceState.ASLEEP || state == DeviceState.AWAKE;
        if (connected && !profile().has(Quirk.IGNORES_DISCONNECT)) {
            lose("dismissed by the gateway", now);
        }
    }

    /** When to be polled next; {@link Ticks#NEVER} if only a packet or an order matters. */
    public long nextPoll() {
        long dialogues = Math.min(Math.min(searching.nextPoll(), connecting.nextPoll()), keepAlive.nextPoll());
        return Math.min(Math.min(dialogues, reconnectAt), Math.min(sleeping.nextPoll(), outgoing.nextPoll()));
    }

    /** Does what is due. */
    public void poll(long now) {
        if (now >= reconnectAt) {
            reconnectAt = Ticks.NEVER;
            start(now);
        }
        searching.poll(now);
        connecting.poll(now);
        keepAlive.poll(now);
        sleeping.poll(now);
        outgoing.poll(now);
    }

    void connected(long now) {
        failures = 0;
        become(DeviceState.ACTIVE, now);
        keepAlive.begin(now);
        if (setup.cleanSession()) {
            topics.clear();
            incoming.forget();
            outgoing.sessionBegins();
        }
        if (setup.cleanSession() || !sessionKnown) {
            for (int i = setup.subscriptions().size() - 1; i >= 0; i--) {
                outgoing.addFirst(new Order.Subscribe(setup.subscriptions().get(i)));
            }
        }
        sessionKnown = true;
        outgoing.connectionBegins(now);
    }

    /** The connection is gone, or never came about. */
    void lose(String reason, long now) {
        stopDialogues();
        sessionKnown = false;
        become(DeviceState.LOST, now);
        listener.lost(reason, now);
        outgoing.connectionEnded(reason, now);
        if (profile().has(Quirk.EXITS_ON_FAILURE)) {
            forgetEverything(reason, now);
        }
        if (profile().reconnects()) {
            double longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, failures));
            reconnectAt = now + Ticks.ofSeconds(longest * (0.5 + random() / 2));
            failures++;
        }
    }

    private void forgetEverything(String reason, long now) {
        topics.clear();
        incoming.forget();
        outgoing.forget(reason, now);
    }

    private void stopDialogues() {
        reconnectAt = Ticks.NEVER;
        searching.stop();
        connecting.stop();
        keepAlive.stop();
        sleeping.stop();
    }

    void become(DeviceState next, long now) {
        DeviceState before = state;
        state = next;
        if (before != next) {
            listener.stateChanged(before, next, now);
        }
    }

    void send(V12Packet packet, long now) {
        keepAlive.onSent(now);
        radio.send(packet, now);
    }

    void broadcast(V12Packet packet, long now) {
        radio.broadcast(packet, now);
    }

    /** Whether it has said that it goes or sleeps, and waits for the answer: no time to begin something. */
    boolean isLeaving() {
        return sleeping.awaitsConsent();
    }

    int nextMsgId() {
        lastMsgId = lastMsgId % LARGEST_MSG_ID + 1;
        return lastMsgId;
    }

    int msgIdOfQos0() {
        return profile().has(Quirk.NUMBERS_QOS_0) ? nextMsgId() : 0;
    }

    Profile profile() {
        return setup.profile();
    }

    DeviceListener listener() {
        return listener;
    }

    TopicTable topics() {
        return topics;
    }

    /** From 0 up to 1. */
    double random() {
        return random.nextDouble();
    }
}
