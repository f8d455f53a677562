package dev.dormouse.gateway.script;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT server whose answers are a script. What it answers by itself it does not keep for the script to look at, except messages,
 * acknowledgements and farewells.
 */
final class ScriptBroker implements PlayedServer {
    /** Who is meant by the connection that everybody shares. */
    static final String ANYONE = "(anyone)";

    private final VirtualLoop loop;
    private final Chart chart;
    private final Map<String, Line> lines = new HashMap<>();
    private final Queue<Said> unheard = new ArrayDeque<>();
    private final Set<String> sessions = new HashSet<>();
    private final Map<Integer, FromBroker> atOnce = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final Queue<Integer> suggestions = new ArrayDeque<>();
    private boolean connects;
    private boolean requests;
    private boolean messages;
    private boolean keepsMessages;

    ScriptBroker(VirtualLoop loop, Chart chart) {
        this.loop = loop;
        this.chart = chart;
    }

    record Said(String client, ToBroker message) {
        @Override
        public String toString() {
            return "[" + client + "] " + message;
        }
    }

    /** The gateway's own durable queue is before it. */
    void keepsMessages() {
        keepsMessages = true;
    }

    @Override
    public void forget(ClientId client) {
        forgotten.add(client.text());
    }

    /** The clients of whom was said that nobody will ask for them again. */
    Set<String> forgotten() {
        return forgotten;
    }

    /** Packet identifiers that are suggested for QoS 2 messages, in turn. */
    void suggests(Integer... packetIds) {
        suggestions.addAll(List.of(packetIds));
    }

    /** CONNECT is accepted from now on. */
    void acceptsConnects() {
        connects = true;
    }

    /** SUBSCRIBE is granted and UNSUBSCRIBE acknowledged from now on. */
    void acceptsRequests() {
        requests = true;
    }

    /** Messages of the clients are acknowledged from now on. */
    void acceptsMessages() {
        messages = true;
    }

    void acceptsEverything() {
        acceptsConnects();
        acceptsRequests();
        acceptsMessages();
    }

    /** The script answers everything itself from now on. */
    void acceptsNothing() {
        connects = false;
        requests = false;
        messages = false;
    }

    /** Says this inside of the acknowledgement with that identifier, as the gateway's own durable queue does. */
    void answersAtOnce(int acknowledged, FromBroker message) {
        atOnce.put(acknowledged, message);
    }

    /** The sessions of all clients are lost. */
    void losesSessions() {
        sessions.clear();
    }

    /** All connections break; what is said to them is heard no more. */
    void losesConnections() {
        lines.values().forEach(line -> line.over = true);
    }

    boolean hasConnection(String client) {
        Line line = lines.get(client);
        return line != null && !line.over;
    }

    /** What nobody has looked at, in the order in which it was said; whoever has looked takes it away. */
    Queue<Said> unheard() {
        return unheard;
    }

    /** The client's connection stands. */
    boolean isConnected(String client) {
        Line line = lines.get(client);
        return line != null && !line.over && line.up;
    }

    /** The server knows that the client has the message of this packet identifier which it sent last. */
    boolean knowsAcknowledged(String client, int packetId) {
        Line line = lines.get(client);
        return line != null && line.acknowledged.contains(packetId);
    }

    /** Says something on the client's present connection. */
    void say(String client, FromBroker message) {
        Line line = lines.get(client);
        if (line == null || line.over) {
            throw chart.failure("there is no connection of " + client + " on which the broker could say " + message);
        }
        line.answer(message);
    }

    @Override
    public Uplink open(ClientId client, EventLoop clientLoop, Consumer<FromBroker> session) {
        if (hasConnection(client.text())) {
            throw chart.failure("a second connection of " + client + " beside the first (4.1)");
        }
        Line before = lines.get(client.text());
        Line line = new Line(client.text(), session);
        if (before != null) {
            line.acknowledged.addAll(before.acknowledged);
        }
        lines.put(client.text(), line);
        return line;
    }

    @Override
    public Uplink sessionless() {
        return message -> hear(ANYONE, message);
    }

