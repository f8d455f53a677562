package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.uplink.Qos;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The uplink's own keep alive (MQTT 5 §3.1.2.10). */
class KeepAliveTest {
    private static final String PINGREQ = "c000";
    private static final String PINGRESP = "d000";
    private static final String SERVER_KEEP_ALIVE_20 = "130014";

    private final Scene scene = new Scene();

    @Test
    void pingsWhenNothingWasSentForTheKeepAlive() {
        scene.isConnected()
                .after(Duration.ofSeconds(59))
                .serverHearsNothing()
                .after(Duration.ofSeconds(1))
                .serverHears(PINGREQ)
                .serverSays(PINGRESP)
                .after(Duration.ofSeconds(59))
                .serverHearsNothing()
                .after(Duration.ofSeconds(1))
                .serverHears(PINGREQ);
    }

    @Test
    void neverIsSilentForLongerThanTheKeepAlive() {
        for (int offset = 1; offset < 60; offset += 7) {
            Scene other = new Scene();
            other.isConnected()
                    .after(Duration.ofSeconds(offset))
                    .sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE))
                    .serverHears("30050001740078");
            other.after(Duration.ofSeconds(60)).serverHears(PINGREQ);
        }
    }

    @Test
    void takesTheKeepAliveThatTheServerDemands() {
        scene.isConnectedWith(SERVER_KEEP_ALIVE_20)
                .after(Duration.ofSeconds(20))
                .serverHears(PINGREQ);
    }

    @Test
    void isInterruptedWhenAPingIsNotAnswered() {
        scene.isConnected()
                .after(Duration.ofSeconds(60))
                .serverHears(PINGREQ)
                .after(Duration.ofSeconds(9))
                .sessionHearsNothing()
                .after(Duration.ofSeconds(1))
                .sessionIsInterrupted()
                .serverSeesTheEnd();
    }

    @Test
    void givesAPingFiveSecondsEvenWithAShortKeepAlive() {
        scene.isConnectedWith("130002")
                .after(Duration.ofSeconds(2))
                .serverHears(PINGREQ)
                .after(Duration.ofSeconds(4))
                .serverSeesNoEnd()
                .after(Duration.ofSeconds(2))
                .sessionIsInterrupted();
    }

    @Test
    void noticesADeadServerAlsoWhileTheDeviceTalks() {
        scene.isConnected();
        for (int second = 1; second < 70; second++) {
            scene.sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE)).after(Duration.ofSeconds(1));
        }
        scene.sessionHearsNothing()
                .serverSeesNoEnd()
                .after(Duration.ofSeconds(1))
                .sessionIsInterrupted()
                .serverSeesTheEnd();
    }

    @Test
    void pingsOncePerKeepAliveWhileOnlyTheDeviceTalks() {
        scene.isConnected();
        for (int second = 1; second <= 240; second++) {
            scene.sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE))
                    .serverHears("30050001740078")
                    .after(Duration.ofSeconds(1));
            if (second % 60 == 0) {
                scene.serverHears(PINGREQ).after(Duration.ofSeconds(9)).serverSays(PINGRESP);
                second += 9;
            }
        }
        scene.sessionHearsNothing().serverSeesNoEnd();
    }

    @Test
    void pingsWhileOnlyTheServerTalks() {
        scene.isConnected();
        for (int second = 1; second <= 60; second++) {
            scene.serverHearsNothing().serverSays("30050001740078").after(Duration.ofSeconds(1));
        }
        scene.serverHears(PINGREQ);
    }

    @Test
    void takesAnythingTheServerSaysForASignOfLife() {
        scene.isConnected()
                .after(Duration.ofSeconds(60))
                .serverHears(PINGREQ)
                .after(Duration.ofSeconds(9))
                .serverSays("30050001740078")
                .after(Duration.ofSeconds(9))
                .serverSeesNoEnd();
    }

    @Test
    void saysItsKeepAliveInConnect() {
        scene.sessionConnects();
        assertTrue(scene.serverAccepts().startsWith("00044d51545405" + "02" + "003c", 4));
    }
}
