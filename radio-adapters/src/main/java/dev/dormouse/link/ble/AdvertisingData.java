package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a device says about itself in an advertisement (Bluetooth Core Vol 3 Part C §11, Core Specification Supplement Part A).
 *
 * @param name its name, whole or shortened; null when it does not say
 * @param services what it offers
 * @param maker what follows the number of the company in the data of the maker; null without such data of that company
 */
record AdvertisingData(
        @Nullable String name, Set<Uuid> services, @Nullable Bytes maker) {
    private static final int SHORT_SERVICES = 0x02;
    private static final int ALL_SHORT_SERVICES = 0x03;
    private static final int LONG_SERVICES = 0x06;
    private static final int ALL_LONG_SERVICES = 0x07;
    private static final int SHORT_NAME = 0x08;
    private static final int NAME = 0x09;
    private static final int MANUFACTURER = 0xFF;
    private static final int SHORT = 2;
    private static final int LONG = 16;

    /**
     * Reads AD structures; what is cut off or wrong at the end is left out.
     *
     * @param company whose data matters, 16 bits
     */
    static AdvertisingData read(Bytes data, int company) {
        byte[] octets = data.toArray();
        String name = null;
        Set<Uuid> services = new HashSet<>();
        Bytes maker = null;
        int at = 0;
        while (at < octets.length && octets[at] != 0) {
            int end = at + 1 + (octets[at] & 0xFF);
            if (end > octets.length) {
                break;
            }
            int type = octets[at + 1] & 0xFF;
            byte[] value = Arrays.copyOfRange(octets, at + 2, end);
            switch (type) {
                case NAME, SHORT_NAME -> name = Bytes.of(value).toUtf8();
                case SHORT_SERVICES, ALL_SHORT_SERVICES -> addServices(services, value, SHORT);
                case LONG_SERVICES, ALL_LONG_SERVICES -> addServices(services, value, LONG);
                case MANUFACTURER -> maker = isOf(company, value) ? rest(value) : maker;
                default -> {
                    // nothing that matters here
                }
            }
            at = end;
        }
        return new AdvertisingData(name, services, maker);
    }

    private static void addServices(Set<Uuid> services, byte[] value, int length) {
        for (int at = 0; at + length <= value.length; at += length) {
            services.add(new Uuid(Bytes.of(Arrays.copyOfRange(value, at, at + length))));
        }
    }

    private static boolean isOf(int company, byte[] value) {
        return value.length >= 2 && ((value[0] & 0xFF) | (value[1] & 0xFF) << 8) == company;
    }

    private static Bytes rest(byte[] value) {
        return Bytes.of(Arrays.copyOfRange(value, 2, value.length));
    }
}
