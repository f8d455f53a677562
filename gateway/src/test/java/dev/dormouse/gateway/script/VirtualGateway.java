package dev.dormouse.gateway.script;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.session.UplinkSource;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Uplink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own code between devices that somebody else plays and a correct MQTT server, without sockets and threads: time passes
 * when it is told to. The seam for the simulator, which knows addresses and octets only.
 */
public final class VirtualGateway implements DatagramLink, UplinkSource {
    private static final Duration ON_THE_WAY = Duration.ofNanos(1000);

    private final VirtualLoop loop = new VirtualLoop();
    private final Chart chart = new Chart(loop);
    private final Map<String, SimulatedBroker> brokers = new HashMap<>();
    private final BiConsumer<String, byte[]> devices;
    private final BiConsumer<String, byte[]> subscriber;
    private @Nullable Receiver receiver;

    /**
     * A gateway that has just started.
     *
     * @param devices hears what the gateway sends, by address
     * @param subscriber hears what the server has got, by topic
     */
    public VirtualGateway(BiConsumer<String, byte[]> devices, BiConsumer<String, byte[]> subscriber) {
        this.devices = devices;
        this.subscriber = subscriber;
        Reception reception = new Reception(
                new V12Dialect(),
                new Loops(List.of(loop)),
                new ReceptionSettings(AdmissionLimits.generous(), false, Long.MAX_VALUE),
                SessionSettings.defaults(),
                PredefinedTopics.none(),
                this,
                SessionStore.none(),
                message -> {},
                new Counters(),
                PacketTrace.off());
        start(reception.receiver(this, LinkRules.open()));
    }

    /** Time since the beginning. */
    public Duration elapsed() {
        return loop.elapsed();
    }

    /** How long it is from the beginning until something happens by itself; null if nothing will. */
    public @Nullable Duration nextDue() {
        return loop.nextDue();
    }

    /** Lets time pass up to a moment since the beginning, which is not over. */
    public void advanceTo(Duration moment) {
        loop.advance(moment.minus(loop.elapsed()));
    }

    /** A device sends. */
    public void hand(String address, byte[] datagram) {
        ByteBuf octets = Unpooled.wrappedBuffer(datagram);
        Receiver gateway = Objects.requireNonNull(receiver);
        gateway.onDatagram(new At(address), octets);
        gateway.onBatchEnd();
        octets.release();
        loop.settle();
    }

    /** The server gets a message for a client; false if the client has not subscribed to anything. */
    public boolean publish(String client, String topic, String payload, int qos) {
        SimulatedBroker broker = brokers.get(client);
        if (broker == null || !broker.isSubscribed()) {
            return false;
        }
        broker.publish(topic, payload, qos);
        return true;
    }

    /** All connections to the server break. */
    public void brokerGoes() {
        brokers.values().forEach(SimulatedBroker::interrupt);
        loop.settle();
    }

    /** They come back. */
    public void brokerReturns() {
        brokers.values().forEach(SimulatedBroker::resume);
        loop.settle();
    }

    @Override
    public Uplink open(ClientId client, Loop clientLoop, Consumer<FromBroker> session) {
        return brokers.computeIfAbsent(client.text(), id -> new SimulatedBroker(loop, chart, this::published))
                .open(session);
    }

    private void published(String topic, Bytes payload) {
        subscriber.accept(topic, payload.toArray());
    }

    @Override
    public void send(LinkAddress to, ByteBuf datagram) {
        byte[] octets = ByteBufUtil.getBytes(datagram);
        datagram.release();
        // Nobody hears an answer while still speaking.
        loop.schedule(ON_THE_WAY, () -> devices.accept(to.text(), octets));
    }

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public void start(Receiver newReceiver) {
        receiver = newReceiver;
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return 1400;
    }

    @Override
    public LinkAddress address(String text) {
        return new At(text);
    }

    @Override
    public ByteBuf buffer(int capacity) {
        return Unpooled.buffer(capacity);
    }

    @Override
    public void broadcast(ByteBuf datagram, int radius) {
        datagram.release();
    }

    @Override
    public void close() {}
}
