package dev.dormouse.gateway.script;

import dev.dormouse.gateway.SessionUplinks;
import dev.dormouse.gateway.session.SessionSettings;
import dev.dormouse.gateway.session.UplinkSource;
import dev.dormouse.gateway.store.KeptMessages;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.mqtt.BackOff;
import dev.dormouse.uplink.shared.SharedUplinks;
import dev.dormouse.uplink.stored.StoredLimits;
import dev.dormouse.uplink.stored.StoredUplinks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program's own way from sessions to the MQTT server in each mode, on a virtual loop and down to a server that a test plays. */
final class VirtualUplinks {
    /** The name of the connection that all share. */
    static final String SHARED_NAME = "dormouse-1";

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final long TOTAL_OCTETS = 64L << 20;

    private final Uplinks uplinks;
    private final UplinkSource source;

    private VirtualUplinks(Uplinks uplinks, UplinkSource source) {
        this.uplinks = uplinks;
        this.source = source;
    }

    /** Wires them for a gateway that begins with what was kept of others before. */
    static VirtualUplinks wire(
            Mode mode,
            Uplinks server,
            SessionStore store,
            List<SessionSnapshot> kept,
            SessionSettings settings,
            VirtualLoop loop) {
        VirtualEventLoop eventLoop = new VirtualEventLoop(loop);
        Uplinks uplinks =
                switch (mode) {
                    case PER_CLIENT -> server;
                    case ON_STORE -> storing(server, null, store, kept, settings, loop, eventLoop);
                    case SHARED -> {
                        SharedUplinks shared = new SharedUplinks(
                                server,
                                List.of(eventLoop),
                                "dormouse",
                                settings.sessionExpiry(),
                                BACK_OFF,
                                SharedUplinks.Overlaps.TOLD_APART);
                        yield storing(shared, shared::resume, store, kept, settings, loop, eventLoop);
                    }
                };
        return new VirtualUplinks(uplinks, new SessionUplinks(uplinks, any -> eventLoop, mode != Mode.SHARED));
    }

    private static Uplinks storing(
            Uplinks lower,
            StoredUplinks.@Nullable Resumer resumer,
            SessionStore store,
            List<SessionSnapshot> kept,
            SessionSettings settings,
            VirtualLoop loop,
            VirtualEventLoop eventLoop) {
        StoredUplinks stored = new StoredUplinks(
                lower,
                new KeptMessages(store),
                new StoredLimits(settings.queueMessages(), settings.queueOctets(), TOTAL_OCTETS),
                loop::now,
                settings.queueRules()::timeToLive,
                resumer);
        for (SessionSnapshot session : kept) {
            KeptMessages.restore(stored, session, eventLoop, loop.now(), settings.sessionExpiry());
        }
        loop.settle();
        return stored;
    }

    UplinkSource source() {
        return source;
    }

    /** When all sessions that were kept are there. */
    void start() {
        uplinks.start();
    }
}
