package dev.dormouse.gateway.script;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.topic.TopicFilter;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Will;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT server that keeps one client's lasting session correctly, seen through an uplink whose connection breaks now and then:
 * requests without an answer are made again then, acknowledgements and answers under way are lost.
 */
final class SimulatedBroker implements PlayedServer {
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int WINDOW = 5;

    final List<String> published = new ArrayList<>();

    private final BiConsumer<String, Bytes> subscriber;
    private final VirtualLoop loop;
    private final Chart chart;
    private final Queue<FromBroker.Publish> waiting = new ArrayDeque<>();
    private final Map<Integer, FromBroker.Publish> sent = new LinkedHashMap<>();
    private final Set<Integer> received = new HashSet<>();
    private final Set<Integer> halfPublished = new HashSet<>();
    private boolean hasSession;
    private final Map<String, ToBroker.Subscribe> subscriptions = new LinkedHashMap<>();
    private int lastId;
    private @Nullable Line present;

    SimulatedBroker(VirtualLoop loop, Chart chart) {
        this(loop, chart, (topic, payload) -> {});
    }

    /** A server with somebody who hears everything. */
    SimulatedBroker(VirtualLoop loop, Chart chart, BiConsumer<String, Bytes> subscriber) {
        this.loop = loop;
        this.chart = chart;
        this.subscriber = subscriber;
    }

    /** Somebody publishes; the client gets a copy for each of its subscriptions that fit, as MQTT 5 servers may send them. */
    void publish(String topic, String payload, int qos) {
        for (ToBroker.Subscribe each : subscriptions.values()) {
            if (TopicFilter.matches(each.filter(), topic)) {
                Qos granted = Qos.of(qos).atMost(each.qos());
                List<Integer> names = each.identifier() == 0 ? List.of() : List.of(each.identifier());
                waiting.add(
                        new FromBroker.Publish(0, topic, Bytes.ofUtf8(payload), granted, false, false, null, names));
            }
        }
        pump();
    }

    boolean isDone() {
        return waiting.isEmpty() && sent.isEmpty() && halfPublished.isEmpty();
    }

    boolean isSubscribed() {
        return !subscriptions.isEmpty();
    }

    void interrupt() {
        if (present != null && present.up) {
            present.interrupt();
        }
    }

    void resume() {
        if (present != null && present.interrupted) {
            present.resume();
        }
    }

    /** The gateway is dead; the session lasts. */
    void losesGateway() {
        if (present != null) {
            present.over = true;
            present.up = false;
            present.epoch++;
            present = null;
        }
    }

    private void pump() {
        Line line = present;
        while (line != null && line.up && sent.size() < WINDOW && !waiting.isEmpty()) {
            do {
                lastId = lastId % 20 + 1;
            } while (sent.containsKey(lastId));
            FromBroker.Publish next = waiting.remove();
            FromBroker.Publish message = asSent(lastId, next, false);
            if (message.qos().isAcknowledged()) {
                sent.put(lastId, message);
            }
            line.say(message);
        }
    }

    @Override
    public Uplink open(ClientId client, EventLoop clientLoop, Consumer<FromBroker> session) {
        return open(session);
    }

    @Override
    public Uplink sessionless() {
        throw chart.failure("nobody publishes without a session");
    }

    Uplink open(Consumer<FromBroker> session) {
        if (present != null && !present.over) {
            throw chart.failure("a second connection beside the first");
        }
        present = new Line(session);
        return present;
    }

    private void publishToWorld(String topic, Bytes payload) {
        published.add(topic + "=" + payload.toUtf8());
        subscriber.accept(topic, payload);
    }

    private void publishLastWords(@Nullable Will will) {
        if (will != null) {
            publishToWorld(will.topic(), will.payload());
        }
    }

    private static FromBroker.Publish asSent(int id, FromBroker.Publish m, boolean duplicate) {
        int packetId = m.qos().isAcknowledged() ? id : 0;
        return new FromBroker.Publish(
                packetId, m.topic(), m.payload(), m.qos(), false, duplicate, null, m.subscriptions());
    }

    /** One connection, and others after it when it breaks. */
    private final class Line implements Uplink {
        private final Consumer<FromBroker> session;
        private final Map<Integer, ToBroker> unanswered = new LinkedHashMap<>();
        private boolean up;
        private boolean interrupted;
        private boolean over;
        private int epoch;

        Line(Consumer<FromBroker> session) {
            this.session = session;
        }

        void say(FromBroker message) {
            int then = epoch;
            loop.schedule(LATENCY, () -> {
                if (!over && epoch == then) {
                    chart.note("      gateway ◀── broker", message);
                    forgetAnswered(message);
                    session.accept(message);
                }
            });
        }

