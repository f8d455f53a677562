package dev.dormouse.sim.profile;

import static dev.dormouse.sim.profile.Quirk.CANNOT_SLEEP;
import static dev.dormouse.sim.profile.Quirk.CONNECTS_ONCE;
import static dev.dormouse.sim.profile.Quirk.CONSENT_ENDS_SLEEP;
import static dev.dormouse.sim.profile.Quirk.DOES_NOT_AWAIT_PUBACK;
import static dev.dormouse.sim.profile.Quirk.DOES_NOT_RECONNECT;
import static dev.dormouse.sim.profile.Quirk.EXITS_ON_FAILURE;
import static dev.dormouse.sim.profile.Quirk.FIXED_PING_TIMER;
import static dev.dormouse.sim.profile.Quirk.FORGETS_MESSAGES;
import static dev.dormouse.sim.profile.Quirk.FORGETS_QOS_2_AT_PUBREL;
import static dev.dormouse.sim.profile.Quirk.GIVES_UP_IN_SILENCE;
import static dev.dormouse.sim.profile.Quirk.GIVES_UP_MESSAGE_ONLY;
import static dev.dormouse.sim.profile.Quirk.IGNORES_DISCONNECT;
import static dev.dormouse.sim.profile.Quirk.IGNORES_PUBACK_CODE;
import static dev.dormouse.sim.profile.Quirk.IGNORES_REGISTER;
import static dev.dormouse.sim.profile.Quirk.NEEDS_TOPIC_ID;
import static dev.dormouse.sim.profile.Quirk.NO_PUBREC;
import static dev.dormouse.sim.profile.Quirk.NUMBERS_QOS_0;
import static dev.dormouse.sim.profile.Quirk.PINGS_BLINDLY;
import static dev.dormouse.sim.profile.Quirk.REFUSES_UNUSUAL_PUBLISH;
import static dev.dormouse.sim.profile.Quirk.REPEATS_PUBLISH_AFTER_PUBREC;
import static dev.dormouse.sim.profile.Quirk.REPEATS_QOS_2;
import static dev.dormouse.sim.profile.Quirk.REPEATS_WITHOUT_DUP;
import static dev.dormouse.sim.profile.Quirk.WAKES_WITHOUT_ID;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The profiles there are. Each says where its behaviour was read; none was watched on a device. */
public final class Profiles {
    /** MQTT-SN 1.2 by the letter, with the retransmission of §6.13 and a back-off. Source: the specification. */
    public static final Profile STRICT = new Profile(
            "strict",
            "MQTT-SN 1.2, 6.13, 6.14 and 7.2",
            Duration.ofSeconds(10),
            3,
            1.5,
            0.9,
            2,
            2,
            1,
            1,
            EnumSet.noneOf(Quirk.class));

    /**
     * RIOT's synchronous client: one request at a time, every 15 s, no DUP, no REGISTER handler, no sleep, deaf to DISCONNECT.
     * Source: RIOT, sys/net/application_layer/emcute/emcute.c and net/emcute.h.
     */
    public static final Profile RIOT_EMCUTE = new Profile(
            "riot-emcute",
            "RIOT-OS/RIOT sys/net/application_layer/emcute/emcute.c",
            Duration.ofSeconds(15),
            3,
            1,
            1,
            1,
            1,
            1,
            1,
            Set.of(
                    IGNORES_REGISTER,
                    REFUSES_UNUSUAL_PUBLISH,
                    NEEDS_TOPIC_ID,
                    IGNORES_DISCONNECT,
                    CANNOT_SLEEP,
                    DOES_NOT_RECONNECT,
                    PINGS_BLINDLY,
                    FIXED_PING_TIMER,
                    REPEATS_WITHOUT_DUP,
                    GIVES_UP_MESSAGE_ONLY));

