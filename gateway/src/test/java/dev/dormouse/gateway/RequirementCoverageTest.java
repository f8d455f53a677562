package dev.dormouse.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts which requirements of MQTT-SN 1.2 the tests of this module name, and prints those that none names. */
class RequirementCoverageTest {
    @Test
    void namesOnlyRequirementsThatThereAreAndPrintsTheOpenOnes() throws Exception {
        Map<String, String> known = requirements();
        Set<String> covered = new TreeSet<>();
        for (Class<?> test : testClasses()) {
            addAll(covered, test.getAnnotation(Requirement.class));
            for (Method method : test.getDeclaredMethods()) {
                addAll(covered, method.getAnnotation(Requirement.class));
            }
        }
        Set<String> unknown = new TreeSet<>(covered);
        unknown.removeAll(known.keySet());
        Map<String, String> open = new TreeMap<>(known);
        open.keySet().removeAll(covered);
        PrintStream out = System.out;
        out.printf(
                "MQTT-SN 1.2, requirements on the gateway: %d covered, %d open of %d%n",
                known.size() - open.size(), open.size(), known.size());
        open.forEach((id, text) -> out.printf("  open  %s  %s%n", id, text));
        assertEquals(Set.of(), unknown, "ids that are not in the list, or not the gateway's");
    }

    private static void addAll(Set<String> ids, @Nullable Requirement requirement) {
        if (requirement != null) {
            ids.addAll(List.of(requirement.value()));
        }
    }

    /** Id and text of the requirements on the gateway. */
    private static Map<String, String> requirements() throws IOException {
        Map<String, String> result = new TreeMap<>();
        try (InputStream file =
                Objects.requireNonNull(RequirementCoverageTest.class.getResourceAsStream("/requirements-1.2.csv"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList()) {
                List<String> cells = cells(line);
                if (cells.get(3).equals("gateway") || cells.get(3).equals("both")) {
                    result.put(cells.get(0), cells.get(1) + "  " + cells.get(2));
                }
            }
        }
        return result;
    }

    private static List<String> cells(String line) {
        List<String> result = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                result.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        result.add(cell.toString());
        return result;
    }

    /** The test classes of this module, found next to this one. */
    private static List<Class<?>> testClasses() throws URISyntaxException, IOException {
        URL here = Objects.requireNonNull(RequirementCoverageTest.class.getResource("RequirementCoverageTest.class"));
        Path folder = Objects.requireNonNull(Path.of(here.toURI()).getParent());
        Path root = folder.resolve("../../..").normalize();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .<Class<?>>map(RequirementCoverageTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
