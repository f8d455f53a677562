package dev.dormouse.sim.fleet;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.device.Will;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Profiles;
import dev.dormouse.sim.profile.Quirk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@code [[groups]]} of a fleet file. */
final class GroupReader {
    private static final int MOST_DEVICES = 1_000_000;
    private static final int LARGEST_DURATION = 65535;
    private static final int LARGEST_ID = 65534;
    private static final int HOURS = 24;
    private static final double MILLION = 1e6;
    private static final Map<String, TopicIdType> TYPES =
            Map.of("name", TopicIdType.NORMAL, "short", TopicIdType.SHORT, "predefined", TopicIdType.PREDEFINED);
    private static final Map<String, Profile> PROFILES = Profiles.names().stream()
            .collect(Collectors.toMap(Function.identity(), name -> Objects.requireNonNull(Profiles.named(name))));

    private final Map<String, LinkPlan> links;
    private final Path folder;

    GroupReader(Map<String, LinkPlan> links, Path folder) {
        this.links = links;
        this.folder = folder;
    }

    GroupPlan read(Table table) {
        Profile profile = table.choice("profile", PROFILES, Profiles.STRICT);
        String name = table.text("name", "devices");
        int count = (int) table.integer("count", 1, MOST_DEVICES, 1);
        IdPattern ids = new IdPattern(table.text("id", name + "-{n}"));
        if (count > 1 && !ids.tellsApart()) {
            table.wrong("id", "must hold {n} where there is more than one device");
        }
        boolean connects = table.flag("connect", true);
        List<MessagePlan> messages = messages(table, "messages", -1, connects ? profile.publishQos() : -1);
        return new GroupPlan(
                name,
                count,
                ids,
                profile,
                link(table),
                connects,
                seconds(table, "keep-alive", 60, 0),
                table.flag("clean-session", true),
                table.flag("search", false),
                will(table),
                table.duration("start-within", 10 * Ticks.SECOND),
                table.number("clock-drift-ppm", 0, 100_000, 0) / MILLION,
                messages,
                subscriptions(table, profile),
                messages(table, "commands", 0, 2),
                sleep(table, profile),
                powerCut(table));
    }

    private LinkPlan link(Table table) {
        if (!table.has("link")) {
            return LinkPlan.direct("udp");
        }
        return table.choice("link", links, LinkPlan.direct("udp"));
    }

    private List<MessagePlan> messages(Table table, String key, int lowestQos, int highestQos) {
        List<MessagePlan> messages = new ArrayList<>();
        for (Table message : table.tables(key)) {
            TopicPlan topic = topic(message, false);
            int qos = (int) message.integer("qos", lowestQos, 2, 0);
            if (qos < 0 && topic.type() == TopicIdType.NORMAL) {
                message.wrong("qos", "-1 needs topic-type \"short\" or \"predefined\"");
            }
            if (qos > highestQos) {
                message.wrong("qos", "must be " + highestQos + " or less for devices of this kind");
            }
            messages.add(
                    new MessagePlan(topic, qos, message.flag("retain", false), payload(message), schedule(message)));
        }
        return messages;
    }

    private Template payload(Table message) {
        String text = message.text("payload", "{counter}");
        CsvTable csv = CsvTable.EMPTY;
        String file = message.text("csv", "");
        if (!file.isEmpty()) {
            try {
                csv = CsvTable.read(folder.resolve(file));
            } catch (IOException e) {
                message.wrong("csv", "cannot be read: " + e);
            }
        }
        try {
            return Template.parse(text, csv);
        } catch (IllegalArgumentException e) {
            message.wrong("payload", String.valueOf(e.getMessage()));
            return Template.parse("", csv);
        }
    }

