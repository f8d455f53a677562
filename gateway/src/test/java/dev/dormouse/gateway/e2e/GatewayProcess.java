package dev.dormouse.gateway.e2e;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway as users start it: the packaged program as a child process, configured by environment variables. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("Dormouse: MQTT-SN on UDP (\\S+):(\\d+)[,;].*");

    private final Child child;
    private final InetSocketAddress address;

    private GatewayProcess(Child child) {
        this.child = child;
        Matcher listens = LISTENS.matcher(child.awaitLine("Dormouse: MQTT-SN on UDP"));
        if (!listens.find()) {
            throw new AssertionError("the banner does not tell the UDP address: " + child);
        }
        String host = listens.group(1).replaceAll("[\\[\\]]", "");
        this.address = new InetSocketAddress(host, Integer.parseInt(listens.group(2)));
    }

    /** Starts one in this folder and waits until it says that it listens; {@code settings} are keys of the configuration. */
    static GatewayProcess start(Path folder, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("data", folder.resolve("data").toString());
        all.put("links.0.host", "127.0.0.1");
        all.put("links.0.port", "0");
        all.putAll(settings);
        Child child = launch(folder, variables(all), "run");
        try {
            return new GatewayProcess(child);
        } catch (AssertionError e) {
            child.close();
            throw e;
        }
    }

    /** Starts the program with these arguments, without waiting for anything. */
    static Child launch(Path folder, Map<String, String> variables, String... arguments) {
        return Child.start("dormouse", Program.command(Program.script(), folder, variables, arguments));
    }

    /** Keys of the configuration as the environment variables that set them. */
    static Map<String, String> variables(Map<String, String> settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        settings.forEach((key, value) -> variables.put(
                "DORMOUSE_" + key.toUpperCase(Locale.ROOT).replace("-", "_").replace(".", "__"), value));
        return variables;
    }

    /** Where it hears MQTT-SN. */
    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return child.pid();
    }

    /** Waits for a line of the log that holds this text, and gives it. */
    String awaitLog(String text) {
        return child.awaitLine(text);
    }

    List<String> log() {
        return child.lines();
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void terminate() {
        child.terminate();
    }

    int awaitExit(Duration limit) {
        return child.awaitExit(limit);
    }

    @Override
    public void close() {
        child.close();
    }

    @Override
    public String toString() {
        return child.toString();
    }
}
