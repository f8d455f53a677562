package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, WebSockets and passwords, with a real server at the far end. */
class SecuredMosquittoTest {
    private static Certificates certificates;

    private final RealLoops loops = RealLoops.best();

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws IOException, InterruptedException {
        certificates = Certificates.in(directory);
    }

    @AfterEach
    void stop() {
        loops.close();
    }

    private static TlsOptions trusting() {
        return TlsOptions.defaults().trusting(certificates.certificate("ca"));
    }

    private FromBroker connecting(String scheme, Mosquitto to, TlsOptions tls) {
        ServerAddress server = ServerAddress.parse(scheme + "://localhost:" + to.port());
        return loops.session(UplinkOptions.to(server).with(tls), "secured")
                .connects()
                .hears();
    }

    private static final FromBroker CONNECTED = new FromBroker.Connected(false);
    private static final FromBroker UNAVAILABLE = new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE);

    @Test
    void trustsACertificateForTheRightHost(@TempDir Path directory) {
        try (Mosquitto mosquitto =
                Mosquitto.start(directory, anonymous() + certificates.settings("localhost", false))) {
            assertEquals(CONNECTED, connecting("mqtts", mosquitto, trusting()));
        }
    }

    @Test
    void refusesAnAuthorityItDoesNotKnow(@TempDir Path directory) {
        try (Mosquitto mosquitto =
                Mosquitto.start(directory, anonymous() + certificates.settings("localhost", false))) {
            assertEquals(UNAVAILABLE, connecting("mqtts", mosquitto, TlsOptions.defaults()));
        }
    }

    @Test
    void refusesACertificateForAnotherHostUnlessTold(@TempDir Path directory) {
        try (Mosquitto mosquitto =
                Mosquitto.start(directory, anonymous() + certificates.settings("elsewhere", false))) {
            assertEquals(UNAVAILABLE, connecting("mqtts", mosquitto, trusting()));
            assertEquals(CONNECTED, connecting("mqtts", mosquitto, trusting().with(TlsOptions.HostNameCheck.OFF)));
        }
    }

    @Test
    void showsItsOwnCertificate(@TempDir Path directory) {
        try (Mosquitto mosquitto = Mosquitto.start(directory, anonymous() + certificates.settings("localhost", true))) {
            assertEquals(UNAVAILABLE, connecting("mqtts", mosquitto, trusting()));
            TlsOptions identified =
                    trusting().identifiedBy(certificates.certificate("client"), certificates.key("client"));
            assertEquals(CONNECTED, connecting("mqtts", mosquitto, identified));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void speaksThroughWebSockets(String scheme, @TempDir Path directory) {
        // mosquitto 2.0.11 does not start with nothing but WebSockets, hence the second listener.
        String settings = "protocol websockets\n" + anonymous()
                + (scheme.equals("wss") ? certificates.settings("localhost", false) : "")
                + "listener " + Mosquitto.freePort() + " 127.0.0.1\n";
        try (Mosquitto mosquitto = Mosquitto.start(directory, settings)) {
            ServerAddress server = ServerAddress.parse(scheme + "://localhost:" + mosquitto.port());
            RecordingSession session = loops.session(UplinkOptions.to(server).with(trusting()), "web")
                    .connects();
            session.says(new ToBroker.Subscribe(1, "web", Qos.AT_MOST_ONCE));
            Bytes large = Bytes.of(new byte[50_000]);
            session.says(new ToBroker.Publish(2, "web", large, Qos.AT_LEAST_ONCE, false, false));
            assertEquals(large, session.hears(FromBroker.Publish.class).payload());
        }
    }

    @Test
    void givesUserNameAndPassword(@TempDir Path directory) throws IOException, InterruptedException {
        Path passwords = directory.resolve("passwords");
        Files.createFile(passwords);
        new ProcessBuilder("/usr/bin/mosquitto_passwd", "-b", passwords.toString(), "dormouse", "secret")
                .inheritIO()
                .start()
                .waitFor();
        try (Mosquitto mosquitto =
                Mosquitto.start(directory, "allow_anonymous false\npassword_file " + passwords + "\n")) {
            UplinkOptions options = UplinkOptions.to(ServerAddress.parse("mqtt://127.0.0.1:" + mosquitto.port()));
            assertEquals(
                    CONNECTED,
                    loops.session(options.with(new Credentials("dormouse", Bytes.ofUtf8("secret"))), "good")
                            .connects()
                            .hears());
            assertEquals(
                    new FromBroker.Refused(ReasonCode.NOT_AUTHORIZED),
                    loops.session(options.with(new Credentials("dormouse", Bytes.EMPTY)), "bad")
                            .connects()
                            .hears());
        }
    }

    private static String anonymous() {
        return "allow_anonymous true\n";
    }
}
