package dev.dormouse.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts which requirements of MQTT-SN 1.2 the tests of all modules name, and prints those that none names. */
class RequirementCoverageTest {
    private static final Pattern ANNOTATION = Pattern.compile("@Requirement\\([^)]*\\)");
    private static final Pattern ID = Pattern.compile("SN12-\\d{3}");
    private static final String TESTS = Path.of("src", "test", "java").toString();
    private static final int DEEPEST = 16;

    @Test
    void namesOnlyRequirementsThatThereAreAndPrintsTheOpenOnes() throws Exception {
        Map<String, String> known = requirements();
        Set<String> covered = named();
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

    /** The ids that stand in annotations of test sources, in this module and its neighbours. */
    private static Set<String> named() throws IOException {
        Set<String> ids = new TreeSet<>();
        Path modules = Path.of("").toAbsolutePath().resolveSibling(".").normalize();
        try (Stream<Path> files = Files.find(
                modules, DEEPEST, (file, attributes) -> file.toString().endsWith(".java"))) {
            for (Path file :
                    files.filter(each -> each.toString().contains(TESTS)).toList()) {
                Matcher annotation = ANNOTATION.matcher(Files.readString(file));
                while (annotation.find()) {
                    ID.matcher(annotation.group())
                            .results()
                            .map(MatchResult::group)
                            .forEach(ids::add);
                }
            }
        }
        return ids;
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
}
