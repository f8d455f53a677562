package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.NodeTable;
import dev.dormouse.link.zigbee.ShortAddress;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the EUI-64 of nodes that are heard under a short address only, and holds their datagrams meanwhile, so that a client is the
 * same before and after. Confined to the loop.
 */
final class AddressSearch {
    /** The question crosses the network, and to a node that sleeps it waits for 7.7 s at its parent. */
    private static final long ANSWER_SECONDS = 8;

    private static final int MOST_QUESTIONS = 3;
    private static final long QUESTION_SECONDS = 1;
    private static final int MOST_SEARCHES = 64;
    private static final int MOST_HELD = 8;

    private final Radio radio;
    private final Requests requests;
    private final NodeTable nodes;
    private final BiConsumer<LinkAddress, Bytes> receiver;
    private final Map<ShortAddress, Search> searches = new LinkedHashMap<>();

    /** Some firmware does not know the request. */
    private boolean possible = true;

    AddressSearch(Radio radio, Requests requests, NodeTable nodes, BiConsumer<LinkAddress, Bytes> receiver) {
        this.radio = radio;
        this.requests = requests;
        this.nodes = nodes;
        this.receiver = receiver;
    }

    /** A datagram from a short address goes to the receiver now or later, in order, with the best address known. */
    void received(ShortAddress from, Bytes datagram) {
        Search search = searches.get(from);
        Eui64 known = nodes.eui64(from);
        if (search != null) {
            search.hold(datagram);
        } else if (known != null) {
            receiver.accept(known, datagram);
        } else if (possible && searches.size() < MOST_SEARCHES) {
            begin(from).hold(datagram);
        } else {
            receiver.accept(from, datagram);
        }
    }

    /** A node has told its addresses. */
    void learned(Eui64 node, ShortAddress address) {
        nodes.put(node, address);
        end(address, node);
    }

    /** The network has answered a question for an EUI-64. */
    void onAnswer(ZdoIeeeAddrResponse answer) {
        if (answer.status() == ZStatus.SUCCESS) {
            learned(answer.node(), answer.address());
        } else {
            end(answer.address(), null);
        }
    }

    /** The adapter is gone: so is what was held. */
    void clear() {
        searches.values().forEach(search -> search.timer.cancel(false));
        searches.clear();
        possible = true;
    }

    private Search begin(ShortAddress address) {
        Search search = new Search(radio.loop().schedule(() -> end(address, null), ANSWER_SECONDS, TimeUnit.SECONDS));
        searches.put(address, search);
        ask(address, search, MOST_QUESTIONS);
        return search;
    }

    /** Asks, and again after a second: a question to the network is lost as easily as any datagram. */
    private void ask(ShortAddress address, Search search, int questions) {
        if (searches.get(address) != search) {
            return;
        }
        requests.ask(new ZdoIeeeAddrRequest(address, 0, 0), Requests.RUNNING_MILLIS, answer -> {
            possible &= !(answer instanceof RpcError);
            boolean refused = answer instanceof StatusResponse response && response.status() != ZStatus.SUCCESS;
            if ((refused || !possible) && searches.get(address) == search) {
                end(address, null);
            }
        });
        if (questions > 1) {
            ScheduledFuture<?> unused = radio.loop()
                    .schedule(() -> ask(address, search, questions - 1), QUESTION_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void end(ShortAddress address, @Nullable Eui64 node) {
        Search search = searches.remove(address);
        if (search != null) {
            search.timer.cancel(false);
            LinkAddress from = node == null ? address : node;
            search.held.forEach(datagram -> receiver.accept(from, datagram));
        }
    }

    /** One question that is not answered yet. */
    private final class Search {
        private final ScheduledFuture<?> timer;
        private final List<Bytes> held = new ArrayList<>();

        Search(ScheduledFuture<?> timer) {
            this.timer = timer;
        }

        void hold(Bytes datagram) {
            if (held.size() < MOST_HELD) {
                held.add(datagram);
            } else {
                radio.count("dropped: address unknown");
            }
        }
    }
}
