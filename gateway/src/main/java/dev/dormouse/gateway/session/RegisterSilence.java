package dev.dormouse.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client that never answers a REGISTER, as RIOT's do, from one whose network lost them (I-40, D-11). While that is open the
 * messages of a topic without an answer are tried again whenever the client has been heard, after those of all other topics.
 */
final class RegisterSilence {
    /** With three repetitions, and a third of the questions or answers lost, one client in 200 000 is taken for deaf. */
    private static final int ROUNDS = 3;

    private boolean everAnswered;
    private boolean heardSince = true;
    private int rounds;

    /** The topics in question, in the order of their first round, and whether they may be tried again; null for none. */
    private @Nullable Map<String, Boolean> topics;

    /** The client has answered a REGISTER. */
    void broken() {
        everAnswered = true;
        topics = null;
    }

    /** True when the client has answered a REGISTER in this session; then an unanswered one means that it is out of reach. */
    boolean isBroken() {
        return everAnswered;
    }

    /**
     * A REGISTER and its repetitions were not answered.
     *
     * @return true when the client is to be left alone with this topic; false when the topic waits until the client is heard
     */
    boolean lasts(String topic) {
        // A client that is out of reach leaves topic after topic unanswered; that says nothing about the client.
        rounds += heardSince ? 1 : 0;
        heardSince = false;
        if (topics == null) {
            topics = new LinkedHashMap<>(2);
        }
        if (rounds >= ROUNDS) {
            topics.remove(topic);
        } else {
            topics.put(topic, false);
        }
        return rounds >= ROUNDS;
    }

    /** The client was heard: true when topics waited for that. */
    boolean heard() {
        heardSince = true;
        if (topics == null || !topics.containsValue(false)) {
            return false;
        }
        topics.replaceAll((topic, may) -> true);
        return true;
    }

    /** True when messages of this topic have to let all others go first. */
    boolean holdsBack(String topic) {
        return topics != null && topics.containsKey(topic);
    }

    /** The topics that may be tried again, the first one first. */
    List<String> toTryAgain() {
        if (topics == null) {
            return List.of();
        }
        List<String> again = new ArrayList<>();
        topics.forEach((topic, may) -> {
            if (may) {
                again.add(topic);
            }
        });
        return again;
    }

    void forget() {
        everAnswered = false;
        heardSince = true;
        rounds = 0;
        topics = null;
    }
}
