package dev.dormouse.gateway.reception;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.discovery.Discovery;
import dev.dormouse.gateway.discovery.Speaker;
import dev.dormouse.gateway.envelope.EnvelopedLink;
import dev.dormouse.gateway.envelope.ForwardedAddress;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.message.FromAnyone;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.ReasonCode;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What arrives on one link: who sent it, and whose affair it is. Runs on the link's thread. */
final class LinkReception implements DatagramLink.Receiver, Speaker {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int WHOLE_NETWORK = 0;
    private static final int SHORT_OCTETS = 8;
    private static final long FAREWELL_NANOS = Duration.ofSeconds(40).toNanos();

    private final Reception reception;
    private final EnvelopedLink link;
    private final LinkRules rules;
    private final SessionSettings settings;
    private final PredefinedTopics predefined;
    private final PredefinedTopics.Table forAnyone;
    private final Handover handover;
    private final Discovery discovery;

    /** Where CONNECTs are on their way to a loop that is not this thread. */
    private final Map<LinkAddress, Loop> arriving = new ConcurrentHashMap<>();

    private final Map<LinkAddress, Peer> peers = new ConcurrentHashMap<>();

    /** Where clients were that have to connect again after a restart (D-18). These addresses are nobody's. */
    private final Map<LinkAddress, ClientSession> missed = new ConcurrentHashMap<>();

    private final RecentAddresses turnedAway = new RecentAddresses(SECOND_NANOS);
    private final RecentAddresses farewells = new RecentAddresses(FAREWELL_NANOS);
    private final LongAdder malformed;
    private final LongAdder turnedDown;
    private final LongAdder full;
    private final LongAdder sessionlessDropped;
    private final LongAdder searches;
    private final LongAdder unanswered;

    LinkReception(Reception reception, EnvelopedLink link, LinkRules rules) {
        this.reception = reception;
        this.link = link;
        this.rules = rules;
        this.settings = reception.settingsOn(rules);
        this.predefined = reception.predefinedOn(rules);
        this.forAnyone = predefined.forAnyone();
        this.handover = new Handover(reception.counters().named("dropped: loop overloaded"));
        this.discovery = new Discovery(rules.discovery(), reception.firstLoop(), this);
        this.malformed = reception.counters().named("dropped: malformed");
        this.turnedDown = reception.counters().named("dropped: no session");
        this.full = reception.counters().named("refused: link full");
        this.sessionlessDropped = reception.counters().named("dropped: QoS -1");
        this.searches = reception.counters().named("answered: SEARCHGW");
        this.unanswered = reception.counters().named("dropped: SEARCHGW");
    }

    DatagramLink link() {
        return link;
    }

    /** What holds for sessions on this link. */
    SessionSettings settings() {
        return settings;
    }

    PredefinedTopics predefined() {
        return predefined;
    }

    boolean takesSleepers() {
        return rules.rebinding();
    }