        private void forgetAnswered(FromBroker message) {
            if (message instanceof FromBroker.PublishAck ack) {
                unanswered.remove(ack.packetId());
            } else if (message instanceof FromBroker.PublishReceived ack) {
                unanswered.remove(ack.packetId());
            } else if (message instanceof FromBroker.PublishComplete ack) {
                unanswered.remove(ack.packetId());
            } else if (message instanceof FromBroker.SubscribeAck ack) {
                unanswered.remove(ack.packetId());
            } else if (message instanceof FromBroker.UnsubscribeAck ack) {
                unanswered.remove(ack.packetId());
            }
        }

        @Override
        public void send(ToBroker message) {
            chart.note("      gateway ──▶ broker", message);
            if (over) {
                throw chart.failure("the connection was over");
            }
            if (message instanceof ToBroker.Disconnect disconnect) {
                over = true;
                up = false;
                publishLastWords(disconnect.lastWords());
                return;
            }
            int id = requestId(message);
            if (id != 0) {
                unanswered.put(id, message);
            }
            if (!interrupted) {
                int then = epoch;
                loop.schedule(LATENCY, () -> {
                    if (epoch == then) {
                        hear(message);
                    }
                });
            }
        }

        private int requestId(ToBroker message) {
            return message instanceof ToBroker.PublishRelease release ? release.packetId() : Upstream.idOf(message);
        }

        private void hear(ToBroker message) {
            if (message instanceof ToBroker.Connect connect) {
                if (connect.cleanStart() || connect.sessionExpiry().isZero()) {
                    throw chart.failure("a lasting session was wanted");
                }
                begin();
            } else if (message instanceof ToBroker.Publish publish) {
                hearPublish(publish);
            } else if (message instanceof ToBroker.PublishRelease release) {
                halfPublished.remove(release.packetId());
                say(new FromBroker.PublishComplete(release.packetId()));
            } else if (message instanceof ToBroker.Subscribe subscribe) {
                subscriptions.put(subscribe.filter(), subscribe);
                say(new FromBroker.SubscribeAck(subscribe.packetId(), ReasonCode.granted(subscribe.qos())));
                pump();
            } else if (message instanceof ToBroker.Unsubscribe unsubscribe) {
                subscriptions.remove(unsubscribe.filter());
                say(new FromBroker.UnsubscribeAck(unsubscribe.packetId()));
            } else {
                hearAcknowledgement(message);
                pump();
            }
        }

        private void hearPublish(ToBroker.Publish publish) {
            int id = publish.packetId();
            if (publish.qos() != Qos.EXACTLY_ONCE || halfPublished.add(id)) {
                publishToWorld(publish.topic(), publish.payload());
            }
            if (publish.qos() == Qos.EXACTLY_ONCE) {
                say(new FromBroker.PublishReceived(id, ReasonCode.SUCCESS));
            } else if (publish.qos() == Qos.AT_LEAST_ONCE) {
                say(new FromBroker.PublishAck(id, ReasonCode.SUCCESS));
            }
        }

        private void hearAcknowledgement(ToBroker message) {
            if (message instanceof ToBroker.PublishAck ack) {
                requireSent(ack.packetId(), Qos.AT_LEAST_ONCE);
                sent.remove(ack.packetId());
            } else if (message instanceof ToBroker.PublishReceived ack) {
                requireSent(ack.packetId(), Qos.EXACTLY_ONCE);
                received.add(ack.packetId());
                say(new FromBroker.PublishRelease(ack.packetId()));
            } else if (message instanceof ToBroker.PublishComplete ack) {
                sent.remove(ack.packetId());
                received.remove(ack.packetId());
            }
        }

        private void requireSent(int id, Qos qos) {
            FromBroker.Publish message = sent.get(id);
            if (message == null || message.qos() != qos) {
                throw chart.failure("message " + id + " was acknowledged, which is not open: " + message);
            }
        }

        /** The connection stands; what the client did not acknowledge is sent again. */
        private void begin() {
            if (over) {
                return;
            }
            up = true;
            say(new FromBroker.Connected(hasSession));
            hasSession = true;
            sent.forEach(
                    (id, m) -> say(received.contains(id) ? new FromBroker.PublishRelease(id) : asSent(id, m, true)));
            pump();
        }

        void interrupt() {
            epoch++;
            up = false;
            interrupted = true;
            chart.note("      gateway ◀── broker", "the connection breaks");
            session.accept(new FromBroker.Interrupted("pulled"));
        }

        void resume() {
            interrupted = false;
            if (!over) {
                begin();
                List.copyOf(unanswered.values()).forEach(this::hear);
            }
        }
    }
}
