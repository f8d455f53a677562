package dev.dormouse.link.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Where jSerialComm finds its native library. Left alone it unpacks one into a directory that everybody may write to and loads it from
 * there, so that any local user could replace it: the distribution brings it along, and elsewhere it goes into a private directory.
 */
final class NativeLibrary {
    /** The property by which jSerialComm is told; set by the start script. */
    static final String PATH = "jSerialComm.library.path";

    private NativeLibrary() {}

    /** To be called before the first use of {@link SerialPort}. */
    static synchronized void prepare() {
        if (System.getProperty(PATH) == null) {
            try {
                System.setProperty(PATH, unpacked().toString());
            } catch (IOException e) {
                throw new UncheckedIOException("The library for serial ports cannot be unpacked", e);
            }
        }
    }

    private static Path unpacked() throws IOException {
        Path directory = Files.createTempDirectory("dormouse-serial"); // mode 0700
        directory.toFile().deleteOnExit();
        try (JarFile jar = new JarFile(library().toFile())) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().matches("(Linux|OSX|FreeBSD|OpenBSD)/\\w+/libjSerialComm\\.(so|jnilib)")) {
                    unpack(jar, entry, directory);
                }
            }
        }
        return directory;
    }

    /** The jar; naming the class does not initialise it. */
    private static Path library() throws IOException {
        try {
            URI location = SerialPort.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        Path above = file.getParent();
        if (above == null || !file.startsWith(directory)) {
            return;
        }
        Files.createDirectories(above);
        Files.copy(jar.getInputStream(entry), file);
        // deleted in the opposite order
        Path system = above.getParent();
        if (system != null) {
            system.toFile().deleteOnExit();
        }
        above.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
    }
}
