package dev.dormouse.link.forwarder;

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

/** Framings and checksums as packages of npm make them: a Node.js process that answers each line with one. */
final class Node implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "framing-oracle").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "oracle.js");

    private final Process process;
    private final BufferedReader answers;

    private Node(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Skips the test where there is no Node.js. */
    static Node start() throws IOException, InterruptedException {
        assumeTrue(
                isOnPath("node") && isOnPath("npm"),
                "Node.js and npm are not installed: npm's framings are not compared");
        install();
        return new Node(new ProcessBuilder("node", "oracle.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String name : FILES) {
            try (InputStream resource = Node.class.getResourceAsStream("oracle/" + name)) {
                Files.copy(
                        Objects.requireNonNull(resource, name),
                        FOLDER.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(FOLDER.resolve("node_modules/slip/package.json"))) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(90, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new AssertionError(
                    "npm packages could not be installed: " + Files.readString(FOLDER.resolve("npm.log")));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Asks for one thing, such as {@code slip-encode 0102}; the answer in hexadecimal digits. */
    String ask(String what, String hex) {
        try {
            process.getOutputStream().write((what + " " + hex + "\n").getBytes(StandardCharsets.US_ASCII));
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
