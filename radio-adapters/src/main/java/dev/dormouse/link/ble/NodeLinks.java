package dev.dormouse.link.ble;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RecentMap;
import dev.dormouse.link.radio.Sending;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The connections there are, and what goes over them. Confined to the loop, but for {@link #room}. */
final class NodeLinks implements NodeLink.Owner {
    private static final long LEAVING_SECONDS = 10;
    private static final int MOST_REMEMBERED = 1024;

    /** Whoever pleases can be a node that cannot be used: the log tells so much of them. */
    private static final long WARNING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Radio radio;
    private final BleOptions options;
    private final Host host;
    private final AclQueue acl;
    private final BackOffs backOffs;
    private final Map<Integer, NodeLink> byHandle = new HashMap<>();
    private final Map<LinkAddress, NodeLink> byPeer = new HashMap<>();
    private final Map<Integer, ScheduledFuture<?>> leaving = new HashMap<>();

    /** Connections whose wish for other parameters is being fulfilled. */
    private final Set<Integer> wishes = new HashSet<>();

    /** Of those that are gone, too: what waits for a node until it is back is not too long because it is away. */
    private final Map<LinkAddress, Integer> rooms = Collections.synchronizedMap(new RecentMap<>(MOST_REMEMBERED));

    private int packetLength;
    private long quietUntilNanos;

    NodeLinks(Radio radio, BleOptions options, Host host, AclQueue acl, BackOffs backOffs) {
        this.radio = radio;
        this.options = options;
        this.host = host;
        this.acl = acl;
        this.backOffs = backOffs;
        this.quietUntilNanos = now();
    }

    /** A controller without connections. */
    void begin(Controller controller) {
        packetLength = controller.packetLength();
        acl.begin(controller.buffers());
    }

    /** Every connection is gone, and nobody is told of what was under way. */
    void clear() {
        List<NodeLink> all = List.copyOf(byHandle.values());
        byHandle.clear();
        byPeer.clear();
        wishes.clear();
        leaving.values().forEach(timer -> timer.cancel(false));
        leaving.clear();
        acl.begin(0);
        all.forEach(NodeLink::stop);
    }

    int count() {
        return byHandle.size();
    }

    boolean has(BleAddress node) {
        return byPeer.containsKey(node);
    }

    /** Octets that fit into one value to a node, or did when it was connected last; null when that is not known. Any thread. */
    @Nullable
    Integer room(LinkAddress node) {
        return rooms.get(node);
    }

    // ---- connections come and go ----

    void open(int handle, BleAddress peer) {
        if (byHandle.containsKey(handle) || byPeer.containsKey(peer)) {
            host.restart("the controller tells of a connection that there is already");
            return;
        }
        NodeLink link = new NodeLink(handle, peer, radio, acl, packetLength, options.mapping(), this);
        byHandle.put(handle, link);
        byPeer.put(peer, link);
        acl.open(handle);
        link.begin();
    }

    @Override
    public void onReady(NodeLink link) {
        rooms.put(link.peer(), link.room());
        backOffs.worked(link.peer());
        Logger.debug(
                "Link {}: {} is connected, {} octets in a value",
                radio.name(),
                link.peer().text(),
                link.room());
    }

    @Override
    public void onTrouble(NodeLink link, String reason, boolean forGood) {
        radio.count("nodes that cannot be used");
        if (now() - quietUntilNanos >= 0) {
            quietUntilNanos = now() + WARNING_NANOS;
            Logger.warn("Link {}: {} {}", radio.name(), link.peer().text(), reason);
        }
        if (forGood) {
            backOffs.refused(link.peer(), now());
        } else {
            backOffs.failed(link.peer(), now());
        }
        leave(link);
    }

    private void leave(NodeLink link) {
        int handle = link.handle();
        if (leaving.containsKey(handle)) {
            return;
        }
        leaving.put(
                handle,
                radio.loop()
                        .schedule(
                                () -> host.restart("the controller does not end a connection"),
                                LEAVING_SECONDS,
                                TimeUnit.SECONDS));
        host.ask(HciCommand.disconnect(handle), answer -> {
            if (answer.status() == HciStatus.UNKNOWN_CONNECTION && byHandle.get(handle) == link) {
                host.restart("the controller has forgotten a connection");
            }
        });
    }

    void on(DisconnectionComplete event) {
        NodeLink link = event.status() == HciStatus.SUCCESS ? byHandle.remove(event.handle()) : null;
        if (link == null) {
            radio.count("unexpected events");
            return;
        }
        byPeer.remove(link.peer());
        wishes.remove(event.handle());
        ScheduledFuture<?> timer = leaving.remove(event.handle());
        if (timer != null) {
            timer.cancel(false);
        } else if (!link.isReady()) {
            backOffs.failed(link.peer(), now());
        }
        Logger.debug("Link {}: {} is gone: {}", radio.name(), link.peer().text(), HciStatus.text(event.reason()));
        link.stop();
        acl.close(event.handle());
        link.fail();
    }

    /** A node may have what it wishes within reason, one wish at a time. */
    @Override
    public boolean onWish(NodeLink link, ConnectionParameters wish) {
        if (!wish.areGood()) {
            return false;
        }
        if (wishes.add(link.handle())) {
            host.ask(HciCommand.leConnectionUpdate(link.handle(), wish), answer -> wishes.remove(link.handle()));
        }
        return true;
    }

    // ---- data ----

    void on(AclPacket packet) {
        NodeLink link = byHandle.get(packet.handle());
        if (link == null) {
            radio.count("for no connection");
        } else {
            link.on(packet);
        }
    }

    void on(CompletedPackets event) {
        for (CompletedPackets.Count count : event.counts()) {
            if (!acl.completed(count)) {
                radio.count("stale credits");
            }
        }
    }

    void transmit(Sending sending) {
        if (sending.isBroadcast()) {
            List.copyOf(byHandle.values()).stream()
                    .filter(NodeLink::isReady)
                    .forEach(link -> link.sendToo(sending.datagram()));
            radio.settle(sending, Outcome.SENT);
            return;
        }
        NodeLink link = ready(sending.to());
        if (link == null) {
            radio.settle(sending, Outcome.UNREACHABLE);
        } else {
            link.send(sending);
        }
    }

    private @Nullable NodeLink ready(LinkAddress node) {
        NodeLink link = byPeer.get(node);
        return link != null && link.isReady() ? link : null;
    }

    /** A datagram has been under way for longer than a connection can live without a meeting: the controller lost count. */
    void onGivenUp(Sending sending) {
        for (NodeLink link : List.copyOf(byHandle.values())) {
            if (link.carries(sending)) {
                radio.count("connections without progress");
                leave(link);
            }
        }
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }
}
