package dev.dormouse.bench.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heap in use of another Java process after a full collection, asked with the JDK's own {@code jcmd}. */
public final class Heap {
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final int LIMIT_SECONDS = 30;

    private Heap() {}

    /** Collects garbage in the process and gives what is left, in KiB; NaN where that cannot be told. */
    public static double kibAfterCollection(long pid) throws IOException {
        // What references and cleaners let go in the first collection is gone after the second.
        for (int collection = 0; collection < 2; collection++) {
            if (jcmd(pid, "GC.run").isEmpty()) {
                return Double.NaN;
            }
        }
        Matcher generation = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
        long used = 0;
        boolean found = false;
        while (generation.find()) {
            used += Long.parseLong(generation.group(1));
            found = true;
        }
        return found ? used : Double.NaN;
    }

    private static String jcmd(long pid, String command) throws IOException {
        Path ofThisJava = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String program = Files.isExecutable(ofThisJava) ? ofThisJava.toString() : "jcmd";
        Path output = Files.createTempFile("jcmd", ".txt");
        try {
            Process process = new ProcessBuilder(program, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return process.exitValue() == 0 ? Files.readString(output, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return ""; // no jcmd, as on a machine with a JRE only
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
