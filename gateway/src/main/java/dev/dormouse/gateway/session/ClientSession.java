package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.topic.TopicAliases;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One client as the gateway knows it: a state that says what is allowed now, procedures that carry out the dialogues, and the two
 * doors through which everything comes in (1.2 §6).
 */
public final class ClientSession {
    private final ClientId id;
    private final Loop loop;
    private final SessionEvents events;
    private SessionSettings settings;
    private PredefinedTopics.Table predefined;

    final Journal journal;
    final Upstream upstream;
    final Reopening reopening;
    final TopicAliases aliases;
    final WillKeeper will;
    final Subscribing subscribing;
    final Registering registering;
    final InboundPublishing inbound;
    final OutboundDelivery outbound;

    private final Whereabouts whereabouts;
    private SessionState state;
    private boolean persistent;
    private int connection;

    public ClientSession(
            ClientId id,
            Loop loop,
            SessionSettings settings,
            UplinkSource uplinks,
            SessionStore store,
            PredefinedTopics.Table predefined,
            SessionEvents events) {
        this.id = id;
        this.loop = loop;
        this.settings = settings;
        this.events = events;
        this.predefined = predefined;
        this.whereabouts = new Whereabouts(this);
        this.journal = new Journal(this, store);
        this.upstream = new Upstream(this, uplinks);
        this.reopening = new Reopening(this);
        this.aliases = new TopicAliases(
                settings.topicsPerClient(), number -> predefined().isPredefined(number), journal::alias);
        this.will = new WillKeeper(this);
        this.subscribing = new Subscribing(this);
        this.registering = new Registering(this);
        this.inbound = new InboundPublishing(this);
        this.outbound = new OutboundDelivery(this);
        this.state = new Disconnected(this);
    }

    public ClientId id() {
        return id;
    }

    public Loop loop() {
        return loop;
    }

    /** True when a CONNECT is one that is being served already, sent again (I-14). */
    public boolean isServing(FromClient.Connect connect, Downlink from) {
        return state instanceof Connecting connecting && whereabouts.isAt(from) && connecting.isFor(connect);
    }

    /** True while the connect dialogue is going on. */
    public boolean isConnecting() {
        return state instanceof Connecting;
    }

    /** True when nobody would miss the session now: it rests without a connection. */
    public boolean isResting() {
        return state instanceof Disconnected;
    }

    /** Forgets a session at rest. */
    public void forgetAtRest() {
        assertConfined();
        if (isResting()) {
            state.leave();
            upstream.forgetClient();
            end();
        }
    }

    /** The state, subscriptions and queue in a few words, for logs. */
    @Override
    public String toString() {
        return id + " (" + state + ")";
    }

    // ---- the doors ----

    /** Hears what came from an address: the client's own, or one that claims to be the client's. */
    public void receive(FromClient message, Downlink from) {
        assertConfined();
        try {
            if (whereabouts.isAt(from)) {
                state.heardFromClient(message);
                message.deliverTo(state);
                state.servedClient();
            } else {
                state.heardFromElsewhere(message, from);
            }
        } catch (RuntimeException e) {
            fail(message, e);
        }
    }

    /** Hears what the MQTT server said. */
    public void receive(FromBroker message) {
        assertConfined();
        try {
            message.deliverTo(state);
        } catch (RuntimeException e) {
            fail(message, e);
        }
    }

    /** The client gave a sign of life by something that concerns no session, a message of QoS −1. */
    public void signOfLife() {
        assertConfined();
        guarded(state::signOfLife, "a sign of life");
    }

    /** The client's network has found something too long. */
    public void carriesLess() {
        assertConfined();
        guarded(outbound::carriesLess, "a message that was too long");
    }

    /** The client's address, or the one that it had before a restart, has become another client's. */
    public void loseAddress(Downlink address) {
        assertConfined();
        if (downlink() == address) {
            whereabouts.leave(Parting.SEVERED);
        }
        if (downlink() == null) {
            guarded(journal::lostAddress, "the loss of its address");
        }
    }

    /** The gateway shuts down: the client is told, and its session at the MQTT server is left as it is. */
    public void shutDown() {
        assertConfined();
        guarded(state::shutDown, "the end of the gateway");
    }

    private void assertConfined() {
        if (!loop.inLoop()) {
            throw new IllegalStateException("session of " + id + " entered from " + Thread.currentThread());
        }
    }

    /** Our own mistake must cost one session and no more. */
    private void fail(Object message, RuntimeException error) {
        Logger.error(
                error, "client {}: {} in state {} could not be handled; the session is closed", id, message, state);
        Downlink address = downlink();
        persistent = false;
        part(Parting.SEVERED);
        if (address != null) {
            address.send(new ToClient.Disconnect());
        }
    }

    void guarded(Runnable action, Object what) {
        try {
            action.run();
        } catch (RuntimeException e) {
            fail(what, e);
        }
    }

    /** A deadline of this session. A mistake in what it does costs this session, as one in hearing a message does. */
    Deadline deadline(Runnable onReached) {
        return new Deadline(loop, () -> guarded(onReached, "a deadline"));
    }

    // ---- states ----

    void become(SessionState next) {
        state.leave();
        state = next;
        next.enter();
    }

