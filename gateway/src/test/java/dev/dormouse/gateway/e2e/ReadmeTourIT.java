package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tour of the README, pasted into a shell at once: each {@code hear} prints what its comment says. */
@Timeout(120)
class ReadmeTourIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEARD = Pattern.compile("hear \\d+ +# ([0-9a-f]{2}(?: [0-9a-f]{2})*)( …)?");

    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void theTourOfTheReadmeWorksWhenPasted() throws IOException {
        int mqtt = Ports.free();
        GatewayProcess gateway =
                stage.gateway(Map.of("broker.port", "" + mqtt, "broker.websocket-port", "" + Ports.free()));
        String tour = tour();
        List<String> promised = promised(tour);
        assertFalse(promised.isEmpty(), "no comment of the tour says what is heard");

        MosquittoSub application = stage.subscriber(mqtt, "#", 0);
        Child shell = stage.keep(Child.start("the tour", new ProcessBuilder("bash", "-c", at(tour, gateway, mqtt))));
        assertEquals(0, shell.awaitExit(Child.PATIENCE), shell::toString);

        List<String> heard = shell.lines().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        assertEquals(promised.size(), heard.size(), () -> "promised " + promised + ", heard " + heard);
        for (int i = 0; i < promised.size(); i++) {
            String beginning = promised.get(i);
            assertEquals(
                    beginning,
                    heard.get(i)
                            .substring(
                                    0, Math.min(beginning.length(), heard.get(i).length())));
        }
        application.hears("tt", 0, "hello");
        application.hears("kitchen/t1", 0, "21.5");
    }

    /** All commands of the tour but the one that never ends. */
    private static String tour() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String section = readme.substring(readme.indexOf("## A tour"), readme.indexOf("## Configure it"));
        return BLOCK.matcher(section)
                .results()
                .map(block -> block.group(1))
                .filter(block -> !block.contains("mosquitto_sub"))
                .collect(Collectors.joining());
    }

    private static List<String> promised(String tour) {
        List<String> all = new ArrayList<>();
        Matcher matcher = HEARD.matcher(tour);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static String at(String tour, GatewayProcess gateway, int mqtt) {
        return tour.replace("127.0.0.1/1884", "127.0.0.1/" + gateway.address().getPort())
                .replace("-h 127.0.0.1", "-h 127.0.0.1 -p " + mqtt);
    }
}
