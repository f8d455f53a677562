package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged program: the one place that knows where it is and how it is started. */
final class Program {
    /** System property: the folder of the distribution. Without it the newest build in {@code target} is taken. */
    private static final String HOME_PROPERTY = "dormouse.home";

    private Program() {}

    /** The folder of the distribution, with {@code bin} and {@code lib}. */
    static Path home() {
        String home = System.getProperty(HOME_PROPERTY, "");
        Path folder = home.isEmpty() ? builtHere() : Path.of(home);
        if (!Files.isExecutable(folder.resolve("bin/dormouse"))) {
            throw new IllegalStateException("no distribution in " + folder + "; run mvn package first");
        }
        return folder;
    }

    /** The start script. */
    static Path script() {
        return home().resolve("bin/dormouse");
    }

    /** The command with these arguments, run in {@code folder}, free of any DORMOUSE_ variable but the given ones. */
    static ProcessBuilder command(Path script, Path folder, Map<String, String> variables, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(script.toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DORMOUSE_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return builder;
    }

    private static Path builtHere() {
        try (Stream<Path> entries = Files.list(Path.of("target"))) {
            return entries.filter(entry -> Files.isDirectory(entry)
                            && entry.getFileName().toString().startsWith("dormouse-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no distribution in target; run mvn package first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
