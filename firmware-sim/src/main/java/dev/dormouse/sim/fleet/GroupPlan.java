package dev.dormouse.sim.fleet;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.device.DeviceSetup;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.device.Will;
import dev.dormouse.sim.profile.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices of one kind.
 *
 * @param name in reports
 * @param count how many
 * @param ids how they are named
 * @param profile how they behave
 * @param link how they reach the gateway
 * @param connects whether they connect at all; without, they only publish with QoS -1
 * @param keepAlive seconds
 * @param cleanSession whether each connection begins a new session
 * @param search whether they look for a gateway first
 * @param will null for none; its texts may hold {@code {id}}
 * @param startWithin microseconds over which they are switched on
 * @param drift by how much their clocks may go wrong, as a share of 1, either way
 * @param messages what they publish
 * @param subscriptions what they hear
 * @param commands what the far end sends them
 * @param sleep null for devices that stay awake
 * @param powerCut null for devices that never lose power
 */
public record GroupPlan(
        String name,
        int count,
        IdPattern ids,
        Profile profile,
        LinkPlan link,
        boolean connects,
        int keepAlive,
        boolean cleanSession,
        boolean search,
        @Nullable Will will,
        long startWithin,
        double drift,
        List<MessagePlan> messages,
        List<SubscriptionPlan> subscriptions,
        List<MessagePlan> commands,
        @Nullable SleepPlan sleep,
        @Nullable PowerCutPlan powerCut) {

    /** Filters for all that its devices publish, Wills too. */
    public Set<String> filters() {
        Set<String> filters = new HashSet<>();
        messages.forEach(message -> filters.add(ids.filter(message.topic().pattern())));
        if (will != null) {
            filters.add(ids.filter(will.topic()));
        }
        return filters;
    }

    /** The setup of the device with a number from 1. The mark ends its Will message, so that the far end knows whose it is. */
    public DeviceSetup setup(int number, String willMark) {
        String id = ids.id(number);
        Will own = will == null
                ? null
                : new Will(
                        ids.fill(will.topic(), number),
                        will.qos(),
                        will.retain(),
                        Bytes.ofUtf8(ids.fill(String.valueOf(will.message().toUtf8()), number) + willMark));
        return new DeviceSetup(
                Bytes.ofUtf8(id),
                profile,
                keepAlive,
                cleanSession,
                own,
                search,
                subscriptions.stream()
                        .map(plan -> plan.topic().of(ids, number))
                        .filter(topic -> topic.id() != 0)
                        .toList(),
                subscriptions.stream()
                        .map(plan -> new Subscription(plan.topic().of(ids, number), plan.qos()))
                        .toList());
    }
}