    private static Schedule schedule(Table message) {
        long every = message.duration("every", 60 * Ticks.SECOND);
        if (every <= 0) {
            message.wrong("every", "must be longer than nothing");
        }
        Table duty = message.table("duty-cycle");
        long on = duty.duration("on", 0);
        long off = duty.duration("off", 0);
        if ((on == 0) != (off == 0)) {
            message.wrong("duty-cycle", "needs both \"on\" and \"off\"");
        }
        return new Schedule(
                Math.max(1, every),
                message.share("jitter", 0),
                (int) message.integer("burst", 1, 1000, 1),
                on,
                off,
                message.numbers("day-curve", HOURS));
    }

    private static List<SubscriptionPlan> subscriptions(Table table, Profile profile) {
        List<SubscriptionPlan> subscriptions = new ArrayList<>();
        for (Table subscription : table.tables("subscriptions")) {
            int qos = (int) subscription.integer("qos", 0, 2, 0);
            if (qos > profile.subscribeQos()) {
                subscription.wrong(
                        "qos", "must be " + profile.subscribeQos() + " or less with profile " + profile.name());
            }
            TopicPlan topic = topic(subscription, true);
            if (wild(topic.pattern()) && (profile.has(Quirk.IGNORES_REGISTER) || profile.has(Quirk.NEEDS_TOPIC_ID))) {
                subscription.wrong("topic", "has a wildcard, which profile " + profile.name() + " cannot use");
            }
            subscriptions.add(new SubscriptionPlan(topic, qos));
        }
        return subscriptions;
    }

    private static TopicPlan topic(Table table, boolean mayBeFilter) {
        String pattern = table.text("topic", "");
        if (pattern.isEmpty()) {
            table.wrong("topic", "is missing");
        } else if (!mayBeFilter && wild(pattern)) {
            table.wrong("topic", "must not hold wildcards");
        }
        TopicIdType type = table.choice("topic-type", TYPES, TopicIdType.NORMAL);
        int id = (int) table.integer("predefined-id", 1, LARGEST_ID, 0);
        if (type == TopicIdType.PREDEFINED && id == 0) {
            table.wrong("predefined-id", "is missing");
        }
        if (type == TopicIdType.SHORT && Bytes.ofUtf8(pattern).length() != 2) {
            table.wrong("topic", "must have two octets to be short");
        }
        return new TopicPlan(type, pattern, id);
    }

    private static boolean wild(String topic) {
        return topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0;
    }

    private static @Nullable Will will(Table table) {
        if (!table.has("will")) {
            return null;
        }
        Table will = table.table("will");
        String topic = will.text("topic", "wills/{id}");
        if (wild(topic)) {
            will.wrong("topic", "must not hold wildcards");
        }
        return new Will(
                topic,
                (int) will.integer("qos", 0, 2, 1),
                will.flag("retain", false),
                Bytes.ofUtf8(will.text("message", "lost")));
    }

    private static @Nullable SleepPlan sleep(Table table, Profile profile) {
        if (!table.has("sleep")) {
            return null;
        }
        if (profile.has(Quirk.CANNOT_SLEEP)) {
            table.wrong("sleep", "is more than profile " + profile.name() + " can do");
        }
        Table sleep = table.table("sleep");
        int promised = seconds(sleep, "for", 600, 1);
        return new SleepPlan(promised, sleep.duration("wake-every", promised * Ticks.SECOND * 9 / 10));
    }

    private static @Nullable PowerCutPlan powerCut(Table table) {
        if (!table.has("power-cuts")) {
            return null;
        }
        Table cuts = table.table("power-cuts");
        return new PowerCutPlan(
                Math.max(Ticks.SECOND, cuts.duration("every", 3600 * Ticks.SECOND)),
                cuts.duration("for", 10 * Ticks.SECOND),
                cuts.flag("keeps-memory", false));
    }

    private static int seconds(Table table, String key, int otherwise, int least) {
        long seconds = table.duration(key, otherwise * Ticks.SECOND) / Ticks.SECOND;
        if (seconds < least || seconds > LARGEST_DURATION) {
            table.wrong(key, "must be from " + least + " s to " + LARGEST_DURATION + " s");
            return otherwise;
        }
        return (int) seconds;
    }
}
