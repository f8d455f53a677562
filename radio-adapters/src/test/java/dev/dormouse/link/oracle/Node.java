package dev.dormouse.link.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What packages of npm make of octets: a Node.js process that answers each line with one. */
public final class Node implements AutoCloseable {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "oracle.js");

    private final Process process;
    private final BufferedReader answers;

    private Node(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Starts {@code oracle.js}, which lies in the folder {@code oracle} beside a test. Skips the test where there is no Node.js.
     *
     * @param test any class of the package
     */
    public static Node start(Class<?> test) throws IOException, InterruptedException {
        assumeTrue(
                isOnPath("node") && isOnPath("npm"),
                "Node.js and npm are not installed: what npm's packages do is not compared");
        Path folder = Path.of("target", "oracle-" + test.getPackageName()).toAbsolutePath();
        install(test, folder);
        return new Node(new ProcessBuilder("node", "oracle.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static void install(Class<?> test, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String name : FILES) {
            try (InputStream resource = test.getResourceAsStream("oracle/" + name)) {
                Files.copy(
                        Objects.requireNonNull(resource, name),
                        folder.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(90, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new AssertionError(
                    "npm packages could not be installed: " + Files.readString(folder.resolve("npm.log")));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Asks for one thing, such as {@code slip-encode 0102}; the answer. */
    public String ask(String what, String argument) {
        try {
            process.getOutputStream().write((what + " " + argument + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new AssertionError("the oracle has ended");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
