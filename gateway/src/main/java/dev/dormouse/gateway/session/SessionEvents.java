package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import org.jspecify.annotations.Nullable;

/** What a session tells the world around it. Called on the client's loop. */
public interface SessionEvents {
    /** Messages from this address belong to the session from now on. */
    void bound(ClientSession session, Downlink address);

    /** They no longer do. */
    void unbound(ClientSession session, Downlink address, Parting parting);

    /** The client has to connect again after a restart of the gateway; all it may say here before is farewell (D-18). */
    void missed(ClientSession session, Downlink lastSeenAt);

    /** It is not missed there any more. */
    void missedNoMore(ClientSession session, Downlink lastSeenAt);

    /** A connect dialogue has begun at an address; null where there is none any more. */
    void connectBegun(@Nullable Downlink address);

    /** It is over, however it came out. */
    void connectOver(@Nullable Downlink address);

    /** The session has no connection any more but is kept. */
    void rests(ClientSession session);

    /** The session is over and nothing of it need be remembered. */
    void ended(ClientSession session);

    /** A restored session wants its connection to the MQTT server back, when it is its turn: {@link ClientSession#reopenUplink}. */
    void uplinkWanted(ClientSession session);

    /** The client is to be told to connect again, when it is its turn: {@link ClientSession#sayFarewell}. */
    void farewellWanted(ClientSession session);

    /** What {@link ClientSession#reopenUplink} began is over, however it came out. */
    void uplinkSettled(ClientSession session);

    /**
     * More octets wait for the client than before, or fewer.
     *
     * @param octets payloads, names and what a message costs besides; negative: fewer
     */
    void queued(int octets);

    /** True while more waits for all clients together than may (I-29). */
    boolean isGatewayFull();

    /** A message was thrown away. */
    void dropped(ClientSession session, DropReason reason);

    /** How a client and its address came apart. */
    enum Parting {
        /** The client said farewell, and may say it again if our answer was lost. */
        FAREWELL,
        /** Anything else. */
        SEVERED
    }
}
