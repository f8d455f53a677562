package dev.dormouse.gateway.script;

import dev.dormouse.gateway.script.ScriptBroker.Said;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of the MQTT wire, as it is in a mode. Messages for the world and requests are the same in each and come in the same
 * order; acknowledgements come in their own time where the gateway's queue gives them, but come; and on a shared connection clients
 * have none of their own that could begin or end.
 */
final class Wire {
    private final Mode mode;
    private final ScriptBroker broker;
    private int lastId;

    Wire(Mode mode, ScriptBroker broker) {
        this.mode = mode;
        this.broker = broker;
    }

    /** Takes away what the server should hear; false when there is something else. */
    boolean hears(String client, ToBroker expected) {
        ToBroker wanted = expected;
        lastId = 0;
        if (mode == Mode.SHARED && expected instanceof ToBroker.Disconnect farewell) {
            Will will = farewell.lastWords();
            if (will == null) {
                return true;
            }
            wanted = new ToBroker.Publish(0, will.topic(), will.payload(), will.qos(), will.retain(), false);
        } else if (mode == Mode.SHARED && expected instanceof ToBroker.Connect) {
            return true;
        }
        return take(new Said(name(client), comparable(wanted)), hasItsOwnTime(wanted));
    }

    private boolean take(Said wanted, boolean anywhere) {
        for (Iterator<Said> each = broker.unheard().iterator(); each.hasNext(); ) {
            Said said = each.next();
            if (wanted.client().equals(said.client()) && wanted.message().equals(comparable(said.message()))) {
                each.remove();
                lastId = Upstream.idOf(said.message());
                return true;
            } else if (!anywhere && !hasItsOwnTime(said.message())) {
                return false;
            }
        }
        return false;
    }

    /** The packet identifier of what was heard last. */
    int lastId() {
        return lastId;
    }

    /** The first that should have been expected, or null. */
    @Nullable
    Said unexpected() {
        return broker.unheard().stream()
                .filter(said -> !hasItsOwnTime(said.message()))
                .findFirst()
                .orElse(null);
    }

    /** The same, taken away. */
    @Nullable
    ToBroker next() {
        Said said = unexpected();
        broker.unheard().remove(said);
        return said == null ? null : said.message();
    }

    /** The server says something, unless there is no reason for it in this mode. */
    void says(String client, FromBroker message) {
        boolean stands = message instanceof FromBroker.Connected && broker.isConnected(name(client));
        boolean known = message instanceof FromBroker.Publish publish
                && publish.duplicate()
                && broker.knowsAcknowledged(name(client), publish.packetId());
        if (mode == Mode.PER_CLIENT || !(stands || known)) {
            broker.say(name(client), message);
        }
    }

    private String name(String client) {
        return mode == Mode.SHARED && !client.equals(ScriptBroker.ANYONE) ? VirtualUplinks.SHARED_NAME : client;
    }

    private boolean hasItsOwnTime(ToBroker message) {
        boolean acknowledges = message instanceof ToBroker.PublishAck
                || message instanceof ToBroker.PublishReceived
                || message instanceof ToBroker.PublishComplete;
        boolean aboutConnection = message instanceof ToBroker.Connect
                || message instanceof ToBroker.Disconnect
                || message instanceof ToBroker.Unsubscribe
                || message instanceof ToBroker.PublishRelease;
        return switch (mode) {
            case PER_CLIENT -> false;
            case ON_STORE -> acknowledges;
            case SHARED -> acknowledges || aboutConnection;
        };
    }

    /** Without packet identifiers; and how long the server shall keep a session after an outage depends on there being a store. */
    private ToBroker comparable(ToBroker message) {
        return mode != Mode.PER_CLIENT && message instanceof ToBroker.Connect connect
                ? new ToBroker.Connect(connect.cleanStart(), connect.sessionExpiry(), connect.will())
                : Upstream.withoutId(message);
    }
}
