package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The address that a client has now, and the rules by which it speaks. */
final class Whereabouts {
    private final ClientSession session;
    private @Nullable Downlink downlink;
    private @Nullable ProtocolRules rules;

    Whereabouts(ClientSession session) {
        this.session = session;
    }

    @Nullable
    Downlink downlink() {
        return downlink;
    }

    ProtocolRules rules() {
        return Objects.requireNonNull(rules, "nothing was heard of the client yet");
    }

    /** For people. */
    String text() {
        return downlink == null ? "nowhere" : downlink.text();
    }

    boolean isAt(Downlink address) {
        return downlink != null && downlink.leadsWhere(address);
    }

    /** The client goes on at another address (I-10). */
    void moveTo(Downlink address) {
        leave(Parting.SEVERED);
        downlink = address;
        rules = address.rules();
        announce();
    }

    /** The address is nobody's any more. */
    void leave(Parting parting) {
        Downlink before = downlink;
        if (before != null) {
            downlink = null;
            session.events().unbound(session, before, parting);
        }
    }

    // ---- after a restart of the gateway ----

    void spoke(ProtocolRules kept) {
        rules = kept;
    }

    /** Where the client was, for what is put together now; {@link #announce} tells it to others. */
    void wasAt(@Nullable Downlink address) {
        downlink = address;
    }

    void announce() {
        if (downlink != null) {
            session.events().bound(session, downlink);
        }
    }
}
