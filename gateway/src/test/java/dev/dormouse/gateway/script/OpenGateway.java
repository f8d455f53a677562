package dev.dormouse.gateway.script;

import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.loop.Loops;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.gateway.reception.Reception;
import dev.dormouse.gateway.reception.ReceptionSettings;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.uplink.Uplinks;
import java.util.List;

/** The gateway as a program begins it, open to everybody, on a virtual loop. */
final class OpenGateway {
    private OpenGateway() {}

    /** Starts one with what the store has kept of others before. */
    static Reception start(
            Mode mode,
            Uplinks server,
            SessionStore store,
            SessionSettings settings,
            VirtualLoop loop,
            ScriptLink link) {
        List<SessionSnapshot> kept = store.loadAll();
        VirtualUplinks uplinks = VirtualUplinks.wire(mode, server, store, kept, settings, loop);
        Reception started = new Reception(
                new V12Dialect(),
                new Loops(List.of(loop)),
                new ReceptionSettings(AdmissionLimits.generous(), false),
                settings,
                PredefinedTopics.none(),
                uplinks.source(),
                store,
                message -> {},
                new Counters(),
                PacketTrace.off());
        DatagramLink.Receiver receiver = started.receiver(link, LinkRules.open());
        try {
            started.restore(kept);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        uplinks.start();
        link.start(receiver);
        return started;
    }
}
