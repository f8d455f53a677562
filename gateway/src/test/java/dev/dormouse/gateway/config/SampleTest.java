package dev.dormouse.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the sample file and the table in the documentation complete and true. */
class SampleTest {

    private static final Path SAMPLE = Path.of("..", "dormouse.sample.toml");

    private final Path directory;

    SampleTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void loadsAndMeansTheDefaults() throws ConfigException {
        GatewayConfig defaults = ConfigLoader.load(null, Map.of());
        GatewayConfig sample = ConfigLoader.load(SAMPLE, Map.of());

        assertEquals(defaults.links(), sample.links());
        assertEquals(defaults.uplink(), sample.uplink());
        assertEquals(defaults.limits(), sample.limits());
        assertEquals(Map.of("pump-*", Map.of()), sample.topics().clients());
    }

    @Test
    void showsOnlyKeysThatAreAccepted() throws IOException {
        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(uncommented(), Map.of()));

        // What is refused are the files, which do not exist here, and keys that exclude others.
        Set<String> refused =
                refusal.problems().stream().map(Problem::key).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(Set.of(
                        "broker.certificate-file",
                        "broker.key-file",
                        "uplink.ca-file",
                        "uplink.certificate-file",
                        "uplink.key-file",
                        "uplink.password",
                        "uplink.password-file",
                        "uplink.url",
                        "uplink.username")),
                refused);
    }

    @Test
    void showsTheDefaultsOfTheLoader() throws Exception {
        List<String> lines = Files.readAllLines(uncommented()).stream()
                .filter(
                        line -> !line.matches(
                                "(url|username|password|password-file|ca-file|certificate-file|key-file|shared-connections|client-id|file|ann|[0-9]+) = .*"))
                .toList();
        GatewayConfig defaults = ConfigLoader.load(null, Map.of());

        GatewayConfig shown = ConfigLoader.load(Files.write(directory.resolve("defaults.toml"), lines), Map.of());

        assertEquals(
                defaults.toString(),
                shown.toString()
                        .replace("pump-*={}", "")
                        .replace(shown.queue().rules().toString(), "[]"));
    }

    @Test
    void lacksNoKey() throws Exception {
        Set<String> shown = keys(uncommented());

        Set<String> missing = new TreeSet<>(ConfigLoader.knownKeys());
        missing.removeAll(shown);

        assertEquals(Set.of(), missing);
    }

    @Test
    void theDocumentationLacksNoKey() throws Exception {
        String documentation = Files.readString(Path.of("..", "docs", "configuration.md"));

        for (String key : ConfigLoader.knownKeys()) {
            String name = key.substring(key.lastIndexOf('.') + 1);
            assertTrue(documentation.contains("`" + name + "`") || documentation.contains("[" + key), key);
        }
    }

    private Path uncommented() throws IOException {
        List<String> lines = Files.readAllLines(SAMPLE).stream()
                .map(line -> line.matches("# ([a-z0-9-]+ = .*|\\[\\[[a-z.]+]])") ? line.substring(2) : line)
                .toList();
        return Files.write(directory.resolve("sample.toml"), lines);
    }

    private Set<String> keys(Path file) throws ConfigException {
        Set<String> keys = new TreeSet<>();
        Problems problems = new Problems();
        collect(new TomlFile(file, problems).read(), "", keys);
        problems.refuseIfAny();
        return keys;
    }

    private static void collect(Node node, String path, Set<String> keys) {
        keys.add(path);
        String prefix = path.isEmpty() ? "" : path + ".";
        if (node instanceof Node.Table table) {
            table.entries().forEach((key, inner) -> collect(inner, prefix + key, keys));
        } else if (node instanceof Node.Places places) {
            places.nodes().stream().limit(1).forEach(first -> collect(first, prefix + "0", keys));
        }
    }
}
