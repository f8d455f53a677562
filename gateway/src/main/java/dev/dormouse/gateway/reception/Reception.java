package dev.dormouse.gateway.reception;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.envelope.EnvelopedLink;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.gateway.session.DropReason;
import dev.dormouse.gateway.session.SessionEvents;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.session.UplinkSource;
import dev.dormouse.gateway.sessionless.SessionlessPublishing;
import dev.dormouse.gateway.store.Binding;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.MqttText;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.Uplink;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knows every session and brings what arrives to the one that it is for. */
public final class Reception {
    private static final int LONGEST_CLIENT_ID_OCTETS = 256;
    private static final int LONGEST_STRICT_CLIENT_ID = 23;

    private final Dialect dialect;
    private final Loops loops;
    private final List<SessionTable> tables;
    private final ReceptionSettings settings;
    private final SessionSettings sessionSettings;
    private final PredefinedTopics predefined;
    private final UplinkSource uplinks;
    private final SessionStore store;
    private final Map<String, LinkReception> links = new ConcurrentHashMap<>();
    private final SessionlessPublishing sessionless;
    private final Admission admission;
    private final QueueBudget queued;
    private final Counters counters;
    private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);
    private final PacketTrace trace;
    private final SessionEvents events = new Events();
    private volatile boolean closing;

    public Reception(
            Dialect dialect,
            Loops loops,
            ReceptionSettings settings,
            SessionSettings sessionSettings,
            PredefinedTopics predefined,
            UplinkSource uplinks,
            SessionStore store,
            Uplink sessionless,
            Counters counters,
            PacketTrace trace) {
        this.dialect = dialect;
        this.loops = loops;
        this.tables = loops.all().stream().map(SessionTable::new).toList();
        this.settings = settings;
        this.sessionSettings = sessionSettings;
        this.predefined = predefined;
        this.uplinks = uplinks;
        this.store = store;
        this.sessionless = new SessionlessPublishing(sessionless);
        this.admission = new Admission(settings.admission());
        this.queued = new QueueBudget(settings.queueOctets());
        this.counters = counters;
        this.trace = trace;
        for (DropReason reason : DropReason.values()) {
            drops.put(
                    reason,
                    counters.named(
                            "dropped: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
    }

    /** What a link has to call with the datagrams that it receives. */
    public DatagramLink.Receiver receiver(DatagramLink link, LinkRules rules) {
        EnvelopedLink enveloped =
                new EnvelopedLink(link, rules.forwarders(), new UnopenedEnvelopes(link.name(), counters, trace));
        LinkReception receiver = new LinkReception(this, enveloped, rules);
        links.put(link.name(), receiver);
        return enveloped.opening(receiver);
    }

    /**
     * Takes up the sessions that were kept. Called when every link has its receiver and before any of them is started; returns when all
     * sessions are there.
     *
     * @return how many there are
     */
    public int restore() throws InterruptedException {
        return restore(store.loadAll());
    }

    /** The same with what the store has already given. */
    public int restore(List<SessionSnapshot> kept) throws InterruptedException {
        Map<SessionTable, List<SessionSnapshot>> byTable =
                kept.stream().collect(Collectors.groupingBy(snapshot -> tableFor(snapshot.client())));
        CountDownLatch restored = new CountDownLatch(byTable.size());
        byTable.forEach((table, snapshots) -> onLoop(table.loop(), () -> {
            snapshots.forEach(snapshot -> restore(snapshot, table));
            restored.countDown();
        }));
        restored.await();
        return sessions();
    }

    private void restore(SessionSnapshot snapshot, SessionTable table) {
        ClientSession session = create(snapshot.client(), table.loop());
        table.add(session);
        admission.sessionAdded();
        session.restore(snapshot, peerAt(snapshot.standing().binding()), dialect.rules());
    }

    private @Nullable Peer peerAt(@Nullable Binding binding) {
        LinkReception receiver = binding == null ? null : links.get(binding.link());
        LinkAddress address =
                receiver == null || binding == null ? null : receiver.link().address(binding.address());
        return receiver == null || address == null ? null : new Peer(receiver, address, dialect);
    }

    /** The MQTT server is there, or not any more: devices may find the gateway only while it is (1.2 §6.1). Any thread. */
    public void serverIsThere(boolean there) {
        if (!closing) {
            links.values().forEach(each -> each.discovery().serverIsThere(there));
        }
    }

    /** How many octets wait for all clients together, what a message costs besides included. */
    public long queuedOctets() {
        return queued.waiting();
    }

    private static void onLoop(Loop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** How many sessions there are, those at rest included. */
    public int sessions() {
        return admission.sessions();
    }

    /** Tells all clients that the gateway leaves; waits for that for a few seconds at the most. */
    public void close() throws InterruptedException {
        closing = true;
        links.values().forEach(each -> each.discovery().close());
        CountDownLatch left = new CountDownLatch(tables.size());
        for (SessionTable table : tables) {
            table.loop().execute(() -> {
                table.all().forEach(ClientSession::shutDown);
                left.countDown();
            });
        }
        left.await(5, TimeUnit.SECONDS);
    }

    // ---- for the links' receivers ----

    /** The clock of what belongs to no client. Any thread. */
    Loop firstLoop() {
        return tables.get(0).loop();
    }

    long nanoTime() {
        return firstLoop().nanoTime();
    }

    /** What holds for sessions on a link. */
    SessionSettings settingsOn(LinkRules rules) {
        return rules.retryInterval() == null
                ? sessionSettings
                : sessionSettings.withRetryInterval(rules.retryInterval());
    }

    PredefinedTopics predefinedOn(LinkRules rules) {
        return predefined.with(rules.predefined());
    }

    Dialect dialect() {
        return dialect;
    }

    Counters counters() {
        return counters;
    }

    PacketTrace trace() {
        return trace;
    }

    SessionlessPublishing sessionless() {
        return sessionless;
    }

    SessionTable tableFor(ClientId id) {
        return tables.get(loops.indexFor(id));
    }

    /** The client that these octets name, or null when they name none (I-8, I-11). */
    @Nullable
    ClientId clientId(Bytes octets) {
        String text = octets.length() > LONGEST_CLIENT_ID_OCTETS ? null : MqttText.from(octets);
        if (text == null) {
            return null;
        }
        return settings.strictClientIds() && text.codePointCount(0, text.length()) > LONGEST_STRICT_CLIENT_ID
                ? null
                : new ClientId(text);
    }

    /** Runs on the client's loop. */
    void connect(ClientId id, FromClient.Connect connect, Peer from, SessionTable table) {
        if (closing) {
            from.send(new ToClient.ConnectAck(ReasonCode.SERVER_SHUTTING_DOWN));
            return;
        }
        ClientSession session = table.of(id);
        if (session == null || !session.isServing(connect, from)) {
            if (session == null) {
                makeRoom(table);
            }
            ReasonCode obstacle =
                    admission.obstacle(from.address(), session, table.loop().nanoTime());
            if (obstacle != null) {
                counters.count("refused: " + obstacle);
                from.send(new ToClient.ConnectAck(obstacle));
                return;
            }
        }
        if (session == null) {
            session = create(id, table.loop());
            table.add(session);
            admission.sessionAdded();
        }
        table.rises(session);
        session.receive(connect, from);
    }

    /** In a full house the session that has rested longest makes room (D-13). */
    private void makeRoom(SessionTable table) {
        ClientSession oldest = admission.isFull() ? table.longestResting() : null;
        if (oldest != null) {
            counters.count("forgotten: sessions at rest");
            oldest.forgetAtRest();
        }
    }

    private ClientSession create(ClientId id, Loop loop) {
        return new ClientSession(id, loop, sessionSettings, uplinks, store, predefined.forClient(id.text()), events);
    }

    /** Runs on the client's loop. */
    void ping(ClientId id, FromClient.Ping ping, Peer from, SessionTable table) {
        ClientSession session = table.of(id);
        if (session == null) {
            from.send(new ToClient.Disconnect());
        } else {
            session.receive(ping, from);
        }
    }

    /** What the sessions tell: keeps the addresses and the numbers of clients true. */
    private final class Events implements SessionEvents {
        @Override
        public void bound(ClientSession session, Downlink address) {
            if (address instanceof Peer peer) {
                Peer before = peer.reception().occupy(peer, session);
                ClientSession other = before == null ? null : before.session();
                session.liveBy(
                        peer.reception().settings(),
                        peer.reception().predefined().forClient(session.id().text()));
                if (before != null && other != null) {
                    before.belongTo(null);
                    onLoop(other.loop(), () -> other.loseAddress(before));
                }
            }
        }

        @Override
        public void unbound(ClientSession session, Downlink address, Parting parting) {
            if (address instanceof Peer peer) {
                peer.reception().vacate(peer, parting);
            }
        }

        @Override
        public void missed(ClientSession session, Downlink lastSeenAt) {
            if (lastSeenAt instanceof Peer peer) {
                peer.reception().miss(peer.address(), session);
            }
        }

        @Override
        public void missedNoMore(ClientSession session, Downlink lastSeenAt) {
            if (lastSeenAt instanceof Peer peer) {
                peer.reception().missNoMore(peer.address(), session);
            }
        }

        @Override
        public void connectBegun(@Nullable Downlink address) {
            if (address instanceof Peer peer) {
                admission.connectBegun(peer.address());
            }
        }

        @Override
        public void connectOver(@Nullable Downlink address) {
            if (address instanceof Peer peer) {
                admission.connectOver(peer.address());
            }
        }

        @Override
        public void rests(ClientSession session) {
            tableFor(session.id()).rests(session);
        }

        @Override
        public void ended(ClientSession session) {
            if (tableFor(session.id()).remove(session)) {
                admission.sessionRemoved();
            }
        }

        @Override
        public void queued(int octets) {
            queued.add(octets);
        }

        @Override
        public boolean isGatewayFull() {
            return queued.isExceeded();
        }

        @Override
        public void uplinkWanted(ClientSession session) {
            tableFor(session.id()).reopenings().want(session);
        }

        @Override
        public void farewellWanted(ClientSession session) {
            tableFor(session.id()).farewells().want(session);
        }

        @Override
        public void uplinkSettled(ClientSession session) {
            tableFor(session.id()).reopenings().settled(session);
        }

        @Override
        public void dropped(ClientSession session, DropReason reason) {
            LongAdder adder = drops.get(reason);
            if (adder != null) {
                adder.increment();
            }
        }
    }
}