    /**
     * RIOT's asynchronous client: several requests at once, pings after three quarters of the keep alive period, no REGISTER
     * handler, no sleep. Source: RIOT, sys/net/application_layer/asymcute/asymcute.c and net/asymcute.h.
     */
    public static final Profile RIOT_ASYMCUTE = new Profile(
            "riot-asymcute",
            "RIOT-OS/RIOT sys/net/application_layer/asymcute/asymcute.c",
            Duration.ofSeconds(10),
            3,
            1,
            0.75,
            1,
            1,
            4,
            4,
            Set.of(
                    IGNORES_REGISTER,
                    NO_PUBREC,
                    CANNOT_SLEEP,
                    DOES_NOT_RECONNECT,
                    FIXED_PING_TIMER,
                    REPEATS_WITHOUT_DUP,
                    GIVES_UP_MESSAGE_ONLY,
                    FORGETS_MESSAGES));

    /**
     * Zephyr's client: sends CONNECT once, takes the gateway's consent to sleep for a dismissal and every PUBACK for a success.
     * Its three retries count the first transmission. Source: Zephyr, subsys/net/lib/mqtt_sn/mqtt_sn.c.
     */
    public static final Profile ZEPHYR = new Profile(
            "zephyr",
            "zephyrproject-rtos/zephyr subsys/net/lib/mqtt_sn/mqtt_sn.c",
            Duration.ofSeconds(10),
            2,
            1,
            1,
            2,
            2,
            7,
            5,
            Set.of(
                    CONSENT_ENDS_SLEEP,
                    IGNORES_PUBACK_CODE,
                    CONNECTS_ONCE,
                    DOES_NOT_RECONNECT,
                    FIXED_PING_TIMER,
                    NUMBERS_QOS_0,
                    REPEATS_QOS_2,
                    FORGETS_QOS_2_AT_PUBREL,
                    REPEATS_PUBLISH_AFTER_PUBREC,
                    FORGETS_MESSAGES));

    /**
     * The client beside Paho's gateway: sleeps and wakes without its id, reconnects by itself, knows no PUBREC.
     * Source: paho.mqtt-sn.embedded-c, MQTTSNGateway/GatewayTester/src (LGwProxy.cpp, LPublishManager.cpp).
     */
    public static final Profile PAHO_EMBEDDED = new Profile(
            "paho-embedded",
            "eclipse-paho/paho.mqtt-sn.embedded-c MQTTSNGateway/GatewayTester/src/LGwProxy.cpp, LPublishManager.cpp",
            Duration.ofSeconds(10),
            3,
            1,
            1,
            2,
            1,
            6,
            5,
            Set.of(NO_PUBREC, WAKES_WITHOUT_ID, REPEATS_PUBLISH_AFTER_PUBREC));

    /**
     * The command line tools: no retransmission at all, message numbers at QoS 0, an exit on every error.
     * Source: mqtt-sn-tools, mqtt-sn.c.
     */
    public static final Profile MQTT_SN_TOOLS = new Profile(
            "mqtt-sn-tools",
            "njh/mqtt-sn-tools mqtt-sn.c",
            Duration.ofSeconds(10),
            0,
            1,
            1,
            1,
            0,
            1,
            1,
            Set.of(
                    NO_PUBREC,
                    CANNOT_SLEEP,
                    PINGS_BLINDLY,
                    GIVES_UP_IN_SILENCE,
                    NUMBERS_QOS_0,
                    DOES_NOT_AWAIT_PUBACK,
                    EXITS_ON_FAILURE));

    private static final List<Profile> ALL =
            List.of(STRICT, RIOT_EMCUTE, RIOT_ASYMCUTE, ZEPHYR, PAHO_EMBEDDED, MQTT_SN_TOOLS);

    private Profiles() {}

    /** The profile of a name, null if there is none. */
    public static @Nullable Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** All names. */
    public static Set<String> names() {
        return ALL.stream().map(Profile::name).collect(Collectors.toUnmodifiableSet());
    }
}
