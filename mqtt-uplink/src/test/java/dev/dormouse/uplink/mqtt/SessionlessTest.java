package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.uplink.Qos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connection that those without a session share. */
class SessionlessTest {
    private static final String PUBLISH = "30050001740078";

    private final Scene scene = new Scene();

    @Test
    void opensWithTheFirstMessageAndStaysOpen() {
        scene.serverSeesNoConnection().somebodyPublishes();
        assertTrue(scene.serverAccepts().endsWith("646f726d6f7573652d" + hexOfTheRest()), "its own client id");
        scene.serverSays(Scene.CONNACK_5)
                .serverHears(PUBLISH)
                .somebodyPublishes()
                .serverHears(PUBLISH)
                .serverSeesNoConnection();
    }

    private String hexOfTheRest() {
        StringBuilder digits = new StringBuilder();
        scene.options()
                .sessionlessClient()
                .substring("dormouse-".length())
                .chars()
                .forEach(octet -> digits.append(Integer.toHexString(octet)));
        return digits.toString();
    }

    @Test
    void comesBackAfterAnInterruptionAndKeepsALittle() {
        scene.somebodyPublishes().serverAccepts();
        scene.serverSays(Scene.CONNACK_5)
                .serverHears(PUBLISH)
                .serverHangsUp()
                .somebodyPublishes()
                .after(Duration.ofSeconds(1))
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).serverHears(PUBLISH).serverHearsNothing();
    }

    @Test
    void countsWhatIsDroppedWhileTheServerIsAwayAndTriesAgain() {
        scene.serverIsAway().somebodyPublishes().somebodyPublishes();
        assertEquals(2, scene.uplinks.dropped());
        scene.serverIsBack().after(Duration.ofSeconds(1)).somebodyPublishes().serverAccepts();
        scene.serverSays(Scene.CONNACK_5).serverHears(PUBLISH).serverHearsNothing();
    }

    @Test
    void tellsAWatcherWhetherTheServerIsThere() {
        List<Boolean> told = new ArrayList<>();
        scene.somebodyWatches(told::add).serverAccepts();
        assertEquals(List.of(), told);
        scene.serverSays(Scene.CONNACK_5);
        assertEquals(List.of(true), told);
        scene.serverHangsUp();
        assertEquals(List.of(true, false), told);
        scene.after(Duration.ofSeconds(1)).serverAccepts();
        scene.serverSays(Scene.CONNACK_5);
        assertEquals(List.of(true, false, true), told);
    }

    @Test
    void keepsTryingForAWatcher() {
        List<Boolean> told = new ArrayList<>();
        scene.serverIsAway().somebodyWatches(told::add).after(Duration.ofMinutes(5));
        assertFalse(told.contains(true));
        scene.serverIsBack().untilConnectedWithin(Duration.ofMinutes(2)).serverAccepts();
        scene.serverSays(Scene.CONNACK_5);
        assertTrue(told.get(told.size() - 1));
    }

    @Test
    void takesNothingButQos0() {
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.uplinks.sessionless().send(Scene.publish(1, Qos.AT_LEAST_ONCE)));
    }
}
