package dev.dormouse.link.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The serial devices of this machine that have a driver. */
public final class SerialPorts {
    private static final Path STABLE_NAMES = Path.of("/dev/serial/by-id");

    static {
        NativeLibrary.prepare();
    }

    private SerialPorts() {}

    /**
     * One device.
     *
     * @param path where it is now
     * @param description what it says of itself
     * @param usb its USB ids as {@link PortChoice#parse} takes them; null when it is not on USB
     * @param stablePath where it will be whenever it is plugged in; null when there is no such path
     */
    public record Description(
            String path,
            String description,
            @Nullable String usb,
            @Nullable String stablePath) {}

    /** All of them, ordered by path. */
    public static List<Description> list() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(SerialPorts::describe)
                .sorted(Comparator.comparing(Description::path))
                .toList();
    }

    private static Description describe(SerialPort port) {
        String path = port.getSystemPortPath();
        return new Description(path, port.getPortDescription(), usb(port), stablePath(path));
    }

    private static @Nullable String usb(SerialPort port) {
        if (port.getVendorID() < 0 || port.getProductID() < 0) {
            return null;
        }
        String serialNumber = port.getSerialNumber();
        boolean known = serialNumber != null
                && !serialNumber.isBlank()
                && !serialNumber.toLowerCase(Locale.ROOT).equals("unknown");
        return new PortChoice.OnUsb(port.getVendorID(), port.getProductID(), known ? serialNumber : null).text();
    }

    private static @Nullable String stablePath(String path) {
        if (!Files.isDirectory(STABLE_NAMES)) {
            return null;
        }
        try (Stream<Path> names = Files.list(STABLE_NAMES)) {
            Path real = Path.of(path).toRealPath();
            return names.filter(name -> leadsTo(name, real))
                    .map(Path::toString)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean leadsTo(Path name, Path real) {
        try {
            return name.toRealPath().equals(real);
        } catch (IOException e) {
            return false; // just unplugged
        }
    }
}