    private void hear(String client, ToBroker message) {
        chart.note("      gateway ──▶ broker [" + client + "]", message);
        unheard.add(new Said(client, message));
    }

    /** One client's connection; nothing is heard on it after its end. */
    private final class Line implements Uplink {
        private final String client;
        private final Consumer<FromBroker> session;
        private boolean begun;
        private final Set<Integer> acknowledged = new HashSet<>();
        private boolean lasts;
        private boolean up;
        private boolean over;

        Line(String client, Consumer<FromBroker> session) {
            this.client = client;
            this.session = session;
        }

        @Override
        public void send(ToBroker message) {
            if (over || begun == message instanceof ToBroker.Connect) {
                throw chart.failure("CONNECT comes first, once, and DISCONNECT last; but then came " + message);
            }
            begun = true;
            FromBroker answer = ownAnswer(message);
            if (answer == null || message instanceof ToBroker.Publish) {
                hear(client, message);
            } else {
                chart.note("      gateway ──▶ broker [" + client + "]", message);
            }
            if (message instanceof ToBroker.Connect connect) {
                lasts = !connect.sessionExpiry().isZero();
            }
            if (message instanceof ToBroker.PublishAck ack) {
                acknowledged.add(ack.packetId());
            } else if (message instanceof ToBroker.PublishReceived received) {
                acknowledged.add(received.packetId());
            }
            if (message instanceof ToBroker.Disconnect) {
                over = true;
                if (!lasts) {
                    sessions.remove(client);
                }
            }
            if (answer != null) {
                answer(answer);
            }
            FromBroker next = message instanceof ToBroker.PublishAck ack ? atOnce.remove(ack.packetId()) : null;
            if (next != null) {
                chart.note("      gateway ◀── broker [" + client + "]", next);
                session.accept(next);
            }
        }

        @Override
        public boolean keepsMessages() {
            return keepsMessages;
        }

        @Override
        public int suggestPacketId() {
            Integer suggested = suggestions.poll();
            return suggested == null ? 0 : suggested;
        }

        void answer(FromBroker message) {
            loop.execute(() -> {
                if (!over) {
                    over = message instanceof FromBroker.Refused || message instanceof FromBroker.Ended;
                    up = message instanceof FromBroker.Connected
                            || (up && !(message instanceof FromBroker.Interrupted));
                    if (message instanceof FromBroker.Publish publish && !publish.duplicate()) {
                        acknowledged.remove(publish.packetId());
                    }
                    chart.note("      gateway ◀── broker [" + client + "]", message);
                    session.accept(message);
                }
            });
        }

        private @Nullable FromBroker ownAnswer(ToBroker message) {
            if (message instanceof ToBroker.Connect connect && connects) {
                return connected(connect);
            } else if (message instanceof ToBroker.Subscribe subscribe && requests) {
                return new FromBroker.SubscribeAck(subscribe.packetId(), ReasonCode.granted(subscribe.qos()));
            } else if (message instanceof ToBroker.Unsubscribe unsubscribe && requests) {
                return new FromBroker.UnsubscribeAck(unsubscribe.packetId());
            } else if (message instanceof ToBroker.PublishRelease release && messages) {
                return new FromBroker.PublishComplete(release.packetId());
            } else if (message instanceof ToBroker.Publish publish && messages) {
                return switch (publish.qos()) {
                    case AT_MOST_ONCE -> null;
                    case AT_LEAST_ONCE -> new FromBroker.PublishAck(publish.packetId(), ReasonCode.SUCCESS);
                    case EXACTLY_ONCE -> new FromBroker.PublishReceived(publish.packetId(), ReasonCode.SUCCESS);
                };
            }
            return null;
        }

        private FromBroker connected(ToBroker.Connect connect) {
            if (connect.cleanStart()) {
                sessions.remove(client);
            }
            boolean present = sessions.contains(client);
            if (connect.outageExpiry().isZero()) {
                sessions.remove(client);
            } else {
                sessions.add(client);
            }
            return new FromBroker.Connected(present);
        }
    }
}
