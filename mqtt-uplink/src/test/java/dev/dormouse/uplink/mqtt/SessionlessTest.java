package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.uplink.Qos;
import java.time.Duration;
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
    void takesNothingButQos0() {
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.uplinks.sessionless().send(Scene.publish(1, Qos.AT_LEAST_ONCE)));
    }
}
