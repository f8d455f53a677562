package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refusing CONNACK says, in either version, is told in the words of MQTT 5. */
class RefusalTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({"02,85", "03,88", "04,86", "05,87"})
    void translatesMqtt311(String returnCode, String reason) {
        scene.sessionConnects().serverAccepts();
        scene.serverSays("20020001").serverAccepts();
        scene.serverSays("200200" + returnCode).serverSeesTheEnd().sessionHears(refused(reason));
    }

    @ParameterizedTest
    @CsvSource({"80", "85", "86", "87", "88", "89", "8a", "97", "9d", "9f"})
    void keepsMqtt5(String reason) {
        scene.sessionConnects().serverAccepts();
        scene.serverSays("200300" + reason + "00")
                .serverSeesTheEnd()
                .sessionHears(refused(reason))
                .serverSeesNoConnection();
    }

    private static FromBroker refused(String reason) {
        return new FromBroker.Refused(new ReasonCode(Integer.parseInt(reason, 16)));
    }
}