    // ---- from the link ----

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        Peer known = peers.get(from);
        Dialect dialect = known == null ? reception.dialect() : known.dialect();
        if (reception.trace().isEnabled()) {
            reception.trace().received(link.name(), from.text(), nameOf(known), () -> dialect.describe(datagram));
        }
        Heard heard;
        try {
            heard = dialect.decode(datagram);
        } catch (MalformedPacketException e) {
            malformed.increment();
            return;
        }
        Peer peer = known == null ? new Peer(this, from, dialect) : known;
        if (heard instanceof FromAnyone anyone) {
            onAnyone(anyone, peer);
        } else {
            onClient((FromClient) heard, peer);
        }
    }

    @Override
    public void onBatchEnd() {
        handover.flush();
    }

    @Override
    public void onLinkState(boolean up, String detail) {
        Logger.debug("link {} is {}: {}", link.name(), up ? "up" : "down", detail);
    }

    /** Links know how long what was too long was, not what it said: the session looks whether it was what is in flight. */
    @Override
    public void onOutcome(LinkAddress to, Outcome outcome) {
        Peer peer = outcome == Outcome.TOO_LARGE ? peers.get(to) : null;
        ClientSession session = peer == null ? null : peer.session();
        if (session != null) {
            session.loop().execute(session::carriesLess); // not at once: it may be about to send this very message
        }
    }

    private void onAnyone(FromAnyone message, Peer peer) {
        ClientSession session = peer.session();
        if (message instanceof FromAnyone.PublishWithoutSession publish) {
            boolean passedOn = rules.qosMinusOne()
                    && reception.sessionless().publish(publish, session == null ? forAnyone : session.predefined());
            if (!passedOn) {
                sessionlessDropped.increment();
            }
        } else if (message instanceof FromAnyone.SearchGateway search) {
            (discovery.search(peer.address(), search.radius()) ? searches : unanswered).increment();
        }
        if (session != null) {
            handover.run(session.loop(), session::signOfLife);
        }
    }

    private void onClient(FromClient message, Peer peer) {
        ClientSession session = peer.session();
        if (message instanceof FromClient.Connect connect) {
            onConnect(connect, peer);
        } else if (message instanceof FromClient.Ping ping && ping.clientId() != null) {
            onPing(ping, peer);
        } else if (session == null) {
            onUnknown(message, peer);
        } else if (session.loop().inLoop()) {
            session.receive(message, peer);
        } else {
            handover.run(session.loop(), () -> session.receive(message, peer));
        }
    }

    private void onConnect(FromClient.Connect connect, Peer peer) {
        ClientId id = reception.clientId(connect.clientId());
        if (id == null) {
            peer.send(new ToClient.ConnectAck(ReasonCode.CLIENT_IDENTIFIER_NOT_VALID));
            return;
        }
        if (peer.session() == null && peers.size() >= rules.clients()) {
            full.increment();
            peer.send(new ToClient.ConnectAck(ReasonCode.QUOTA_EXCEEDED));
            return;
        }
        Peer at = peer.session() == null || isOf(id, peer) ? peer : new Peer(this, peer.address(), peer.dialect());
        SessionTable table = reception.tableFor(id);
        Loop loop = table.loop();
        if (loop.inLoop()) {
            reception.connect(id, connect, at, table);
            return;
        }
        arriving.put(peer.address(), loop);
        boolean taken = handover.run(loop, () -> {
            try {
                reception.connect(id, connect, at, table);
            } finally {
                arriving.remove(at.address(), loop);
            }
        });
        if (!taken) {
            arriving.remove(peer.address(), loop);
        }
    }

    /** Nobody's address, unless a CONNECT from there is on its way to another loop: then this goes after it. */
    private void onUnknown(FromClient message, Peer peer) {
        Loop loop = arriving.get(peer.address());
        if (loop == null) {
            if (!isFarewellOfMissed(message, peer)) {
                onStranger(message, peer);
            }
            return;
        }
        handover.run(loop, () -> {
            Peer now = peers.get(peer.address());
            ClientSession session = now == null ? null : now.session();
            if (now != null && session != null && session.loop() == loop) {
                session.receive(message, now);
            } else {
                onStranger(message, peer);
            }
        });
    }

    /** The answer may get lost; who says it again is answered when the session has ended, too (I-28). */
    private boolean isFarewellOfMissed(FromClient message, Peer peer) {
        ClientSession session = FromClient.Disconnect.isFarewell(message) ? missed.get(peer.address()) : null;
        if (session == null) {
            return false;
        }
        if (handover.run(session.loop(), () -> session.receive(message, peer))) {
            farewells.add(peer.address(), reception.nanoTime());
        }
        return true;
    }

    private void onPing(FromClient.Ping ping, Peer peer) {
        ClientId id = ping.clientId() == null ? null : reception.clientId(ping.clientId());
        if (id == null) {
            onStranger(ping, peer);
            return;
        }
        Peer at = peer.session() == null || isOf(id, peer) ? peer : new Peer(this, peer.address(), peer.dialect());
        SessionTable table = reception.tableFor(id);
        handover.run(table.loop(), () -> reception.ping(id, ping, at, table));
    }

    private static boolean isOf(ClientId id, Peer peer) {
        ClientSession session = peer.session();
        return session != null && session.id().equals(id);
    }

    private void onStranger(FromClient message, Peer peer) {
        turnedDown.increment();
        boolean leftJustNow = farewells.contains(peer.address(), reception.nanoTime());
        ToClient answer = StrangerAnswer.to(message, leftJustNow);
        if (answer != null) {
            peer.send(answer);
        }
    }

    // ---- for those who look for a gateway ----

    Discovery discovery() {
        return discovery;
    }

    @Override
    public void say(ToAnyone message, LinkAddress to, int radius) {
        ByteBuf datagram = encoded(message, to.text());
        if (to instanceof ForwardedAddress node) {
            link.send(node, datagram, radius);
        } else {
            link.send(to, datagram);
        }
    }

    @Override
    public void sayToAll(ToAnyone message) {
        if (link.reachesAll()) {
            link.broadcast(encoded(message, "everybody"), WHOLE_NETWORK);
        }
    }

    private ByteBuf encoded(ToAnyone message, String to) {
        ByteBuf datagram = link.buffer(SHORT_OCTETS);
        reception.dialect().encode(message, datagram);
        if (reception.trace().isEnabled()) {
            reception
                    .trace()
                    .sent(link.name(), to, "-", () -> reception.dialect().describe(datagram));
        }
        return datagram;
    }

    // ---- for the peers of this link ----

    /** One "you are not connected" an address and second (I-13). */
    boolean mayTurnAway(LinkAddress address) {
        long now = reception.nanoTime();
        if (turnedAway.contains(address, now)) {
            return false;
        }
        turnedAway.add(address, now);
        return true;
    }

    void traceSent(Peer peer, ByteBuf datagram) {
        if (reception.trace().isEnabled()) {
            reception.trace().sent(link.name(), peer.text(), nameOf(peer), () -> peer.dialect()
                    .describe(datagram));
        }
    }

    private static String nameOf(@Nullable Peer peer) {
        ClientSession session = peer == null ? null : peer.session();
        return session == null ? "-" : session.id().text();
    }

    // ---- for the sessions ----

    /** An address is a session's from now on; the peer that had it before, or null. */
    @Nullable
    Peer occupy(Peer peer, ClientSession session) {
        peer.belongTo(session);
        farewells.remove(peer.address());
        Peer before = peers.put(peer.address(), peer);
        ClientSession missing = missed.remove(peer.address());
        if (missing != null && missing != session) {
            missing.loop().execute(() -> missing.loseAddress(peer));
        }
        return before == peer ? null : before;
    }

    /** A client was here. Where two claim that, neither is believed. */
    void miss(LinkAddress address, ClientSession session) {
        boolean another = missed.putIfAbsent(address, session) != null;
        if (another || peers.containsKey(address)) {
            missed.remove(address);
        }
    }

    void missNoMore(LinkAddress address, ClientSession session) {
        missed.remove(address, session);
    }

    void vacate(Peer peer, Parting parting) {
        peer.belongTo(null);
        if (peers.remove(peer.address(), peer) && parting == Parting.FAREWELL) {
            farewells.add(peer.address(), reception.nanoTime());
        }
    }
}