    /** Begins a connection from an address, which is the client's from now on, whatever there was before (1.2 §6.2, §6.3). */
    void connect(FromClient.Connect connect, Downlink from) {
        SessionState before = state.afresh();
        reopening.cancel();
        if (!whereabouts.isAt(from)) {
            send(new ToClient.Disconnect());
            moveTo(from);
        }
        boolean wakesOnly = settings.wakeConnectKeepsSession() && before instanceof Sleeping;
        if (!wakesOnly && (connect.cleanStart() || !persistent)) {
            upstream.close(null);
            forget();
        }
        become(new Connecting(this, connect, before, wakesOnly));
    }

    /** The client goes on at another address (I-10). */
    void moveTo(Downlink from) {
        whereabouts.moveTo(from);
    }

    // ---- after a restart of the gateway ----

    /**
     * Becomes, as a fresh session, what was kept of it (I-55): asleep at its old address, missing, or disconnected.
     *
     * @param at the address; null when it has none, or none that is still served
     * @param spoken the rules of the version that the client spoke
     */
    public void restore(SessionSnapshot kept, @Nullable Downlink at, ProtocolRules spoken) {
        assertConfined();
        SessionChange.Standing standing = kept.standing();
        journal.resume(standing, () -> {
            persistent = standing.persistent();
            connection = standing.connection();
            whereabouts.spoke(spoken);
            kept.aliases().forEach(alias -> aliases.restore(alias.number(), alias.name(), alias.knownIn()));
            aliases.restored(loop.now().getEpochSecond());
            kept.subscriptions().forEach(subscribing::restore);
            kept.exchanges().forEach(inbound::restore);
            kept.deliveries().forEach(outbound::restore);
            will.restore(kept.will());
            outbound.beginIdsElsewhere();
            Duration left = Duration.between(loop.now(), standing.until());
            if (standing.stage() == SessionChange.Stage.ASLEEP) {
                whereabouts.wasAt(at);
                become(Asleep.restored(this, standing.promised(), left));
            } else if (standing.stage() == SessionChange.Stage.ACTIVE && (!persistent || journal.mayHaveToBeMissed())) {
                become(new Missing(this, standing.keepAlive(), at));
            } else {
                become(new Disconnected(
                        this, standing.stage() == SessionChange.Stage.AWAY ? left : settings.sessionExpiry()));
            }
        });
        whereabouts.announce();
        if (!isResting()) {
            reopening.begin();
        } else if (persistent) {
            events.rests(this);
        }
    }

    /** It is this client's turn to get its connection to the MQTT server back; false when it does not need that any more. */
    public boolean reopenUplink() {
        assertConfined();
        return reopening.go();
    }

    /** It is this client's turn to be told to connect again, if that is still so. */
    public void sayFarewell() {
        assertConfined();
        guarded(state::farewell, "a farewell");
    }

    /** The client is connected: a new connection counts from here. */
    void connected(FromClient.Connect connect, boolean wakesOnly) {
        persistent = wakesOnly ? persistent : connect.persistent();
        connection++;
        journal.keepAlive(connect.keepAlive());
        outbound.newConnection();
    }

    /** The client leaves, or is told to: the session ends or rests, and no Will is published. */
    void part(Parting parting) {
        upstream.close(null);
        rest(parting);
    }

    /** The client was lost: its Will is published (1.2 §6.11, §6.14). */
    void lose(String why) {
        Will lastWords = will.current();
        Logger.info("client {} lost: {}{}", id, why, lastWords == null ? "" : "; its Will is published");
        upstream.close(lastWords);
        rest(Parting.SEVERED);
    }

    private void rest(Parting parting) {
        reopening.cancel();
        become(new Disconnected(this));
        whereabouts.leave(parting);
        if (persistent) {
            events.rests(this);
        } else {
            end();
        }
    }

    /** Nothing is remembered of what the client said before (1.2 §6.3, clean session). */
    private void forget() {
        journal.drop();
        will.forget();
        subscribing.forget();
        aliases.clear();
        inbound.forget();
        outbound.forget();
    }

    void end() {
        forget();
        events.ended(this);
    }

    // ---- towards the client ----

    @Nullable
    Downlink downlink() {
        return whereabouts.downlink();
    }

    /** The rules of the version that the client speaks, which it has also while it has no address. */
    ProtocolRules rules() {
        return whereabouts.rules();
    }

    /** Where the client is, for people. */
    String addressText() {
        return whereabouts.text();
    }

    /** Sends, where there is an address to send to; false when the message is too long for the network. */
    boolean send(ToClient message) {
        Downlink there = downlink();
        return there == null || there.send(message);
    }

    void dropped(DropReason reason) {
        events.dropped(this, reason);
    }

    // ---- what the states and procedures share ----

    SessionEvents events() {
        return events;
    }

    SessionSettings settings() {
        return settings;
    }

    /** What holds on the network that the client is on now. */
    public void liveBy(SessionSettings there, PredefinedTopics.Table knownThere) {
        settings = there;
        predefined = knownThere;
    }

    /** The topic numbers that this client knows beforehand. */
    public PredefinedTopics.Table predefined() {
        return predefined;
    }

    boolean isPersistent() {
        return persistent;
    }

    /** The number of the present connection. */
    int connection() {
        return connection;
    }
}
