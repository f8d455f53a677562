package dev.dormouse.gateway.config;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.ble.BleAddress;
import dev.dormouse.link.ble.BleOptions;
import dev.dormouse.link.ble.NodeFilter;
import dev.dormouse.link.forwarder.Crc;
import dev.dormouse.link.forwarder.ForwarderOptions;
import dev.dormouse.link.forwarder.Framing;
import dev.dormouse.link.serial.FlowControl;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.xbee.XBeeOptions;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.znp.ZnpOptions;
import dev.dormouse.uplink.mqtt.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private final Path directory;

    ConfigLoaderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void needsNoFileAtAll() throws ConfigException {
        GatewayConfig config = ConfigLoader.load(null, Map.of("PATH", "/bin"));

        assertEquals(Path.of("data"), config.data());
        assertEquals(
                List.of(new UdpLinkConfig(
                        new CommonLinkConfig(
                                "udp",
                                true,
                                1_000_000,
                                Duration.ofSeconds(10),
                                true,
                                new DiscoveryConfig(true, Duration.ZERO),
                                Map.of()),
                        "::",
                        1884,
                        1400,
                        2048,
                        4 << 20,
                        ForwardersConfig.everybody(),
                        List.of())),
                config.links());
        assertEquals(UplinkConfig.Mode.EMBEDDED, config.uplink().mode());
        assertEquals(1883, config.broker().port());
        assertEquals("dormouse", requireNonNull(config.uplink().shared()).clientId());
        assertEquals(2_000, config.limits().clients());
        assertEquals(10_000, config.limits().newSessionsPerSecondPerAddress());
        assertEquals(Duration.ofDays(7), config.timers().sessionExpiry());
        assertEquals(new LogConfig(LogConfig.Level.INFO, null, false), config.log());
    }

    private static UdpLinkConfig udp(GatewayConfig config) {
        return (UdpLinkConfig) config.links().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'any'                          | true  | 0
            'none'                         | false | 0
            '192.0.2.7'                    | false | 1
            ['none']                       | false | 0
            ['192.0.2.7', '2001:db8::7']   | false | 2
            """, quoteCharacter = '`')
    void knowsWhoMaySpeakForOtherNodes(String value, boolean any, int addresses) throws Exception {
        ForwardersConfig forwarders =
                udp(load("[[links]]\nforwarders = " + value)).forwarders();

        assertEquals(any, forwarders.any());
        assertEquals(addresses, forwarders.addresses().size());
    }

    @Test
    void takesForwardersFromTheEnvironment() throws ConfigException {
        Map<String, String> variables = Map.of(
                "DORMOUSE_LINKS__0__FORWARDERS__0", "192.0.2.7", "DORMOUSE_LINKS__0__FORWARDERS__1", "192.0.2.8");

        assertEquals(
                new ForwardersConfig(false, List.of("192.0.2.7", "192.0.2.8")),
                udp(ConfigLoader.load(null, variables)).forwarders());
    }

    @Test
    void knowsHowDevicesFindTheGateway() throws Exception {
        GatewayConfig config = load("""
                        [[links]]
                        answer-searchgw = false
                        advertise = true
                        groups = ["225.1.1.1:1885", "[ff02::1%lo]:1886"]
                        """);

        assertEquals(
                new DiscoveryConfig(false, Duration.ofMinutes(20)),
                config.links().get(0).common().discovery());
        assertEquals(
                List.of("1885 null", "1886 lo"),
                udp(config).groups().stream()
                        .map(group -> group.address().getPort() + " " + group.networkInterface())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups = '10.0.0.1:1885'",
                "groups = '225.1.1.1'",
                "groups = '225.1.1.1:0'",
                "groups = '225.1.1.1:1884'",
                "groups = 'ff02::1:1885'",
                "groups = '[ff02::zz]:1885'",
                "advertise-interval = '500ms'",
                "advertise-interval = '1500ms'"
            })
    void refusesWhatIsNoDiscovery(String line) {
        ConfigException refusal = assertThrows(ConfigException.class, () -> load("[[links]]\n" + line));

        assertEquals(
                "links.0." + line.substring(0, line.indexOf(' ')),
                refusal.problems().get(0).key());
    }

    @Test
    void knowsHowMessagesWait() throws Exception {
        QueueConfig queue = load("""
                        [queue]
                        total-size = "2MiB"
                        [[queue.rules]]
                        filter = "state/+"
                        keep = "last"
                        [[queue.rules]]
                        filter = "#"
                        time-to-live = "1h"
                        most-per-wake = 5
                        """).queue();

        assertEquals(
                new QueueConfig(
                        2 << 20,
                        List.of(
                                new QueueConfig.Rule("state/+", true, Duration.ZERO, 0),
                                new QueueConfig.Rule("#", false, Duration.ofHours(1), 5))),
                queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter = 'a/#/b'", "filter = '$share/g/a'", "keep = 'first'", "time-to-live = '2'"})
    void refusesRulesThatAreNone(String line) {
        ConfigException refusal = assertThrows(ConfigException.class, () -> load("[[queue.rules]]\n" + line));

        assertEquals(true, refusal.problems().get(0).key().startsWith("queue.rules.0."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'all'", "['192.0.2.7', 'any']", "['host.example']", "7", "[7]", "''"})
    void refusesForwardersThatAreNoAddresses(String value) {
        ConfigException refusal = assertThrows(ConfigException.class, () -> load("[[links]]\nforwarders = " + value));

        assertEquals("links.0.forwarders", refusal.problems().get(0).key());
    }

    @Test
    void readsEverySection() throws Exception {
        GatewayConfig config = load("""
                data = "/var/lib/dormouse"
                [[links]]
                name = "field"
                port = 2000
                receive-buffer = "1MiB"
                [[links]]
                name = "lab"
                port = 2001
                qos-minus-1 = false
                [uplink]
                mode = "upstream"
                url = "mqtts://broker.example:8883"
                protocol = "3.1.1"
                keep-alive = 30
                [topics.predefined]
                1 = "pre/one"
                [topics.clients."z*"]
                2 = "z/${client-id}"
                [topics.clients."a?"]
                2 = "a"
                [log]
                level = "debug"
                """);

        assertEquals(Path.of("/var/lib/dormouse"), config.data());
        assertEquals(1 << 20, udp(config).receiveBuffer());
        assertFalse(config.links().get(1).common().qosMinusOne());
        assertEquals(
                ServerAddress.parse("mqtts://broker.example:8883"),
                config.uplink().url());
        assertEquals(UplinkConfig.Protocol.MQTT_3_1_1, config.uplink().protocol());
        assertEquals(Duration.ofSeconds(30), config.uplink().keepAlive());
        assertEquals(Map.of(1, "pre/one"), config.topics().predefined());
        assertEquals(List.of("z*", "a?"), List.copyOf(config.topics().clients().keySet()));
        assertEquals(50_000, config.limits().clients());
        assertEquals(LogConfig.Level.DEBUG, config.log().level());
    }

    @Test
    void readsAForwarder() throws Exception {
        GatewayConfig config = load("""
                [[links]]
                type = "forwarder"
                name = "greenhouse"
                device = "usb:10c4:ea60"
                baud = 57600
                framing = "cobs"
                crc = "x25"
                node-id-length = 8
                retry-interval = "15s"
                clients = 40
                [links.predefined]
                7 = "greenhouse/seven"
                """);

        assertEquals(
                List.of(new ForwarderLinkConfig(
                        new CommonLinkConfig(
                                "greenhouse",
                                true,
                                40,
                                Duration.ofSeconds(15),
                                true,
                                new DiscoveryConfig(true, Duration.ZERO),
                                Map.of(7, "greenhouse/seven")),
                        new SerialConfig(
                                new PortChoice.OnUsb(0x10C4, 0xEA60, null),
                                new LineSettings(57_600, FlowControl.NONE),
                                5472),
                        new ForwarderOptions(Framing.COBS, Crc.X25, true, false, false, 8, 250))),
                config.links());
    }

    @Test
    void knowsTheDialectOfAquila() throws Exception {
        GatewayConfig config = load("""
                [[links]]
                type = "forwarder"
                device = "/dev/ttyUSB0"
                profile = "aquila"
                """);

        assertEquals(
                ForwarderOptions.aquila(), ((ForwarderLinkConfig) config.links().get(0)).options());
        assertEquals("forwarder", config.links().get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta = 'lqi-rssi'", "profile = 'aquila'"})
    void refusesAFramingThatCannotFindPacketsBehindWhatComesBeforeThem(String line) {
        assertProblems(
                "[[links]]\ntype = 'forwarder'\ndevice = '/dev/x'\n" + line + "\nframing = 'length'\n",
                ":5:1: \"links.0.framing\" is \"length\", which finds a packet by its own Length and not behind the two octets of"
                        + " meta = \"lqi-rssi\"; choose \"slip\", \"cobs\" or \"hdlc\", or meta = \"none\"");
    }

    @Test
    void readsZigBeeAdapters() throws Exception {
        GatewayConfig config = load("""
                [[links]]
                type = "xbee"
                device = "/dev/ttyUSB0"
                [[links]]
                type = "znp"
                device = "/dev/ttyUSB1"
                endpoint = 0x54
                cluster = 0xFC54
                permit-join = 60
                """);

        assertEquals(
                List.of(
                        new XBeeLinkConfig(common("xbee"), serial("/dev/ttyUSB0", 9600, 912), XBeeOptions.defaults()),
                        new ZnpLinkConfig(
                                common("znp"),
                                serial("/dev/ttyUSB1", 115_200, 10_944),
                                new ZnpOptions(new Application(0x54, 0xC105, 0xFC54), 60, 80, Duration.ofSeconds(20)))),
                config.links());
    }

    @Test
    void readsBluetoothControllers() throws Exception {
        GatewayConfig config = load("""
                [[links]]
                type = "ble-h4"
                device = "/dev/ttyACM0"
                [[links]]
                type = "ble-h4"
                name = "beacons"
                device = "/dev/ttyUSB0"
                baud = 115200
                flow-control = "none"
                names = "meter-*"
                addresses = ["c0:db:7e:7d:11:01", "00:11:22:33:44:55/public"]
                connections = 8
                mapping = "packet"
                max-message-size = 100
                advertisements = true
                company = 0x0059
                """);

        assertEquals(
                List.of(
                        new BleLinkConfig(
                                common("ble-h4"),
                                new SerialConfig(
                                        new PortChoice.AtPath("/dev/ttyACM0"),
                                        new LineSettings(1_000_000, FlowControl.RTS_CTS),
                                        95_000),
                                BleOptions.defaults()),
                        new BleLinkConfig(
                                common("beacons"),
                                serial("/dev/ttyUSB0", 115_200, 10_944),
                                new BleOptions(
                                        new NodeFilter(
                                                List.of("meter-*"),
                                                List.of(
                                                        new BleAddress(0xc0db7e7d1101L, true),
                                                        new BleAddress(0x001122334455L, false)),
                                                List.of()),
                                        8,
                                        BleOptions.Mapping.PACKET,
                                        100,
                                        true,
                                        0x59))),
                config.links());
    }

    private static CommonLinkConfig common(String name) {
        return new CommonLinkConfig(
                name,
                true,
                1_000_000,
                Duration.ofSeconds(10),
                true,
                new DiscoveryConfig(true, Duration.ZERO),
                Map.of());
    }

    private static SerialConfig serial(String path, int baud, int octetsPerSecond) {
        return new SerialConfig(new PortChoice.AtPath(path), new LineSettings(baud, FlowControl.NONE), octetsPerSecond);
    }

    @Test
    void refusesAnApplicationThatZigBeeDoesNotHave() {
        ConfigException refusal = assertThrows(
                ConfigException.class, () -> load("[[links]]\ntype = \"xbee\"\ndevice = \"/dev/x\"\nendpoint = 255"));

        assertEquals("links.0.endpoint", refusal.problems().get(0).key());
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertProblems(
                """
                [uplink]
                ulr = "mqtt://here"
                mode = "upstream"
                [broker]
                port = "many"
                """,
                ":2:1: unknown key \"uplink.ulr\"; did you mean \"uplink.url\"?",
                ":3:1: \"uplink.mode\" is \"upstream\", which needs \"uplink.url\"",
                ":5:1: \"broker.port\" must be an integer from 1 to 65535, not \"many\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            prot = 1                                 | :1:1: unknown key "prot"; did you mean "links.0.port"?
            [uplnk]                                  | :1:1: unknown key "uplnk"; did you mean "uplink"?
            [timers];frequency = 1                   | :2:1: unknown key "timers.frequency"; the keys here are retry-interval, retry-count, congestion-wait, upstream-lost, idle-limit, session-expiry
            max-datagram = 100                       | :1:1: unknown key "max-datagram"; did you mean "links.0.max-datagram"?
            uplink = 3                               | :1:1: "uplink" must be a table: [uplink]
            [links]                                  | :1:1: "links" must be a list of tables: [[links]]
            [[links]];prot = 1                       | :2:1: unknown key "links.0.prot"; did you mean "links.0.port"?
            [[links]];type = "serial"                | :2:1: "links.0.type" must be one of "udp", "forwarder", "xbee", "znp", "ble-h4", not "serial"
            [[links]];type = "forwarder"             | :1:1: "links.0.device" must be a path such as "/dev/serial/by-id/usb-…" or USB ids such as "usb:10c4:ea60"; see: dormouse ports
            [[links]];type="ble-h4";device="/dev/x";addresses="c0:db" | :4:1: "links.0.addresses" must be addresses such as "c0:db:7e:7d:11:01", not "c0:db"
            [[links]];type="ble-h4";device="/dev/x";services="18"     | :4:1: "links.0.services" must be UUIDs such as "180f" or "6e400001-b5a3-f393-e0a9-e50e24dcca9e", not "18"
            [[links]];type="ble-h4";device="/dev/x";mapping="raw"     | :4:1: "links.0.mapping" must be one of "packet", "stream", not "raw"
            [[links]];flow-control = "none"          | :2:1: unknown key "links.0.flow-control"; the keys here are type, name, qos-minus-1, clients, retry-interval, rebind, answer-searchgw, advertise, advertise-interval, predefined, port, host, max-message-size, max-datagram, receive-buffer, forwarders, groups
            [[links]];[[links]];port = 9             | :2:1: "links.1.name" is taken by another link: "udp"
            [[links]];[[links]];name = "b"           | :2:1: "links.1.port" is taken by another link on the same host: 1884
            [[links]];receive-buffer = "4MB"         | :2:1: "links.0.receive-buffer" must be a size such as "256KiB" from 64KiB to 256MiB, not "4MB"
            [[links]];qos-minus-1 = "true"           | :2:1: "links.0.qos-minus-1" must be true or false, not "true"
            data = ""                                | :1:1: "data" must be a path, not ""
            threads = -1                             | :1:1: "threads" must be an integer from 0 to 64, not -1
            transport = "epoll"                      | :1:1: "transport" must be one of "auto", "nio", not "epoll"
            [timers];retry-interval = "10 years"     | :2:1: "timers.retry-interval" must be a duration such as "10s" from 100ms to 10m, not "10 years"
            [timers];retry-interval = 0              | :2:1: "timers.retry-interval" must be a duration such as "10s" from 100ms to 10m, not 0
            [uplink];url = "mqtt://b"                | :2:1: "uplink.url" is used with mode = "upstream" only
            [uplink];password = "x"                  | :2:1: "uplink.password" is used with mode = "upstream" only
            [uplink];reconnect-max = "500ms"         | :2:1: "uplink.reconnect-max" must not be below "uplink.reconnect-min"
            [broker];port = 70000                    | :2:1: "broker.port" must be an integer from 1 to 65535, not 70000
            [broker];host = "0.0.0.0"                | :2:1: "broker.host" is open to the network, which needs [broker.users]
            [broker];tls-port = 8883                 | :2:1: "broker.tls-port" needs "certificate-file" and "key-file" beside it
            [broker];websocket-port = 1883           | :2:1: "broker.websocket-port" is the same port as "broker.port": 1883
            [broker.users];ann = 1                   | :2:1: "broker.users.ann" must be a text that is not empty
            [topics.predefined];65535 = "a"          | :2:1: "topics.predefined.65535" is no topic id; they are 1 to 65534
            [topics.predefined];1 = "a/#"            | :2:1: "topics.predefined.1" names a topic, so it must not hold the wildcards # and +
            [topics.predefined];1 = "${clientid}"    | :2:1: "topics.predefined.1" holds an unknown placeholder; the only one is ${client-id}
            [topics.clients."a*"];1 = 5              | :2:1: "topics.clients.a*.1" must be a text that is not empty, not 5
            [log];level = "loud"                     | :2:1: "log.level" must be one of "debug", "error", "info", "off", "trace", "warn", not "loud"
            """)
    void tellsLineKeyAndReason(String lines, String expected) {
        assertProblems(lines.replace(';', '\n'), expected);
    }

    @Test
    void refusesWrongUrls() {
        for (String url :
                List.of("tcp://b", "broker", "mqtt://", "mqtt://b:70000", "mqtt://a b", "mqtt://b/path?x=1")) {
            ConfigException refusal = assertThrows(
                    ConfigException.class, () -> load("[uplink]\nmode = \"upstream\"\nurl = \"" + url + "\"\n"));
            String problem = refusal.problems().get(0).toString();
            assertTrue(problem.contains(":3:1: \"uplink.url\" must be like \"mqtt://broker.example:1883\": "), problem);
        }
        ConfigException refusal = assertThrows(
                ConfigException.class, () -> load("[uplink]\nmode = \"upstream\"\nurl = \"mqtt://me:secret@b\"\n"));
        assertFalse(refusal.problems().toString().contains("secret"), "the password is not repeated");
    }

    @Test
    void refusesKeysThatWouldDoNothing() {
        String upstream = "[uplink]\nmode = \"upstream\"\nurl = \"mqtt://b\"\n";
        assertProblems(upstream + "password = \"x\"\n", ":4:1: \"uplink.password\" needs \"uplink.username\"");
        assertProblems(
                upstream + "ca-file = \"" + directory + "/x\"\n",
                ":4:1: \"uplink.ca-file\" is used with mqtts:// and wss:// only",
                ":4:1: \"uplink.ca-file\" names a file that cannot be read: " + directory + "/x");
    }

    @Test
    void refusesAPasswordInClear() {
        assertProblems(
                "[broker.users]\nann = \"secret\"\n",
                ":2:1: \"broker.users.ann\" is no password hash; make one with \"dormouse hash-password\"");
    }

    @Test
    void refusesACertificateWithoutItsKey() throws IOException {
        Path pem = Files.writeString(directory.resolve("some.pem"), "x");

        assertProblems(
                "[uplink]\nmode = \"upstream\"\nurl = \"mqtts://b\"\ncertificate-file = \"" + pem + "\"\n",
                ":4:1: \"uplink.certificate-file\" needs \"key-file\" beside it");
        assertProblems(
                "[broker]\nkey-file = \"" + pem + "\"\n",
                ":2:1: \"broker.key-file\" needs \"certificate-file\" beside it");
    }

    @Test
    void takesThePasswordFromAFileAndHidesIt() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "hush\n");

        UplinkConfig uplink =
                load("[uplink]\nmode = \"upstream\"\nurl = \"mqtt://b\"\nusername = \"me\"\npassword-file = \"" + file
                                + "\"\n")
                        .uplink();

        assertEquals(new Secret("hush"), uplink.password());
        assertFalse(uplink.toString().contains("hush"));
    }

    @Test
    void tellsWhereAFileIsNoToml() {
        ConfigException refusal = assertThrows(ConfigException.class, () -> load("[broker]\nport = = 1\n"));

        String first = refusal.problems().get(0).toString();
        assertEquals(
                file() + ":2:8: not valid TOML: ", first.substring(0, (file() + ":2:8: not valid TOML: ").length()));
    }

    @Test
    void tellsThatAFileIsMissing() {
        Path missing = directory.resolve("missing.toml");

        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(missing, Map.of()));

        assertEquals(missing + ": no such file", refusal.getMessage());
    }

    private GatewayConfig load(String toml) throws IOException, ConfigException {
        return ConfigLoader.load(Files.writeString(file(), toml), Map.of());
    }

    private void assertProblems(String toml, String... expected) {
        ConfigException refusal = assertThrows(ConfigException.class, () -> load(toml));
        List<String> lines = refusal.problems().stream().map(Problem::toString).toList();
        assertEquals(List.of(expected).stream().map(line -> file() + line).toList(), lines);
    }

    private Path file() {
        return directory.resolve("dormouse.toml");
    }
}
