package dev.dormouse.sim.e2e;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary folder, an MQTT server and the processes of one test; all gone when it is closed. */
final class Stage implements AutoCloseable {
    /** System property: the folder of the packaged gateway. */
    private static final String HOME_PROPERTY = "dormouse.home";

    private static final Pattern LISTENS = Pattern.compile("MQTT-SN on UDP \\S+:(\\d+)");

    private final Deque<Child> cast = new ArrayDeque<>();
    private final Path folder;
    private final int broker;
    private final Child mosquitto;
    private @Nullable Mqtt3BlockingClient publisher;

    /** Starts mosquitto on a free port. */
    Stage() {
        try {
            folder = Files.createTempDirectory("dormouse-sim-e2e");
            broker = freePort();
            Path file = Files.write(
                    folder.resolve("mosquitto.conf"),
                    // Started by root it would become another user, who may not read the test's files.
                    List.of(
                            "listener " + broker + " 127.0.0.1",
                            "allow_anonymous true",
                            "user root",
                            "log_dest stderr",
                            "max_queued_messages 0"));
            String program = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
            // A connection for each device: it needs all the open files it can get.
            String most = "ulimit -n $(ulimit -H -n); exec \"$0\" \"$@\"";
            mosquitto = start("mosquitto", List.of("sh", "-c", most, program, "-c", file.toString()), Map.of());
            mosquitto.await("mosquitto version .* running");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a dongle of this name is to be found. */
    Path device(String name) {
        return folder.resolve(name);
    }

    /** Address of the MQTT server. */
    String brokerUrl() {
        return "mqtt://127.0.0.1:" + broker;
    }

    /** Waits for a line in which the MQTT server says this. */
    String brokerSays(String expression) {
        return mosquitto.await(expression);
    }

    /** A file of the test. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The command {@code dormouse-sim} with these words. */
    Child simulator(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.dormouse.sim.cli.Main"));
        command.addAll(words);
        return start("dormouse-sim " + words, command, Map.of());
    }

    /** The packaged gateway in front of the MQTT server, with these keys of the configuration. */
    Child gateway(Map<String, String> settings) {
        Child gateway = dormouse(settings, "run");
        gateway.await("Dormouse: MQTT-SN on");
        return gateway;
    }

    /** A command of the packaged gateway, with these keys of the configuration. */
    Child dormouse(Map<String, String> settings, String... words) {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, ""));
        Path program = home.resolve("bin/dormouse");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "no gateway in \"" + home + "\": run mvn package, or mvn verify over all modules");
        }
        Map<String, String> keys = new LinkedHashMap<>(settings);
        keys.put("data", folder.resolve("data").toString());
        keys.put("uplink.mode", "upstream");
        keys.put("uplink.url", brokerUrl());
        Map<String, String> variables = new LinkedHashMap<>();
        keys.forEach((key, value) -> variables.put(
                "DORMOUSE_" + key.toUpperCase(Locale.ROOT).replace("-", "_").replace(".", "__"), value));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        return start("dormouse", command, variables);
    }

    /** A gateway for devices with UDP; tells its address. */
    InetSocketAddress udpGateway() {
        return udpGateway(Map.of());
    }

    /** The same with these keys of the configuration besides. */
    InetSocketAddress udpGateway(Map<String, String> settings) {
        Map<String, String> keys = new LinkedHashMap<>(settings);
        keys.putAll(Map.of("links.0.host", "127.0.0.1", "links.0.port", "0"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udpPort(gateway(keys)));
    }

    /** Where a gateway listens to devices with UDP. */
    static int udpPort(Child gateway) {
        String banner = gateway.await(LISTENS.pattern());
        Matcher listens = LISTENS.matcher(banner);
        if (!listens.find()) {
            throw new AssertionError(banner);
        }
        return Integer.parseInt(listens.group(1));
    }

    /** Takes the lowest free number of a pseudo-terminal, so that the next device has another. */
    void takePseudoTerminal(String name) {
        String link = device(name).toString();
        // -d -d: it says when it is there
        start("socat " + name, List.of("socat", "-d", "-d", "PTY,raw,echo=0,link=" + link, "EXEC:sleep 600"), Map.of())
                .await("PTY is /dev/pts/");
    }

    /** A subscriber whose lines are topic and payload. */
    Child subscriber(String filter) {
        // Line by line: into a pipe the C library would hold them back.
        List<String> words = List.of(
                "stdbuf",
                "-oL",
                "mosquitto_sub",
                "-h",
                "127.0.0.1",
                "-p",
                "" + broker,
                "-q",
                "1",
                "-d",
                "-t",
                filter,
                "-F",
                "%t %p");
        Child child = start("mosquitto_sub", words, Map.of());
        child.await("Subscribed \\(mid: 1\\)");
        return child;
    }

    /** Publishes at QoS 1; returns when the MQTT server has the message. */
    void publish(String topic, String payload) {
        publish(topic, payload, MqttQos.AT_LEAST_ONCE);
    }

    /** Publishes at QoS 0, when the MQTT server has what was published before. */
    void publishAtMostOnce(String topic, String payload) {
        publish("pace", "");
        publish(topic, payload, MqttQos.AT_MOST_ONCE);
    }

    private void publish(String topic, String payload, MqttQos qos) {
        if (publisher == null) {
            publisher = MqttClient.builder()
                    .useMqttVersion3()
                    .identifier("publisher")
                    .serverHost("127.0.0.1")
                    .serverPort(broker)
                    .buildBlocking();
            publisher.connect();
        }
        publisher
                .publishWith()
                .topic(topic)
                .qos(qos)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private Child start(String name, List<String> words, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("DORMOUSE_"));
        builder.environment().putAll(variables);
        Child child = Child.start(name, builder);
        cast.push(child);
        return child;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (publisher != null) {
            publisher.disconnect();
        }
        cast.forEach(Child::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
