package dev.dormouse.link.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which other processes have a device open, as far as Linux lets this one see. */
final class PortUsers {
    private static final Path PROCESSES = Path.of("/proc");

    private PortUsers() {}

    /** Names and process ids, such as {@code ModemManager (812)}; empty when there are none to be seen. */
    static List<String> of(String device) {
        List<String> users = new ArrayList<>();
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            Path real = Path.of(device).toRealPath();
            long self = ProcessHandle.current().pid();
            processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> !process.endsWith(Long.toString(self)))
                    .filter(process -> hasOpen(process, real))
                    .forEach(process -> users.add(name(process) + " (" + process.getFileName() + ")"));
        } catch (IOException | UncheckedIOException e) {
            return users; // no /proc here, or the device has just gone
        }
        return users;
    }

    private static boolean hasOpen(Path process, Path device) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> leadsTo(file, device));
        } catch (IOException | UncheckedIOException e) {
            return false; // another user's, or ended
        }
    }

    private static boolean leadsTo(Path file, Path device) {
        try {
            return Files.readSymbolicLink(file).equals(device);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "process";
        }
    }
}
