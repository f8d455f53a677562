package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device is made with.
 *
 * @param clientId its name
 * @param profile how it behaves
 * @param keepAlive seconds, 0 to 65535; 0 is no supervision
 * @param cleanSession whether each CONNECT begins a new session
 * @param will null for none
 * @param search whether it looks for a gateway before it connects
 * @param predefined the predefined topics it knows
 * @param subscriptions what it subscribes to whenever its session begins
 */
public record DeviceSetup(
        Bytes clientId,
        Profile profile,
        int keepAlive,
        boolean cleanSession,
        @Nullable Will will,
        boolean search,
        List<Topic> predefined,
        List<Subscription> subscriptions) {

    /** A device that connects with a clean session and a keep alive of a minute, and wants to hear nothing. */
    public static DeviceSetup of(String clientId, Profile profile) {
        return new DeviceSetup(Bytes.ofUtf8(clientId), profile, 60, true, null, false, List.of(), List.of());
    }
}
